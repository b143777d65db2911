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
    guard let calendar = series.calendar(aligned: false) else { return }
    series.reportSuspicions(by: calendar, in: file, to: &problems)
    try problems.endProgramIfAny()
    let requests = series.keys.map { id in
      let (values, gaps) = series.regular(id, by: calendar)
      let line = series.line(of: id)
      if gaps > 0 {
        note("\(file):\(line): \(gaps) dates of \(id) are not there and count as missing")
      }
      let period = defaults.period ?? calendar.season
      return (line, ForecastRequest(id: id, values: values, period: period))
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

  private static func read(
    _ table: CSVTable, _ problems: inout FileProblems
  ) -> DatedTable<String> {
    var series = DatedTable<String>()
    for row in table.rows {
      var cells = RowReader(row)
      let id = cells.text("id")
      // An empty value is a missing observation.
      let value = cells.signed("value")
      if cells.problems.isEmpty,
        let reason = series.add(value, on: row["date"], to: id, named: id, line: row.line)
      {
        cells.report(reason)
      }
      cells.hand(to: &problems)
    }
    return series
  }
}
