import Foundation

/// A day or a month, as a sales history writes it: `1995-07` or `1995-07-31`.
struct SalesDate: Hashable, Comparable {
  let year: Int
  let month: Int
  /// `nil` where the history counts in months.
  let day: Int?

  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      parts[0].count == 4, parts[1].count == 2,
      let year = Int(parts[0]), year > 0, let month = Int(parts[1]), (1...12).contains(month)
    else { return nil }
    self.year = year
    self.month = month
    guard parts.count == 3 else {
      day = nil
      return
    }
    guard parts[2].count == 2, let day = Int(parts[2]),
      DateComponents(year: year, month: month, day: day).isValidDate(in: Self.calendar)
    else { return nil }
    self.day = day
  }

  static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.year, lhs.month, lhs.day ?? 1) < (rhs.year, rhs.month, rhs.day ?? 1)
  }

  /// Months since the year zero.
  var monthNumber: Int { year * 12 + month - 1 }

  /// Days since a fixed day.
  var dayNumber: Int {
    let components = DateComponents(year: year, month: month, day: day ?? 1)
    let date = Self.calendar.date(from: components) ?? .distantPast
    return Int((date.timeIntervalSinceReferenceDate / 86_400).rounded())
  }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    return calendar
  }()
}

/// How the dates of the histories follow each other: a period every so many months or days.
struct SalesCalendar {
  private let countsMonths: Bool
  private let step: Int
  private let origin: SalesDate

  /// The widest period that keeps all dates apart; `nil` without a date.
  init?(of dates: Set<SalesDate>) {
    guard let first = dates.min() else { return nil }
    origin = first
    // Dates on one day of the month, or without a day, count months.
    let countsMonths = Set(dates.map(\.day)).count == 1
    self.countsMonths = countsMonths
    let start = countsMonths ? first.monthNumber : first.dayNumber
    let common = dates.reduce(0) { step, date in
      greatestCommonDivisor(step, (countsMonths ? date.monthNumber : date.dayNumber) - start)
    }
    step = max(1, common)
  }

  /// The number of the period that begins on a date, counted from the first date of all.
  func period(of date: SalesDate) -> Int {
    let distance =
      countsMonths
      ? date.monthNumber - origin.monthNumber : date.dayNumber - origin.dayNumber
    return distance / step
  }

  /// The number of periods after which the season repeats; 1 without a season.
  var season: Int {
    if countsMonths { return 12.isMultiple(of: step) ? 12 / step : 1 }
    if step == 1 { return 7 }
    return step.isMultiple(of: 7) && 52.isMultiple(of: step / 7) ? 52 / (step / 7) : 1
  }

  var daysPerPeriod: Double { countsMonths ? 365.25 / 12 * Double(step) : Double(step) }

  /// How people call a period: `Aug 1995` or `1995-08-14`.
  func label(of period: Int) -> String {
    if countsMonths {
      let number = origin.monthNumber + period * step
      return "\(Self.months[number % 12]) \(number / 12)"
    }
    let seconds = Double((origin.dayNumber + period * step) * 86_400)
    return Date(timeIntervalSinceReferenceDate: seconds)
      .formatted(.iso8601.year().month().day())
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (a, b) = (abs(first), abs(second))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
