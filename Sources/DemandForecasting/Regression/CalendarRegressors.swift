public import SupplyChainCore

/// What the calendar says about the steps of a series: weekdays, trading days, holidays, Easter.
///
/// ```swift
/// let days = try CalendarRegressors(from: CalendarDay(2024, 3, 1), every: .month, count: 12)
/// print(days.length.values[0], days.tradingDays.values[0])  // 31.0 21.0
/// let easter = try days.holiday("Easter", on: [CalendarDay.easter(of: 2024)])
/// print(easter.values[0])  // 1.0: the 31st of March
/// ```
///
/// One calendar covers history and horizon: take `.first(n)` of a regressor for the fit and
/// `.dropFirst(n)` for the forecast, or make two that follow one another.
public struct CalendarRegressors: Hashable, Sendable {
  /// The length of a step.
  public enum Step: String, Hashable, Sendable, Codable, CaseIterable {
    /// A day.
    case day
    /// Seven days.
    case week
    /// A calendar month.
    case month
    /// Three calendar months.
    case quarter
  }

  /// The first day of each step, and the first day after the last one.
  public let boundaries: [CalendarDay]
  /// The length of a step.
  public let step: Step

  /// The calendar of some steps.
  ///
  /// - Parameters:
  ///   - first: A day of the first step; months and quarters begin with the first of their month.
  ///   - step: The length of a step.
  ///   - count: The number of steps.
  /// - Throws: `InvalidInput` if the count is not from 1 to 1,000,000.
  public init(
    from first: CalendarDay, every step: Step, count: Int
  ) throws(InvalidInput) {
    guard (1...1_000_000).contains(count) else {
      throw InvalidInput("count", value: count, "is not from 1 to 1000000")
    }
    self.step = step
    boundaries = (0...count).map { index in
      switch step {
      case .day: first.adding(days: index)
      case .week: first.adding(days: 7 * index)
      case .month: first.firstOfMonth(adding: index)
      case .quarter: first.firstOfMonth(adding: 3 * index)
      }
    }
  }

  /// The number of steps.
  public var count: Int { boundaries.count - 1 }

  /// The number of days of each step.
  public var length: Regressor {
    regressor("days") { Double($1.daysSince1970 - $0.daysSince1970) }
  }

  /// The number of days from Monday to Friday of each step.
  public var tradingDays: Regressor {
    regressor("trading days") { first, end in
      Double((1...5).reduce(0) { $0 + Self.count(of: $1, from: first, to: end) })
    }
  }

  /// How many more of each weekday than Sundays a step has, from Monday to Saturday: six regressors.
  ///
  /// Of days they say which weekday it is, with Sunday as the yardstick.
  ///
  /// Bell and Hillmer 1983, <https://doi.org/10.1080/01621459.1983.10478005>.
  public var weekdays: [Regressor] {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    return names.enumerated().map { place, name in
      regressor(name) { first, end in
        Double(
          Self.count(of: place + 1, from: first, to: end) - Self.count(of: 7, from: first, to: end))
      }
    }
  }

  /// The number of days of a holiday, and of the days around it, that fall into each step.
  ///
  /// - Parameters:
  ///   - name: The name of the regressor.
  ///   - days: The holiday of each year.
  ///   - before: How many days before it count as well.
  ///   - after: How many days after it count as well.
  /// - Returns: The regressor.
  /// - Throws: `InvalidInput` if a number of days is negative or above a year.
  public func holiday(
    _ name: String, on days: [CalendarDay], before: Int = 0, after: Int = 0
  ) throws(InvalidInput) -> Regressor {
    for (field, value) in [("before", before), ("after", after)] where !(0...366 ~= value) {
      throw InvalidInput(field, value: value, "is not from 0 to 366")
    }
    var values = [Double](repeating: 0, count: count)
    for holiday in days {
      for offset in -before...after {
        let day = holiday.adding(days: offset)
        guard let end = boundaries.firstIndex(where: { $0 > day }), end > 0 else { continue }
        values[end - 1] += 1
      }
    }
    return try Regressor(name, values)
  }

  private func regressor(
    _ name: String, _ measure: (CalendarDay, CalendarDay) -> Double
  ) -> Regressor {
    Regressor(
      unchecked: name, zip(boundaries, boundaries.dropFirst()).map { measure($0, $1) })
  }

  /// How many days from the first up to but not including the end are of a weekday.
  private static func count(of weekday: Int, from first: CalendarDay, to end: CalendarDay) -> Int {
    let length = end.daysSince1970 - first.daysSince1970
    let offset = (weekday - first.weekday + 7) % 7
    return offset < length ? (length - offset - 1) / 7 + 1 : 0
  }
}
