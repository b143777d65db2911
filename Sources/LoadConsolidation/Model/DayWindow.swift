public import SupplyChainCore

/// The days on which something may happen, from the earliest to the latest, both included.
///
/// Days are counted from any day that suits; who plans in shifts or hours counts those instead.
///
/// ```swift
/// let thisWeek = try DayWindow(earliest: 1, latest: 5)
/// assert(thisWeek.contains(3))
/// ```
public struct DayWindow: Hashable, Sendable, Codable {
  /// The first day.
  public let earliest: Int
  /// The last day.
  public let latest: Int

  /// A window from the first to the last day.
  ///
  /// - Parameters:
  ///   - earliest: The first day.
  ///   - latest: The last day.
  /// - Throws: `InvalidInput` where the window ends before it starts.
  public init(earliest: Int, latest: Int) throws(InvalidInput) {
    guard earliest <= latest else {
      throw InvalidInput(
        "window.latest", value: latest, "is before window.earliest (\(earliest))")
    }
    self.earliest = earliest
    self.latest = latest
  }

  /// A window of a single day.
  ///
  /// - Parameter day: The day.
  public init(day: Int) {
    earliest = day
    latest = day
  }

  private init(unchecked earliest: Int, _ latest: Int) {
    self.earliest = earliest
    self.latest = latest
  }

  /// Every day there is: no limit.
  public static let always = DayWindow(unchecked: .min, .max)

  /// The window some days longer at either end; an open end stays open.
  func widened(by days: Int) -> DayWindow {
    func moved(_ day: Int, by days: Int) -> Int {
      if day == .min || day == .max { return day }
      let (result, overflow) = day.addingReportingOverflow(days)
      return overflow ? (days > 0 ? .max : .min) : result
    }
    let days = max(0, min(days, 1 << 40))
    return DayWindow(unchecked: moved(earliest, by: -days), moved(latest, by: days))
  }

  /// Any day up to this one.
  static func until(_ day: Int) -> DayWindow { DayWindow(unchecked: .min, day) }

  /// Any day from this one.
  static func from(_ day: Int) -> DayWindow { DayWindow(unchecked: day, .max) }

  /// Whether a day lies in the window.
  public func contains(_ day: Int) -> Bool { earliest <= day && day <= latest }

  /// The days that two windows share; `nil` where there are none.
  public func intersection(_ other: DayWindow) -> DayWindow? {
    let first = max(earliest, other.earliest)
    let last = min(latest, other.latest)
    return first <= last ? DayWindow(unchecked: first, last) : nil
  }

  /// The window moved some days earlier; an open end stays open.
  func earlier(by days: Int) -> DayWindow {
    func moved(_ day: Int) -> Int {
      if day == .min || day == .max { return day }
      let (result, overflow) = day.subtractingReportingOverflow(days)
      return overflow ? (days > 0 ? .min : .max) : result
    }
    return DayWindow(unchecked: moved(earliest), moved(latest))
  }

  private enum CodingKeys: String, CodingKey { case earliest, latest }

  /// Decodes a window, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` where the window ends before it starts, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      earliest: values.decode(Int.self, forKey: .earliest),
      latest: values.decode(Int.self, forKey: .latest))
  }
}
