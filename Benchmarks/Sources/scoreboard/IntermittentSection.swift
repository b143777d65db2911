import ArgumentParser
import DemandForecasting
import Foundation
import Probability

/// Forecasts car parts and jewelry with every model of intermittent demand, and judges the tail.
struct IntermittentSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intermittent",
    abstract: "The tail of the models of intermittent demand: what a stock level costs.",
    discussion: """
      Pinball losses of the quantiles 0.9, 0.95 and 0.99 of each step are scaled by the naive step of \
      each history at the season's lag. Stock is ordered up to the 0.95 quantile of the demand over \
      three steps; its cost is one for each unit left over and 19 for each unit short, over the mean \
      demand of the history, and served is the share of windows whose demand was met. Speed is series \
      fitted and forecast in a second of one thread's time.
      """)

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "Only these sets.")
  var sets = "carparts,jewelry"

  @Option(help: "Only these models, separated by commas.")
  var models: String?

  private static let contenders: [(name: String, model: (any ForecastModel)?)] = [
    // What the history itself says.
    ("Empirical", nil),
    ("SES", ExponentialSmoothing.simple),
    ("Croston", Croston.classic),
    ("CrostonOptimized", Croston.optimized),
    ("SBA", Croston.syntetosBoylan),
    ("TSB", TeunterSyntetosBabai()),
    ("ADIDA", TemporalAggregation.adida),
    ("IMAPA", TemporalAggregation.imapa),
    ("Hurdle", HurdleDemand()),
    ("Willemain", DemandBootstrap.willemain),
    ("ViswanathanZhou", DemandBootstrap.viswanathanZhou),
    ("DynamicNegativeBinomial", DynamicNegativeBinomial()),
    ("Auto", AutoForecaster()),
  ]

  private static let probabilities = [0.9, 0.95, 0.99]
  private static let leadTime = 3
  private static let serviceLevel = 0.95

  func run() throws {
    let folder = try options.folder().appendingPathComponent("forecasting")
    let wanted = models.map { Set($0.split(separator: ",").map(String.init)) }
    for set in sets.split(separator: ",").map(String.init) {
      let cases = Array(
        try ForecastingCase.read(set, in: folder).prefix(options.limit ?? .max))
      print("\(set): \(cases.count) series")
      var table = TextTable(
        "set", "model", "0.9", "0.95", "0.99", "pinball", "stock cost", "served", "series/s",
        "failed")
      for contender in Self.contenders where wanted?.contains(contender.name) ?? true {
        let row = try Self.row(contender.model, cases)
        table.rows.append([set, contender.name] + row)
      }
      table.printOut()
      print()
    }
  }

  /// The means of one model over a set.
  private static func row(
    _ model: (any ForecastModel)?, _ cases: [ForecastingCase]
  ) throws -> [String] {
    var losses: [[Double]] = []
    var costs: [Double] = []
    var (served, windows, seconds, failed) = (0.0, 0.0, 0.0, 0)
    for item in cases {
      let start = threadSeconds()
      let forecast = model.map { model in
        Result { () throws -> Forecast in
          try model.forecast(item.history, horizon: item.future.count)
        }
      }
      seconds += threadSeconds() - start
      if case .failure = forecast { failed += 1 }
      let known = try forecast?.get()
      let scale = Accuracy.naiveStep(of: item.history) { $0.magnitude }
      let loss = probabilities.map { p in
        let quantile =
          known?.quantile(p)
          ?? Array(
            repeating: quantile(item.history.values.compactMap(\.self), p),
            count: item.future.count)
        return Accuracy.pinballLoss(actual: item.future, quantile: quantile, p: p) / scale
      }
      if loss.allSatisfy(\.isFinite) { losses.append(loss) }
      let stock = try known.map { try $0.demand(over: leadTime).quantile(serviceLevel) }
      let mean = item.history.values.compactMap(\.self).reduce(0, +) / Double(item.history.count)
      let level = stock ?? quantile(sums(of: item.history.values), serviceLevel)
      for demand in sums(of: item.future) where mean > 0 {
        costs.append(
          (demand > level
            ? serviceLevel / (1 - serviceLevel) * (demand - level) : level - demand) / mean)
        served += demand <= level ? 1 : 0
        windows += 1
      }
    }
    let means = probabilities.indices.map { place in
      losses.reduce(0) { $0 + $1[place] } / Double(losses.count)
    }
    return means.map { digits($0, 4) } + [
      digits(means.reduce(0, +) / Double(means.count), 4),
      digits(costs.reduce(0, +) / Double(costs.count), 3), digits(100 * served / windows, 1),
      digits(Double(cases.count) / seconds, 0), "\(failed)",
    ]
  }

  /// The sums of all windows of the lead time without a gap.
  private static func sums(of values: [Double?]) -> [Double] {
    guard values.count >= leadTime else { return [] }
    return (0...values.count - leadTime).compactMap { start in
      let window = values[start..<start + leadTime].compactMap(\.self)
      return window.count == leadTime ? window.reduce(0, +) : nil
    }
  }

  /// The smallest value that a share `p` of the values does not exceed.
  private static func quantile(_ values: [Double], _ p: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int((p * Double(sorted.count) - 1e-9).rounded(.up)) - 1)]
  }

  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func digits(_ value: Double, _ count: Int) -> String {
    value.isFinite ? String(format: "%.\(count)f", value) : "-"
  }
}
