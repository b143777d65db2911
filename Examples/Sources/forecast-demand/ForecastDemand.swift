import DemandForecasting
import Foundation
import Probability

/// Forecasts the sales of every product of a file, states what to stock, and draws the first one.
///
///     swift run --package-path Examples forecast-demand Examples/Data/sales.csv > forecast.svg
///
/// It reads lines `date,product,site,quantity`, oldest month first, adds up the sites, writes a chart on
/// standard output and a table on standard error.
@main
struct ForecastDemand {
  static func main() throws {
    let path = CommandLine.arguments.dropFirst().first ?? "Examples/Data/sales.csv"
    let products = monthlySales(of: try String(contentsOfFile: path, encoding: .utf8))
    let series = try products.map { try TimeSeries($0.sales, period: 12) }

    // One line forecasts them all, on all cores.
    let forecasts = AutoForecaster().forecastAll(series, horizon: 18)

    for (product, result) in zip(products, forecasts) {
      switch result {
      case .success(let forecast):
        let leadTime = try forecast.nonNegative.demand(over: 3)
        let stock = leadTime.quantile(0.95).rounded(.up)
        write(
          "\(product.name): \(Int(leadTime.mean.rounded())) in three months, stock \(Int(stock)) "
            + "for 95 % (\(forecast.model))")
      case .failure(let problem): write("\(product.name): \(problem)")
      }
    }
    if let product = products.first, case .success(let forecast)? = forecasts.first {
      let recent = Array(product.sales.suffix(60))
      print(FanChart(title: product.name, history: recent, forecast: forecast.nonNegative).svg)
    }
  }

  /// The sales of each month over all sites, in the order in which the products first appear.
  private static func monthlySales(of text: String) -> [(name: String, sales: [Double])] {
    var sales: [String: [(month: Substring, quantity: Double)]] = [:]
    var names: [String] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 4, let quantity = Double(fields[3]) else { continue }
      let (month, name) = (fields[0], String(fields[1]))
      if sales[name] == nil { names.append(name) }
      if let last = sales[name]?.last, last.month == month {
        sales[name, default: []][sales[name, default: []].count - 1].quantity += quantity
      } else {
        sales[name, default: []].append((month, quantity))
      }
    }
    return names.map { name in (name, (sales[name] ?? []).map(\.quantity)) }
  }

  private static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
