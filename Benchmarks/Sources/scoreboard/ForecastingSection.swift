import ArgumentParser
import DemandForecasting
import Foundation
import SupplyChainCore

/// Forecasts the M3 and parts of the M4 competition, car parts and jewelry with every model.
struct ForecastingSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecasting", abstract: "Accuracy, coverage and speed of the forecasting models.",
    discussion: """
      OWA is relative to Naive2; MASE, RMSSE and pinball loss (quantiles 0.9, 0.95 and 0.99, \
      averaged) and MSIS are scaled by the naive step of each history, of the season's lag \
      (RMSSE: of lag one). \
      Coverage is the share of test values within the band, in percent. Speed is series fitted and \
      forecast in a second of one thread's time.
      """)

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "Only these sets: m3, m4_weekly, m4_hourly, carparts, jewelry, classics.")
  var sets = "m3,m4_weekly,m4_hourly,carparts,jewelry"

  @Option(help: "Only these models, separated by commas.")
  var models: String?

  @Option(help: "Only series whose kind begins so, such as MONTHLY.")
  var kind = ""

  @Option(help: "Threads; all cores by default.")
  var threads: Int?

  func run() throws {
    let folder = try options.folder().appendingPathComponent("forecasting")
    var known = ForecastingContender.all
    if let models {
      let names = models.split(separator: ",").map(String.init)
      for name in names where !known.contains(where: { $0.name == name }) {
        throw ValidationError(
          "There is no model \(name); known are \(known.map(\.name).joined(separator: ", ")).")
      }
      known = known.filter { names.contains($0.name) || $0.name == "Naive2" }
    }
    for set in sets.split(separator: ",").map(String.init) {
      var cases = try ForecastingCase.read(set, in: folder).filter { $0.kind.hasPrefix(kind) }
      if let limit = options.limit, limit < cases.count {
        // Spread over the file, so that few series still stand for all.
        cases = (0..<limit).map { cases[$0 * (cases.count - 1) / max(1, limit - 1)] }
      }
      run(known, on: cases, of: set)
    }
  }

  private func run(
    _ contenders: [ForecastingContender], on cases: [ForecastingCase], of set: String
  ) {
    let kinds = Dictionary(grouping: cases.indices) { cases[$0].frequency }
    print("\(set): \(cases.count) series")
    var table = TextTable(
      "set", "model", "series", "sMAPE", "MASE", "RMSSE", "OWA", "pinball", "80 %", "95 %",
      "MSIS", "series/s", "failed")
    var naive: [ForecastingScore] = []
    for contender in contenders {
      let scores = scored(contender, cases)
      if contender.name == "Naive2" { naive = scores }
      var groups = [("all", Array(cases.indices))]
      if kinds.count > 1 {
        groups += kinds.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value) }
      }
      for (label, members) in groups {
        let mean = ForecastingScore.mean(members.map { scores[$0] })
        let base = ForecastingScore.mean(members.map { naive[$0] })
        let owa = Accuracy.overallWeightedAverage(
          sMAPE: mean.sMAPE, mase: mean.mase, naiveSMAPE: base.sMAPE, naiveMASE: base.mase)
        table.add(
          "\(set) \(label)", contender.name, "\(members.count)", digits(mean.sMAPE, 3),
          digits(mean.mase, 3), digits(mean.rmsse, 3), digits(owa, 3), digits(mean.pinball, 3),
          digits(100 * mean.coverage80, 1), digits(100 * mean.coverage95, 1),
          digits(mean.msis, 2), digits(1 / mean.seconds, 0),
          "\(members.count { scores[$0].hasFailed })")
      }
    }
    table.printOut()
    print()
  }

  /// The score of every case, in order.
  private func scored(_ contender: ForecastingContender, _ cases: [ForecastingCase])
    -> [ForecastingScore]
  {
    let chunks = max(1, min(cases.count, threads ?? 64))
    return [ForecastingScore](unsafeUninitializedCapacity: cases.count) { buffer, count in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        for index in cases.count * chunk / chunks..<cases.count * (chunk + 1) / chunks {
          buffer.initializeElement(at: index, to: contender.score(cases[index]))
        }
      }
      count = cases.count
    }
  }

  private func digits(_ value: Double, _ count: Int) -> String {
    value.isFinite ? String(format: "%.\(count)f", value) : "-"
  }
}
