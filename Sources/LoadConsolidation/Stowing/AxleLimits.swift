public import SupplyChainCore

/// What the two supports of a vehicle may carry of the load: the kingpin and the axles of a
/// semi-trailer, the front and the rear axle of a truck.
///
/// Each kilogram of load presses on both in the ratio of a lever. Neither may be lifted by the load.
///
/// ```swift
/// let limits = try AxleLimits(front: (at: 1_600, limit: 12_000), rear: (at: 9_300, limit: 18_000))
/// let loads = limits.loads(weight: 10_000, centre: 5_450)
/// assert(loads.front == 5_000 && loads.rear == 5_000)
/// ```
public struct AxleLimits: Hashable, Sendable, Codable {
  /// The place of the front support, in the unit of the space, from the front wall; before it,
  /// where negative.
  public let frontPosition: Double
  /// The load that the front support may carry, in kilograms.
  public let frontLimit: Double
  /// The place of the rear support, in the unit of the space, from the front wall.
  public let rearPosition: Double
  /// The load that the rear support may carry, in kilograms.
  public let rearLimit: Double

  /// Describes the supports.
  ///
  /// - Parameters:
  ///   - front: Where the front support is, from the front wall, and what it may carry of the load,
  ///     in kilograms.
  ///   - rear: The same of the rear support.
  /// - Throws: `InvalidInput` where a number is not finite, a limit is negative, or the rear support
  ///   does not lie behind the front one.
  public init(
    front: (at: Double, limit: Double), rear: (at: Double, limit: Double)
  ) throws(InvalidInput) {
    frontPosition = front.at
    frontLimit = front.limit
    rearPosition = rear.at
    rearLimit = rear.limit
    var checks = InputChecks()
    checks.requireFinite(front.at, "axles.frontPosition")
    checks.requireNonNegative(front.limit, "axles.frontLimit")
    checks.requireFinite(rear.at, "axles.rearPosition")
    checks.requireNonNegative(rear.limit, "axles.rearLimit")
    if front.at.isFinite, rear.at.isFinite {
      checks.require(
        rear.at > front.at, "axles.rearPosition", value: rear.at,
        "is not behind frontPosition (\(front.at))")
    }
    try checks.finish()
  }

  /// What a load presses on the two supports, in kilograms.
  ///
  /// - Parameters:
  ///   - weight: The weight of the load, in kilograms.
  ///   - centre: Where along the length its centre of gravity is, in the unit of the space.
  /// - Returns: The part on the front support, negative where the load lifts it, and the part on the
  ///   rear one.
  public func loads(weight: Double, centre: Double) -> (front: Double, rear: Double) {
    let rear = weight * (centre - frontPosition) / (rearPosition - frontPosition)
    return (weight - rear, rear)
  }

  /// Whether both supports carry the load, and neither is lifted by it.
  ///
  /// - Parameters:
  ///   - weight: The weight of the load, in kilograms.
  ///   - centre: Where along the length its centre of gravity is, in the unit of the space.
  /// - Returns: Whether both parts are from zero to their limits.
  public func carry(weight: Double, centre: Double) -> Bool {
    excess(weight: weight, centre: centre) == 0
  }

  /// The places of the centre of gravity for which both supports carry a weight.
  func centres(for weight: Double) -> (lowest: Double, highest: Double) {
    let base = rearPosition - frontPosition
    return (
      frontPosition + base * max(0, 1 - frontLimit / weight),
      frontPosition + base * min(1, rearLimit / weight)
    )
  }

  /// By how many kilograms the worse of the two supports is overloaded or lifted.
  func excess(weight: Double, centre: Double) -> Double {
    // Levers round; a gram in a ton is no overload.
    let slack = weight * 1e-9
    let (front, rear) = loads(weight: weight, centre: centre)
    let worst = max(front - frontLimit, rear - rearLimit, -front, -rear)
    return worst > slack ? worst : 0
  }

  private enum CodingKeys: String, CodingKey {
    case frontPosition, frontLimit, rearPosition, rearLimit
  }

  /// Decodes limits, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      front: (
        values.decode(Double.self, forKey: .frontPosition),
        values.decode(Double.self, forKey: .frontLimit)
      ),
      rear: (
        values.decode(Double.self, forKey: .rearPosition),
        values.decode(Double.self, forKey: .rearLimit)
      ))
  }
}
