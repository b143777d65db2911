/// The ways a piece of cargo may be turned.
///
/// Each of the six is named by the edges of the piece that lie along the length, the width and the
/// height of the space.
///
/// ```swift
/// let drum: CargoOrientations = .upright
/// assert(drum.contains(.widthLengthHeight) && !drum.contains(.heightWidthLength))
/// ```
public struct CargoOrientations: OptionSet, Hashable, Sendable, Codable {
  /// The bits of the set, one an orientation.
  public let rawValue: UInt8

  /// A set by its bits; those beyond the six are dropped.
  ///
  /// - Parameter rawValue: The bits, one an orientation.
  public init(rawValue: UInt8) { self.rawValue = rawValue & 0b111111 }

  /// As measured: length along length, width along width, height upwards.
  public static let lengthWidthHeight = Self(rawValue: 1 << 0)
  /// Turned on the floor by a quarter.
  public static let widthLengthHeight = Self(rawValue: 1 << 1)
  /// On its end: the length stands upwards, the width stays.
  public static let heightWidthLength = Self(rawValue: 1 << 2)
  /// The length stands upwards, turned by a quarter.
  public static let widthHeightLength = Self(rawValue: 1 << 3)
  /// On its side: the width stands upwards, the length stays.
  public static let lengthHeightWidth = Self(rawValue: 1 << 4)
  /// The width stands upwards, turned by a quarter.
  public static let heightLengthWidth = Self(rawValue: 1 << 5)

  /// This side up: only turned on the floor.
  public static let upright: Self = [.lengthWidthHeight, .widthLengthHeight]
  /// Any way at all.
  public static let any = Self(rawValue: 0b111111)

  /// The sizes that a piece shows along length, width and height of the space, each once.
  func extents(length: Int, width: Int, height: Int) -> [CargoExtent] {
    let all: [(Self, CargoExtent)] = [
      (.lengthWidthHeight, CargoExtent(length, width, height)),
      (.widthLengthHeight, CargoExtent(width, length, height)),
      (.heightWidthLength, CargoExtent(height, width, length)),
      (.widthHeightLength, CargoExtent(width, height, length)),
      (.lengthHeightWidth, CargoExtent(length, height, width)),
      (.heightLengthWidth, CargoExtent(height, length, width)),
    ]
    var found: [CargoExtent] = []
    for (orientation, extent) in all where contains(orientation) && !found.contains(extent) {
      found.append(extent)
    }
    return found
  }
}

/// A size or a place along the length, the width and the height of the space.
struct CargoExtent: Hashable {
  var length: Int32
  var width: Int32
  var height: Int32

  init(_ length: Int32, _ width: Int32, _ height: Int32) {
    self.length = length
    self.width = width
    self.height = height
  }

  /// Sizes of checked items, which stay below `CargoSpace.largestSize`.
  init(_ length: Int, _ width: Int, _ height: Int) {
    self.init(Int32(clamping: length), Int32(clamping: width), Int32(clamping: height))
  }

  func fits(in other: Self) -> Bool {
    length <= other.length && width <= other.width && height <= other.height
  }

  /// Exact: the product of three sizes up to a million stays below 2⁶³.
  var volume: Int { Int(length) * Int(width) * Int(height) }
}
