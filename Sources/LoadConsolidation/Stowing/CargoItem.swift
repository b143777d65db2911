public import SupplyChainCore

/// Equal pieces of cargo: boxes, crates or loaded pallets.
///
/// ```swift
/// let pallets = try CargoItem(
///   "wine", length: 1_200, width: 800, height: 1_450, count: 22, weight: 640,
///   orientations: .upright, maximumWeightOnTop: 700)
/// ```
public struct CargoItem: Hashable, Sendable, Codable {
  /// What the pieces are called.
  public let name: String
  /// The length of a piece, in the unit of the space.
  public let length: Int
  /// The width of a piece.
  public let width: Int
  /// The height of a piece.
  public let height: Int
  /// How many there are.
  public let count: Int
  /// The weight of a piece, in kilograms.
  public let weight: Double
  /// The ways a piece may be turned.
  public let orientations: CargoOrientations
  /// What may rest on a piece in all, in kilograms: zero where nothing may, `nil` where anything may.
  public let maximumWeightOnTop: Double?

  /// The largest number of equal pieces.
  public static let largestCount = 100_000

  /// Describes equal pieces.
  ///
  /// - Parameters:
  ///   - name: What the pieces are called.
  ///   - length: The length of a piece, in the unit of the space.
  ///   - width: The width of a piece.
  ///   - height: The height of a piece.
  ///   - count: How many there are.
  ///   - weight: The weight of a piece, in kilograms.
  ///   - orientations: The ways a piece may be turned.
  ///   - maximumWeightOnTop: What may rest on a piece in all, in kilograms.
  /// - Throws: `InvalidInput` for an empty name, a size or a count out of range, a weight that is
  ///   negative or not a finite number, no orientation.
  public init(
    _ name: String, length: Int, width: Int, height: Int, count: Int = 1, weight: Double = 0,
    orientations: CargoOrientations = .upright, maximumWeightOnTop: Double? = nil
  ) throws(InvalidInput) {
    self.name = name
    self.length = length
    self.width = width
    self.height = height
    self.count = count
    self.weight = weight
    self.orientations = orientations
    self.maximumWeightOnTop = maximumWeightOnTop
    var checks = InputChecks()
    if name.isEmpty { checks.report("item.name", "is empty") }
    let sizes = 1...CargoSpace.largestSize
    for (field, size) in [("length", length), ("width", width), ("height", height)] {
      checks.require(
        sizes.contains(size), "item.\(field)", value: size, "is not from 1 to \(sizes.upperBound)")
    }
    checks.require(
      (1...Self.largestCount).contains(count), "item.count", value: count,
      "is not from 1 to \(Self.largestCount)")
    checks.requireNonNegative(weight, "item.weight")
    if let maximumWeightOnTop {
      checks.requireNonNegative(maximumWeightOnTop, "item.maximumWeightOnTop")
    }
    if orientations.isEmpty { checks.report("item.orientations", "is empty") }
    try checks.finish()
  }

  /// The volume of a piece, in cubes of the unit.
  public var volume: Int { CargoExtent(length, width, height).volume }

  /// The sizes that a piece may show along length, width and height of the space.
  var extents: [CargoExtent] {
    orientations.extents(length: length, width: width, height: height)
  }

  private enum CodingKeys: String, CodingKey {
    case name, length, width, height, count, weight, orientations, maximumWeightOnTop
  }

  /// Decodes pieces, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      values.decode(String.self, forKey: .name),
      length: values.decode(Int.self, forKey: .length),
      width: values.decode(Int.self, forKey: .width),
      height: values.decode(Int.self, forKey: .height),
      count: values.decodeIfPresent(Int.self, forKey: .count) ?? 1,
      weight: values.decodeIfPresent(Double.self, forKey: .weight) ?? 0,
      orientations: values.decodeIfPresent(CargoOrientations.self, forKey: .orientations)
        ?? .upright,
      maximumWeightOnTop: values.decodeIfPresent(Double.self, forKey: .maximumWeightOnTop))
  }
}
