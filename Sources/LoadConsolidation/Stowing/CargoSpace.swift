public import SupplyChainCore

/// The inside of a container or trailer.
///
/// Sizes are whole numbers of one unit, millimetres or centimetres, the same for the space and what
/// goes into it. The length runs from the front wall to the doors.
///
/// ```swift
/// let container = try CargoSpace(length: 5_898, width: 2_352, height: 2_393, maximumWeight: 28_200)
/// let trailer = try CargoSpace(
///   length: 13_600, width: 2_480, height: 2_700, maximumWeight: 24_000,
///   axles: AxleLimits(front: (at: 1_600, limit: 12_000), rear: (at: 9_300, limit: 18_000)))
/// ```
public struct CargoSpace: Hashable, Sendable, Codable {
  /// The length from the front wall to the doors.
  public let length: Int
  /// The width.
  public let width: Int
  /// The height.
  public let height: Int
  /// The weight it may carry, in kilograms; `nil` where it is not limited.
  public let maximumWeight: Double?
  /// What its two supports may carry; `nil` where they are not looked at.
  public let axles: AxleLimits?

  /// The largest size along an edge: volumes stay exact.
  public static let largestSize = 1_000_000

  /// Describes a space.
  ///
  /// - Parameters:
  ///   - length: The length from the front wall to the doors.
  ///   - width: The width.
  ///   - height: The height.
  ///   - maximumWeight: The weight it may carry, in kilograms.
  ///   - axles: What its two supports may carry.
  /// - Throws: `InvalidInput` for a size that is not from 1 to `largestSize`, a weight that is
  ///   negative or not a finite number.
  public init(
    length: Int, width: Int, height: Int, maximumWeight: Double? = nil, axles: AxleLimits? = nil
  ) throws(InvalidInput) {
    self.length = length
    self.width = width
    self.height = height
    self.maximumWeight = maximumWeight
    self.axles = axles
    var checks = InputChecks()
    for (name, size) in [("length", length), ("width", width), ("height", height)] {
      checks.require(
        (1...Self.largestSize).contains(size), "space.\(name)", value: size,
        "is not from 1 to \(Self.largestSize)")
    }
    if let maximumWeight { checks.requireNonNegative(maximumWeight, "space.maximumWeight") }
    try checks.finish()
  }

  /// The volume, in cubes of the unit.
  public var volume: Int { extent.volume }

  var extent: CargoExtent { CargoExtent(length, width, height) }

  private enum CodingKeys: String, CodingKey { case length, width, height, maximumWeight, axles }

  /// Decodes a space, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      length: values.decode(Int.self, forKey: .length),
      width: values.decode(Int.self, forKey: .width),
      height: values.decode(Int.self, forKey: .height),
      maximumWeight: values.decodeIfPresent(Double.self, forKey: .maximumWeight),
      axles: values.decodeIfPresent(AxleLimits.self, forKey: .axles))
  }
}
