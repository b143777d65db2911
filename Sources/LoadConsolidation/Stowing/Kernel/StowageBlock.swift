/// A compact group of pieces that is placed as one.
struct StowageBlock {
  /// How the pieces of a block stand together.
  enum Arrangement {
    /// Equal pieces in rows, columns and layers.
    case grid(item: Int32, piece: CargoExtent)
    /// Two blocks of the catalogue side by side along an axis, aligned at their lower corners; along
    /// the height the second stands on the top of the first.
    case pair(first: Int32, second: Int32, along: Axis)
  }

  enum Axis: CaseIterable { case length, width, height }

  /// A rectangle on top, all of which is at full height and without gaps: what is put there rests with
  /// its whole bottom.
  struct Top: Hashable {
    var lower: (length: Int32, width: Int32)
    var upper: (length: Int32, width: Int32)

    var length: Int32 { max(0, upper.length - lower.length) }
    var width: Int32 { max(0, upper.width - lower.width) }
    var area: Int { Int(length) * Int(width) }

    static func == (lhs: Self, rhs: Self) -> Bool {
      lhs.lower == rhs.lower && lhs.upper == rhs.upper
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(lower.length)
      hasher.combine(lower.width)
      hasher.combine(upper.length)
      hasher.combine(upper.width)
    }

    func moved(length: Int32, width: Int32) -> Self {
      Top(
        lower: (lower.length + length, lower.width + width),
        upper: (upper.length + length, upper.width + width))
    }

    /// The largest rectangle over both of two that lie side by side.
    func joined(with other: Self, along axis: Axis) -> Self? {
      var joint = self
      if axis == .length {
        guard upper.length == other.lower.length else { return nil }
        joint.upper.length = other.upper.length
        joint.lower.width = max(lower.width, other.lower.width)
        joint.upper.width = min(upper.width, other.upper.width)
      } else {
        guard upper.width == other.lower.width else { return nil }
        joint.upper.width = other.upper.width
        joint.lower.length = max(lower.length, other.lower.length)
        joint.upper.length = min(upper.length, other.upper.length)
      }
      return joint.area > 0 ? joint : nil
    }
  }

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
  /// Where other blocks may stand on it.
  var top: Top
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
    top = Top(lower: (0, 0), upper: (extent.length, extent.width))
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
    moment += second.weight * Double(Self.place(of: second, beside: first, along: axis).length)
    switch axis {
    case .height: bearing = min(first.bearing - second.weight, second.bearing)
    case .length, .width: bearing = min(first.bearing, second.bearing)
    }
    top = Self.top(of: first, second, along: axis)
    self.arrangement = arrangement
  }

  /// Whether another block can stand on this one with its whole bottom.
  func carries(_ other: Self) -> Bool {
    other.extent.length <= top.length && other.extent.width <= top.width
  }

  /// Where the second of a pair has its lower corner, seen from that of the first.
  static func place(
    of second: Self, beside first: Self, along axis: Axis
  ) -> CargoExtent {
    var place = CargoExtent(0 as Int32, 0, 0)
    switch axis {
    case .length: place.length = first.extent.length
    case .width: place.width = first.extent.width
    case .height:
      place.height = first.extent.height
      if first.carries(second) { (place.length, place.width) = first.top.lower }
    }
    return place
  }

  /// The largest of the rectangles that two blocks put together offer on top.
  private static func top(of first: Self, _ second: Self, along axis: Axis) -> Top {
    let moved: Top
    switch axis {
    case .length: moved = second.top.moved(length: first.extent.length, width: 0)
    case .width: moved = second.top.moved(length: 0, width: first.extent.width)
    case .height:
      let place = place(of: second, beside: first, along: axis)
      return second.top.moved(length: place.length, width: place.width)
    }
    if first.extent.height != second.extent.height {
      return first.extent.height > second.extent.height ? first.top : moved
    }
    let larger = first.top.area >= moved.area ? first.top : moved
    guard let joint = first.top.joined(with: moved, along: axis) else { return larger }
    return joint.area >= larger.area ? joint : larger
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
