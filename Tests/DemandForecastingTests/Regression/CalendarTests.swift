import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

@Suite struct CalendarTests {
  /// Foundation's Gregorian calendar as the independent program.
  @Test func daysAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for number in stride(from: -40_000, through: 60_000, by: 37) {
      let day = CalendarDay(daysSince1970: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      #expect(day.parts.year == parts.year)
      #expect(day.parts.month == parts.month)
      #expect(day.parts.day == parts.day)
      #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7 + 1)
      #expect(try CalendarDay(day.parts.year, day.parts.month, day.parts.day) == day)
    }
  }

  /// The tables of the Census Bureau of the United States and of the Book of Common Prayer.
  @Test(arguments: [
    (1818, "1818-03-22"), (1954, "1954-04-18"), (1961, "1961-04-02"), (2000, "2000-04-23"),
    (2011, "2011-04-24"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25"),
    (2285, "2285-03-22"),
  ])
  func easterIsThatOfTheTables(year: Int, day: String) {
    #expect(CalendarDay.easter(of: year).description == day)
  }

  @Test func stepsKnowTheirDays() throws {
    let months = try CalendarRegressors(from: CalendarDay(2024, 1, 15), every: .month, count: 14)
    #expect(months.length.values.prefix(3) == [31, 29, 31])
    #expect(months.tradingDays.values.prefix(3) == [23, 21, 21])
    // January 2024 has five Mondays and four Sundays.
    #expect(months.weekdays[0].values[0] == 1)
    let easter = try months.holiday(
      "Easter", on: [CalendarDay.easter(of: 2024)], before: 1, after: 1)
    // The 31st of March, the Saturday before and the Monday after it.
    #expect(easter.values[2] == 2 && easter.values[3] == 1)
    #expect(easter.values.reduce(0, +) == 3)
    let days = try CalendarRegressors(from: CalendarDay(2024, 3, 1), every: .day, count: 7)
    #expect(days.weekdays.map(\.name).count == 6)
    #expect(days.weekdays[4].values == [1, 0, -1, 0, 0, 0, 0])
    let weeks = try CalendarRegressors(from: CalendarDay(2024, 3, 1), every: .week, count: 2)
    #expect(weeks.tradingDays.values == [5, 5])
    let quarters = try CalendarRegressors(from: CalendarDay(2023, 11, 9), every: .quarter, count: 2)
    #expect(quarters.boundaries.map(\.description) == ["2023-11-01", "2024-02-01", "2024-05-01"])
  }

  @Test func regressorsAreCutAndShifted() throws {
    let price = try Regressor("price", [3, 4, 5, 6])
    #expect(price.first(2).values == [3, 4])
    #expect(price.dropFirst(3).values == [6])
    #expect(price.lagged(by: 2).values == [3, 3, 3, 4])
    #expect(price.lagged(by: 9).values == [3, 3, 3, 3])
    #expect(isClose(try price.logarithm.values[1], 1.386_294_361_119_890_6, tolerance: 1e-15))
    #expect(Regressor.pulse("a", at: 1, count: 3).values == [0, 1, 0])
    #expect(Regressor.step("a", from: 1, count: 3).values == [0, 1, 1])
    #expect(throws: InvalidInput.self) { try Regressor("x", [0]).logarithm }
  }

  @Test func whatIsNoDayIsRefused() throws {
    for (year, month, day) in [
      (2023, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (10_000, 1, 1),
    ] {
      #expect(throws: InvalidInput.self) { try CalendarDay(year, month, day) }
    }
    let day = try CalendarDay(2024, 2, 29)
    let data = try JSONEncoder().encode([day])
    #expect(String(decoding: data, as: UTF8.self) == "[\"2024-02-29\"]")
    #expect(try JSONDecoder().decode([CalendarDay].self, from: data) == [day])
    #expect(throws: InvalidInput.self) {
      try JSONDecoder().decode([CalendarDay].self, from: Data("[\"2024-2\"]".utf8))
    }
    #expect(CalendarDay(daysSince1970: .max).adding(days: .max) == CalendarDay(daysSince1970: .max))
    #expect(throws: InvalidInput.self) {
      try CalendarRegressors(from: day, every: .day, count: 0)
    }
    let week = try CalendarRegressors(from: day, every: .day, count: 7)
    #expect(throws: InvalidInput.self) { try week.holiday("x", on: [day], before: -1) }
  }
}
