/// A compact group of pieces that is placed as one.
struct StowageBlock {
  /// How the pieces of a block stand together.
  enum Arrangement {
    /// Equal pieces in rows, columns and layers.
    case grid(item: Int32, piece: CargoExtent)
    /// Two blocks of the catalogue side by side along an axis, aligned at their lower corners.
    case pair(first: Int32, second: Int32, along: Axis)
  }

  enum Axis: CaseIterable { case length, width, height }

  /// How many pieces of an item.
  struct Part: Hashable {
    var item: Int32
    var count: Int32
  }

  var extent: CargoExtent
  /// The pieces it consists of, in the order of the items.
  var parts: [Part]
  /// The volume of its pieces.
  var volume: Int
  var weight: Double
  /// Its weight times the distance of its centre of gravity from its lower end along the length.
  var moment: Double
  /// The weight that may rest on it without overloading any piece within; less than zero where the
  /// pieces within overload one another.
  var bearing: Double
  var arrangement: Arrangement

  var pieceCount: Int32 { parts.reduce(0) { $0 + $1.count } }

  /// A block of equal pieces, so many along each axis.
  init(
    of item: CargoItem, at index: Int32, piece: CargoExtent, rows: Int32, columns: Int32,
    layers: Int32
  ) {
    let count = rows * columns * layers
    extent = CargoExtent(piece.length * rows, piece.width * columns, piece.height * layers)
    parts = [Part(item: index, count: count)]
    volume = Int(count) * item.volume
    weight = Double(count) * item.weight
    moment = weight * Double(extent.length) / 2
    // Whatever lies above a piece of the lowest layer is counted as if it all lay on that one.
    let above = Double(layers - 1) * Double(rows * columns) * item.weight
    bearing = (item.maximumWeightOnTop ?? .infinity) - (layers > 1 ? above : 0)
    arrangement = .grid(item: index, piece: piece)
  }

  /// Two blocks put together.
  init(
    _ first: Self, _ second: Self, along axis: Axis, arrangement: Arrangement
  ) {
    extent = Self.extent(of: first.extent, second.extent, along: axis)
    parts = Self.merged(first.parts, second.parts)
    volume = first.volume + second.volume
    weight = first.weight + second.weight
    moment = first.moment + second.moment
    if axis == .length { moment += second.weight * Double(first.extent.length) }
    switch axis {
    case .height: bearing = min(first.bearing - second.weight, second.bearing)
    case .length, .width: bearing = min(first.bearing, second.bearing)
    }
    self.arrangement = arrangement
  }

  static func extent(
    of first: CargoExtent, _ second: CargoExtent, along axis: Axis
  ) -> CargoExtent {
    var sum = CargoExtent(
      max(first.length, second.length), max(first.width, second.width),
      max(first.height, second.height))
    switch axis {
    case .length: sum.length = first.length + second.length
    case .width: sum.width = first.width + second.width
    case .height: sum.height = first.height + second.height
    }
    return sum
  }

  private static func merged(_ first: [Part], _ second: [Part]) -> [Part] {
    var sum = first
    for part in second {
      if let index = sum.firstIndex(where: { $0.item == part.item }) {
        sum[index].count += part.count
      } else {
        sum.append(part)
      }
    }
    return sum.sorted { $0.item < $1.item }
  }
}
