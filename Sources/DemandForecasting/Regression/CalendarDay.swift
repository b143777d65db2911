public import SupplyChainCore

/// A day of the Gregorian calendar, and what demand may depend on: its weekday, Easter, the length of
/// its month.
///
/// ```swift
/// let day = try CalendarDay(2024, 2, 28)
/// print(day.adding(days: 2), day.weekday)  // 2024-03-01 3
/// print(CalendarDay.easter(of: 2024))      // 2024-03-31
/// ```
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The number of days since 1970-01-01.
  public let daysSince1970: Int

  /// A day by its number.
  ///
  /// - Parameter daysSince1970: The number of days since 1970-01-01; brought within some three
  ///   million years of it.
  public init(daysSince1970: Int) {
    self.daysSince1970 = min(max(daysSince1970, -Self.farthest), Self.farthest)
  }

  private static let farthest = 1_000_000_000

  /// A day by year, month and day.
  ///
  /// - Parameters:
  ///   - year: The year, from −9999 to 9999.
  ///   - month: The month, from 1 to 12.
  ///   - day: The day of the month, counted from one.
  /// - Throws: `InvalidInput` if there is no such day.
  public init(_ year: Int, _ month: Int, _ day: Int) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      (-9_999...9_999).contains(year), "year", value: year, "is not from -9999 to 9999")
    checks.require((1...12).contains(month), "month", value: month, "is not from 1 to 12")
    try checks.finish()
    let length = Self.length(ofMonth: month, year)
    guard (1...length).contains(day) else {
      throw InvalidInput("day", value: day, "is not from 1 to \(length)")
    }
    self.init(unchecked: year, month, day)
  }

  /// Days are counted from a March on, so that a leap day is the last of its year (Fliegel and Van
  /// Flandern's arithmetic).
  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSince1970 = era * 146_097 + dayOfEra - 719_468
  }

  /// The year, the month from 1 to 12, and the day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let place = (5 * dayOfYear + 2) / 153
    let month = place < 10 ? place + 3 : place - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * place + 2) / 5 + 1
    )
  }

  /// The weekday, from 1 for Monday to 7 for Sunday.
  public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

  /// The number of days of its month.
  public var daysInMonth: Int { Self.length(ofMonth: parts.month, parts.year) }

  /// The day so many days later, or earlier for a negative number.
  public func adding(days: Int) -> CalendarDay {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return CalendarDay(daysSince1970: overflow ? (days > 0 ? .max : .min) : sum)
  }

  /// The first day of the month so many months later.
  func firstOfMonth(adding months: Int) -> CalendarDay {
    let total = parts.year * 12 + parts.month - 1 + months
    let year = (total >= 0 ? total : total - 11) / 12
    return CalendarDay(unchecked: year, total - year * 12 + 1, 1)
  }

  /// Easter Sunday of the western churches.
  ///
  /// - Parameter year: The year.
  /// - Returns: The Sunday, by the algorithm of Meeus, Jones and Butcher.
  public static func easter(of year: Int) -> CalendarDay {
    let year = min(max(year, -9_999), 9_999)
    let a = ((year % 19) + 19) % 19
    let century = (year >= 0 ? year : year - 99) / 100
    let rest = year - century * 100
    func floor(_ value: Int, _ by: Int) -> Int { (value >= 0 ? value : value - by + 1) / by }
    let leap = floor(century, 4)
    let correction = floor(century - floor(century + 8, 25) + 1, 3)
    let moon = ((19 * a + century - leap - correction + 15) % 30 + 30) % 30
    let sunday =
      ((32 + 2 * (century - 4 * leap) + 2 * (rest / 4) - moon - rest % 4) % 7 + 7) % 7
    let shift = floor(a + 11 * moon + 22 * sunday, 451)
    let place = moon + sunday - 7 * shift + 114
    return CalendarDay(unchecked: year, place / 31, place % 31 + 1)
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    if month == 2 {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Whether a day is before another.
  public static func < (lhs: Self, rhs: Self) -> Bool { lhs.daysSince1970 < rhs.daysSince1970 }

  /// The day as `2024-03-31`.
  public var description: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = "\(value.magnitude)"
      return (value < 0 ? "-" : "")
        + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension CalendarDay: Codable {
  /// Reads `"2024-03-31"` and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      throw InvalidInput("day", value: text, "is not a date such as 2024-03-31")
    }
    try self.init(year, month, day)
  }

  /// Writes `"2024-03-31"`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
