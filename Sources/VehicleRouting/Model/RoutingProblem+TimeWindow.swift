extension RoutingProblem {
  /// The times between which something may start.
  ///
  /// A vehicle that comes early waits; one that comes late may not serve. Times are in any unit, the
  /// same as that of the durations, counted from any origin.
  ///
  /// ```swift
  /// let morning = RoutingProblem.TimeWindow(from: 8 * 60, to: 12 * 60)
  /// print(morning.contains(9 * 60))  // true
  /// ```
  public struct TimeWindow: Sendable, Hashable {
    /// The first time allowed.
    public var earliest: Double
    /// The last time allowed; infinity for no limit.
    public var latest: Double

    /// The times from one to another, both included.
    public init(from earliest: Double = 0, to latest: Double = .infinity) {
      self.earliest = earliest
      self.latest = latest
    }

    /// Any time from zero on.
    public static let always = TimeWindow()

    /// Whether a time lies in the window.
    public func contains(_ time: Double) -> Bool { earliest <= time && time <= latest }
  }
}

extension RoutingProblem.TimeWindow: Codable {
  private enum CodingKeys: String, CodingKey { case earliest, latest }

  /// Reads a window; an absent bound is no bound.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      from: try container.decodeIfPresent(Double.self, forKey: .earliest) ?? 0,
      to: try container.decodeIfPresent(Double.self, forKey: .latest) ?? .infinity)
  }

  /// Writes a window; infinity, which JSON does not know, is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(earliest, forKey: .earliest)
    if latest != .infinity { try container.encode(latest, forKey: .latest) }
  }
}
