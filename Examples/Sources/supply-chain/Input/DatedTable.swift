/// The observations of a table: a series for each key, in the order in which the keys appear.
struct DatedTable<Key: Hashable> {
  private struct Series {
    var dates: [SeriesDate] = []
    var values: [Double?] = []
    var name: String
    var line: Int
    /// Whether a date out of order was reported: those after it would only repeat it.
    var isBroken = false

    mutating func add(_ value: Double?, on date: SeriesDate) -> String? {
      if let last = dates.last, date <= last {
        if isBroken { return nil }
        isBroken = true
        return date == last
          ? "the date is there twice for \(name)"
          : "the date is before the one above it for \(name)"
      }
      dates.append(date)
      values.append(value)
      return nil
    }
  }

  /// The keys in the order in which they first appear.
  private(set) var keys: [Key] = []
  private var series: [Key: Series] = [:]
  private var precision: SeriesDate.Precision?

  /// Takes in a row; gives what is wrong with its date, if anything is.
  mutating func add(
    _ value: Double?, on text: String?, to key: Key, named name: String, line: Int
  ) -> String? {
    guard let text, let date = SeriesDate(text) else {
      return "date \"\(text ?? "")\" is not YYYY, YYYY-MM or YYYY-MM-DD"
    }
    if let precision, precision != date.precision {
      return "date \"\(text)\" is not written as those above"
    }
    precision = date.precision
    if series[key] == nil { keys.append(key) }
    return series[key, default: Series(name: name, line: line)].add(value, on: date)
  }

  /// How the dates follow each other; `nil` without a date.
  func calendar(aligned: Bool) -> SeriesCalendar? {
    SeriesCalendar(of: keys.compactMap { series[$0]?.dates }, aligned: aligned)
  }

  /// The last date of all.
  var lastDate: SeriesDate? { series.values.compactMap(\.dates.last).max() }

  /// The line of the first observation of a series.
  func line(of key: Key) -> Int { series[key]?.line ?? 1 }

  /// Reports each series that misses nearly all of its dates: then one of them must be wrong.
  func reportSuspicions(
    by calendar: SeriesCalendar, in file: String, to problems: inout FileProblems
  ) {
    for series in keys.compactMap({ series[$0] }) {
      guard let first = series.dates.first, let last = series.dates.last else { continue }
      let count = calendar.periods(from: first, to: last) + 1
      if count > max(Self.shortestSuspicious, series.dates.count * Self.mostPeriodsPerDate) {
        problems.add(
          "\(series.name) has \(series.dates.count) of \(count) dates; is one of them wrong?",
          file: file, line: series.line)
      }
    }
  }

  /// A regular series: a missing value for each date that is not there.
  ///
  /// - Parameters:
  ///   - key: The series.
  ///   - calendar: How the dates follow each other.
  ///   - end: The date to fill up to; by default the last of the series.
  /// - Returns: The values, and how many dates are not there.
  func regular(
    _ key: Key, by calendar: SeriesCalendar, until end: SeriesDate? = nil
  ) -> (values: [Double?], gaps: Int) {
    guard let series = series[key], let first = series.dates.first, let last = series.dates.last
    else { return ([], 0) }
    let count = calendar.periods(from: first, to: end ?? last) + 1
    var values = [Double?](repeating: nil, count: count)
    for (date, value) in zip(series.dates, series.values) {
      values[calendar.periods(from: first, to: date)] = value
    }
    return (values, count - series.dates.count)
  }

  /// Intermittent demand may skip most of its dates; a year 9995 instead of 1995 skips far more.
  private static var mostPeriodsPerDate: Int { 100 }
  private static var shortestSuspicious: Int { 10_000 }
}
