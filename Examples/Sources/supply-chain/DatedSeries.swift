import Foundation

/// The observations of one id with their dates, and the regular series that they make.
struct DatedSeries: Sendable {
  let id: String
  /// The line of the first observation.
  let line: Int
  private var dates: [Date] = []
  private var values: [Double?] = []

  /// A year, a month or a day.
  struct Date: Sendable {
    enum Precision { case year, month, day }
    let precision: Precision
    /// Years, months or days since the year 0.
    let ordinal: Int
    let month: Int
    let day: Int

    init?(_ text: String) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      let sizes = [4, 2, 2]
      guard parts.count <= 3, zip(parts, sizes).allSatisfy({ $0.count == $1 }) else { return nil }
      let numbers = parts.compactMap { part in
        part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
      }
      guard numbers.count == parts.count, let year = numbers.first else { return nil }
      month = numbers.count > 1 ? numbers[1] : 1
      day = numbers.count > 2 ? numbers[2] : 1
      guard (1...12).contains(month), (1...Self.days(of: month, year)).contains(day) else {
        return nil
      }
      switch numbers.count {
      case 1:
        precision = .year
        ordinal = year
      case 2:
        precision = .month
        ordinal = year * 12 + month - 1
      default:
        precision = .day
        ordinal =
          Self.days(before: year) + (1..<month).reduce(0) { $0 + Self.days(of: $1, year) } + day
      }
    }

    /// Months since the year 0, for a date of any precision.
    func months() -> Int { precision == .day ? Self.months(of: self) : ordinal }

    private static func months(of date: Date) -> Int {
      // The year of a day: within a year of the day count over the mean length.
      var year = Int(Double(date.ordinal) / 365.2425)
      while days(before: year + 1) < date.ordinal { year += 1 }
      while days(before: year) >= date.ordinal { year -= 1 }
      return year * 12 + date.month - 1
    }

    private static func isLeap(_ year: Int) -> Bool {
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func days(of month: Int, _ year: Int) -> Int {
      month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func days(before year: Int) -> Int {
      let last = year - 1
      return year * 365 + (last >= 0 ? last / 4 - last / 100 + last / 400 + 1 : 0)
    }
  }

  init(id: String, line: Int) {
    self.id = id
    self.line = line
  }

  /// Takes in the next observation; gives what is wrong with it.
  mutating func append(_ date: Date, _ value: Double?) -> String? {
    if let last = dates.last {
      if last.precision != date.precision { return "date is not written as those before it" }
      if date.ordinal == last.ordinal { return "the date is there twice for \(id)" }
      if date.ordinal < last.ordinal { return "the date is before the one above it for \(id)" }
    }
    dates.append(date)
    values.append(value)
    return nil
  }

  /// The regular series: a missing observation for each date that is not there, said on standard
  /// error.
  func request(_ calendar: Calendar, in file: String, defaultPeriod: Int?) -> ForecastRequest {
    var regular: [Double?] = []
    let ordinals = calendar.ordinals(dates)
    for (ordinal, value) in zip(ordinals, values) {
      while regular.count < (ordinal - ordinals[0]) / calendar.step { regular.append(nil) }
      regular.append(value)
    }
    let gaps = regular.count - values.count
    if gaps > 0 {
      note("\(file):\(line): \(gaps) dates of \(id) are not there and count as missing")
    }
    return ForecastRequest(id: id, values: regular, period: defaultPeriod ?? calendar.period)
  }

  /// The step that all series of a file keep together, and the season that it suggests.
  struct Calendar {
    /// Years, months or days between two observations.
    private(set) var step = 1
    /// The number of observations in a season.
    let period: Int
    private let isMonthly: Bool

    init(_ series: [DatedSeries]) {
      let precisions = series.compactMap { $0.dates.first?.precision }
      // Days that all fall on one day of the month are months, unless weeks fit as well.
      let days = Self.step(of: series.map { $0.dates.map(\.ordinal) })
      isMonthly =
        precisions.allSatisfy { $0 == .day } && !days.isMultiple(of: 7)
        && series.allSatisfy { entry in entry.dates.allSatisfy { $0.day == entry.dates[0].day } }
      let months = isMonthly
      step = Self.step(of: series.map { $0.dates.map { months ? $0.months() : $0.ordinal } })
      if isMonthly || precisions.allSatisfy({ $0 == .month }) {
        period = 12.isMultiple(of: step) ? 12 / step : 1
      } else if precisions.allSatisfy({ $0 == .day }) {
        period = step == 1 ? 7 : step == 7 ? 52 : 1
      } else {
        period = 1
      }
      // A file that mixes precisions keeps to each series' own smallest unit.
      if Set(precisions).count > 1 { step = 1 }
    }

    func ordinals(_ dates: [Date]) -> [Int] {
      dates.map { isMonthly ? $0.months() : $0.ordinal }
    }

    /// The greatest step that leads from the first observation of each series to all its others.
    private static func step(of series: [[Int]]) -> Int {
      var divisor = 0
      for ordinals in series {
        for ordinal in ordinals.dropFirst() {
          var rest = ordinal - ordinals[0]
          while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        }
      }
      return max(1, divisor)
    }
  }
}
