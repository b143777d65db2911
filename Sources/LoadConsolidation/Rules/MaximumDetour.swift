/// A limit on how far a load of several stops may stray from the way straight to its last stop.
///
/// ```swift
/// let rule = MaximumDetour(factor: 1.25)  // at most a quarter longer
/// ```
public struct MaximumDetour: LoadRule, Hashable, Codable {
  /// The longest distance, as a multiple of the direct one.
  public let factor: Double

  /// A rule that limits the detour.
  ///
  /// - Parameter factor: The longest distance, as a multiple of the direct one; one is assumed
  ///   where it is less or not a number.
  public init(factor: Double) { self.factor = factor >= 1 ? factor : 1 }

  /// The rule in words.
  public var summary: String {
    "a load is at most \(Text.number(factor)) times as long as the direct way"
  }

  /// Whether the load is short enough; a load whose distance is not known is not held up.
  public func allows(_ load: LoadProfile) -> Bool {
    guard let distance = load.distance, let direct = load.directDistance else { return true }
    // A table of rounded distances makes a straight road a metre longer than itself.
    return distance <= factor * direct + 1e-6
  }

  /// One kind: pairs do not matter to this rule.
  public func kind(of shipment: Shipment) -> String? { "" }
}
