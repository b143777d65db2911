/// Points of the same product that help each other out within a period.
///
/// After the demand of a period, what one has left over goes to those that are short.
///
/// ```swift
/// let pool = Transhipment(among: ["north", "south"], unitCost: 2)
/// ```
public struct Transhipment: Hashable, Sendable, Codable {
  /// The names of the points.
  public var points: [String]
  /// The cost of moving a unit.
  public var unitCost: Double

  /// Points that help each other out.
  ///
  /// - Parameters:
  ///   - points: The names of the points.
  ///   - unitCost: The cost of moving a unit, zero or more.
  public init(among points: [String], unitCost: Double = 0) {
    self.points = points
    self.unitCost = unitCost
  }
}
