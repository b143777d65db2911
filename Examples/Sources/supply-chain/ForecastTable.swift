import DemandForecasting
import Foundation
import SupplyChainCore

/// The CSV form of the input of `supply-chain forecast`: `id,date,value`.
enum ForecastTable {
  /// Forecasts every series of a table, in the order in which their ids first appear.
  static func forecast(
    _ text: String, named file: String, _ defaults: ForecastRequest.Defaults, threads: Int?
  ) throws {
    var problems = FileProblems()
    let table = CSVTable(
      text: text, file: file, required: ["id", "date", "value"], problems: &problems)
    try problems.endProgramIfAny()
    guard let table else { return }
    let series = read(table, &problems)
    try problems.endProgramIfAny()
    let calendar = DatedSeries.Calendar(series)
    let requests = series.map { entry in
      (entry.line, entry.request(calendar, in: file, defaultPeriod: defaults.period))
    }
    let answers = inParallel(requests, threads: threads) { ($0.0, $0.1.answer(defaults)) }
    for (line, answer) in answers {
      switch answer {
      case .success(let json): print(json)
      case .failure(let refusal):
        for reason in refusal.reasons { problems.add(reason, file: file, line: line) }
      }
    }
    try problems.endProgramIfAny()
  }

  private static func read(_ table: CSVTable, _ problems: inout FileProblems) -> [DatedSeries] {
    var series: [DatedSeries] = []
    var places: [String: Int] = [:]
    for row in table.rows {
      func report(_ reason: String) {
        problems.add(reason, file: table.file, line: row.line)
      }
      guard let id = row["id"] else {
        report("id is missing")
        continue
      }
      guard let text = row["date"], let date = DatedSeries.Date(text) else {
        report("date (\(row["date"] ?? "")) is not YYYY, YYYY-MM or YYYY-MM-DD")
        continue
      }
      // An empty value is a missing observation.
      var value: Double?
      if let text = row["value"] {
        guard let number = Double(text), number.isFinite else {
          report("value (\(text)) is not a number")
          continue
        }
        value = number
      }
      let place = places[id, default: series.count]
      if place == series.count {
        places[id] = place
        series.append(DatedSeries(id: id, line: row.line))
      }
      if let reason = series[place].append(date, value) { report(reason) }
    }
    return series
  }
}
