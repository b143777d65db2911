import DemandForecasting
import Foundation
import InventoryOptimization
import Probability

/// From sales to a policy to the service that it really gives.
///
///     swift run --package-path Examples stock-policy Examples/Data/sales.csv red MEL
///
/// Sales of one product at one site are forecast twelve months ahead. At the start of each month an
/// order goes out that arrives a month later, so it has to last for two months: its level follows from
/// the forecast of these two and from the fill rate that is asked for. A simulation of ten thousand
/// years of such demand then shows what service and what stock the levels give.
@main
enum StockPolicy {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 3 else {
      print("Usage: stock-policy FILE PRODUCT SITE")
      exit(2)
    }
    let sales = try history(in: arguments[0], of: arguments[1], at: arguments[2])
    let forecast = try AutomaticExponentialSmoothing().forecast(
      TimeSeries(sales, period: 12), horizon: 12)
    let months = try (1...12).map { try forecast.demand(at: $0) }
    print("month  forecast  deviation  order up to 95 %  order up to 98 %")
    let policies = try [0.95, 0.98].map { try ForecastLevels(months: months, fillRate: $0) }
    for month in 0..<12 {
      print(
        String(
          format: "%5d %9.0f %10.0f %17.0f %17.0f", month + 1, months[month].mean,
          months[month].standardDeviation, policies[0].levels[month], policies[1].levels[month]))
    }
    print("\npromised  simulated fill rate     stock  months in stock")
    for (target, policy) in zip([0.95, 0.98], policies) {
      let network = try StockSimulation(points: [
        StockPoint(
          "site", policy: policy, demand: SeasonalDemand(months), leadTime: FixedLeadTime(1))
      ])
      let result = try network.run(
        for: SimulationLength(periods: 12_000, warmUp: 24, replications: 10), seed: 1)
      let site = result.points[0]
      print(
        String(
          format: "%7.1f%%  %9.2f%% ± %.2f%% %12.0f %15.1f%%", 100 * target,
          100 * site.fillRate.mean, 100 * site.fillRate.halfWidth(0.95), site.stock.mean,
          100 * site.readyRate.mean))
    }
  }

  /// The quantities of a product at a site, month after month.
  private static func history(
    in file: String, of product: String, at site: String
  ) throws -> [Double] {
    var quantities: [Double] = []
    let text = try String(contentsOfFile: file, encoding: .utf8)
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells: [String] = line.split(separator: ",").map { String($0) }
      guard cells.count == 4, cells[1] == product, cells[2] == site else { continue }
      if let quantity = Double(cells[3]) { quantities.append(quantity) }
    }
    return quantities
  }
}

/// A policy of one's own: an order-up-to level for each month of the year.
struct ForecastLevels: ReplenishmentPolicy {
  let levels: [Double]

  /// The levels whose orders, each the last to arrive before a month's end, give a fill rate.
  ///
  /// An order of month m arrives in month m + 1: what is missing there is what two months' demand
  /// takes beyond the level, less what the first one took already.
  init(months: [any Distribution], fillRate: Double) throws {
    levels = try months.indices.map { month in
      let now = months[month]
      let next = months[(month + 1) % months.count]
      let both = try Normal(
        mean: now.mean + next.mean, standardDeviation: (now.variance + next.variance).squareRoot())
      return try PeriodicReview(leadTimeDemand: now, protectionDemand: both)
        .orderUpToLevel(for: .fillRate(fillRate))
    }
  }

  func order(at state: StockState) -> Double {
    levels[state.period % levels.count] - state.position
  }

  var startingStock: Double { levels[0] }
}
