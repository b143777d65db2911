import Testing

@testable import supply_chain

@Suite struct SeriesCalendarTests {
  private func dates(_ texts: String...) throws -> [SeriesDate] {
    try texts.map { try #require(SeriesDate($0)) }
  }

  @Test(arguments: [
    "1995-13", "1995-00", "1995-02-29", "1900-02-29", "1995-7", "95-07", "1995-07-31-1", "", "-",
    "０１２３", "1995-07-3a", "0000",
  ])
  func noSuchDate(text: String) { #expect(SeriesDate(text) == nil) }

  @Test func leapDays() throws {
    let days = try dates("2000-02-28", "2000-02-29", "2000-03-01")
    #expect(days.map(\.dayNumber) == [0, 1, 2].map { $0 + days[0].dayNumber })
    // 1 January 2000 is day 730,119 of a count that begins on 1 January 1 (Reingold and Dershowitz,
    // "Calendrical Calculations", give R.D. 730,120 with the first day as 1).
    #expect(try dates("2000-01-01")[0].dayNumber == 730_119)
  }

  @Test func stepAndSeason() throws {
    let cases: [([SeriesDate], season: Int, days: Double)] = [
      (try dates("1990", "1991", "1993"), 1, 365.25),
      (try dates("1990-01", "1990-02", "1990-04"), 12, 365.25 / 12),
      (try dates("1990-01", "1990-04", "1990-10"), 4, 365.25 / 4),
      (try dates("1990-01-15", "1990-02-15", "1990-04-15"), 12, 365.25 / 12),
      (try dates("2024-01-01", "2024-01-08", "2024-01-22"), 52, 7),
      (try dates("2024-01-01", "2024-01-02", "2024-01-05"), 7, 1),
    ]
    for (dates, season, days) in cases {
      let calendar = try #require(SeriesCalendar(of: [dates], aligned: true))
      #expect(calendar.season == season)
      #expect(abs(calendar.daysPerPeriod - days) < 1e-9)
    }
  }

  @Test func labels() throws {
    let months = try #require(
      SeriesCalendar(of: [try dates("1995-11", "1995-12")], aligned: true))
    #expect(months.label(of: 0) == "Nov 1995")
    #expect(months.label(of: 2) == "Jan 1996")
    let days = try #require(
      SeriesCalendar(of: [try dates("2024-02-28", "2024-02-29")], aligned: true))
    #expect(days.label(of: 2) == "2024-03-01")
  }

  @Test func gapsAndOrder() throws {
    var table = DatedTable<String>()
    #expect(table.add(1, on: "1995-01", to: "a", named: "a", line: 2) == nil)
    #expect(table.add(2, on: "1995-04", to: "a", named: "a", line: 3) == nil)
    #expect(table.add(3, on: "1995-02", to: "b", named: "b", line: 4) == nil)
    #expect(
      table.add(9, on: "1995-04", to: "a", named: "a", line: 5) == "the date is there twice for a")
    #expect(table.add(9, on: "1995-03-01", to: "b", named: "b", line: 6) != nil)
    let calendar = try #require(table.calendar(aligned: true))
    let (values, gaps) = table.regular("a", by: calendar)
    #expect(values == [1, nil, nil, 2])
    #expect(gaps == 2)
    #expect(table.regular("b", by: calendar, until: table.lastDate).values == [3, nil, nil])
  }
}
