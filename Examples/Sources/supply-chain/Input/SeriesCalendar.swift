import Foundation

/// How the dates of a table follow each other: a period every so many years, months or days.
struct SeriesCalendar {
  private enum Unit { case years, months, days }

  private let unit: Unit
  private let step: Int
  private let origin: SeriesDate

  /// The widest period that leads from the first date of each series to all its others.
  ///
  /// - Parameters:
  ///   - series: The dates of each series, oldest first, all of one precision.
  ///   - aligned: Whether the same periods must serve all series, so that they can be compared.
  init?(of series: [[SeriesDate]], aligned: Bool) {
    guard let first = series.compactMap(\.first).min() else { return nil }
    origin = first
    let origins = aligned ? Array(repeating: first, count: series.count) : series.map { $0[0] }
    let step = { (number: (SeriesDate) -> Int) in
      var common = 0
      for (origin, dates) in zip(origins, series) {
        for date in dates { common = greatestCommonDivisor(common, number(date) - number(origin)) }
      }
      return max(1, common)
    }
    switch first.precision {
    case .year:
      unit = .years
      self.step = step(\.year)
    case .month:
      unit = .months
      self.step = step(\.monthNumber)
    case .day:
      // Days that all fall on one day of the month are months, unless weeks fit as well.
      let days = step(\.dayNumber)
      let onOneDay = zip(origins, series).allSatisfy { origin, dates in
        dates.allSatisfy { $0.day == origin.day }
      }
      let isMonthly = onOneDay && !days.isMultiple(of: 7)
      unit = isMonthly ? .months : .days
      self.step = isMonthly ? step(\.monthNumber) : days
    }
  }

  /// The number of periods from one date to another.
  func periods(from first: SeriesDate, to second: SeriesDate) -> Int {
    (number(second) - number(first)) / step
  }

  /// The number of the period that begins on a date, counted from the first date of all.
  func period(of date: SeriesDate) -> Int { periods(from: origin, to: date) }

  /// The number of periods after which the season repeats; 1 without a season.
  var season: Int {
    switch unit {
    case .years: 1
    case .months: 12.isMultiple(of: step) ? 12 / step : 1
    case .days:
      step == 1
        ? 7 : step.isMultiple(of: 7) && 52.isMultiple(of: step / 7) ? 52 / (step / 7) : 1
    }
  }

  var daysPerPeriod: Double {
    switch unit {
    case .years: 365.25 * Double(step)
    case .months: 365.25 / 12 * Double(step)
    case .days: Double(step)
    }
  }

  /// How people call a period: `1995`, `Aug 1995` or `1995-08-14`.
  func label(of period: Int) -> String {
    let number = number(origin) + period * step
    switch unit {
    case .years: return "\(number)"
    case .months: return "\(Self.months[number % 12]) \(number / 12)"
    case .days:
      let days = number - Self.referenceDay
      return Date(timeIntervalSinceReferenceDate: Double(days) * 86_400)
        .formatted(.iso8601.year().month().day())
    }
  }

  private func number(_ date: SeriesDate) -> Int {
    switch unit {
    case .years: date.year
    case .months: date.monthNumber
    case .days: date.dayNumber
    }
  }

  /// The first of January 2001, from which Foundation counts.
  private static let referenceDay = SeriesDate("2001-01-01")?.dayNumber ?? 0

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (a, b) = (abs(first), abs(second))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
