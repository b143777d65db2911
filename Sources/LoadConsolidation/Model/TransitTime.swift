public import SupplyChainCore

/// How many days a carrier takes from loading to a stop.
///
/// ```swift
/// let road = try TransitTime(days: 0, kilometresPerDay: 600)
/// assert(road.days(over: 900) == 2)
/// ```
public struct TransitTime: Hashable, Sendable, Codable {
  /// The days it always takes.
  public let days: Int
  /// How far the vehicle comes in a day; `nil` where distance takes no further day.
  public let kilometresPerDay: Double?

  /// A time of so many days, and one more for each begun day of driving.
  ///
  /// - Parameters:
  ///   - days: The days it always takes.
  ///   - kilometresPerDay: How far the vehicle comes in a day.
  /// - Throws: `InvalidInput` for negative days or a speed that is not above zero.
  public init(days: Int, kilometresPerDay: Double? = nil) throws(InvalidInput) {
    self.days = days
    self.kilometresPerDay = kilometresPerDay
    var checks = InputChecks()
    checks.require(
      (0...1_000_000).contains(days), "transit.days", value: days, "is not a number of days")
    if let kilometresPerDay {
      checks.requirePositive(kilometresPerDay, "transit.kilometresPerDay")
    }
    try checks.finish()
  }

  private init() {
    days = 0
    kilometresPerDay = nil
  }

  /// Arrival on the day of departure.
  public static let sameDay = TransitTime()

  /// The days from departure to a stop at this distance.
  ///
  /// Each begun day of driving counts one day.
  ///
  /// - Parameter distance: The distance driven up to the stop, in kilometres.
  /// - Returns: The days, counted from the day of departure.
  public func days(over distance: Double) -> Int {
    guard let kilometresPerDay else { return days }
    let driving = (distance / kilometresPerDay).rounded(.up)
    return days + Int(max(1, min(1_000_000, driving)))
  }

  private enum CodingKeys: String, CodingKey { case days, kilometresPerDay }

  /// Decodes a transit time, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      days: values.decode(Int.self, forKey: .days),
      kilometresPerDay: values.decodeIfPresent(Double.self, forKey: .kilometresPerDay))
  }
}
