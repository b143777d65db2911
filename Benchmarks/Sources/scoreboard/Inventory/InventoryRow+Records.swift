import DemandForecasting
import Foundation
import Probability
import SupplyChain

extension InventoryRow {
  /// Many items and many movements.
  static let records = [
    InventoryRow(
      "reorder points, fill rate 98 %", "normal, all cores", count: 1_000_000, of: "items"
    ) {
      try reorderPoints { item in
        try Normal(mean: 10 + Double(item % 997), standardDeviation: 4 + Double(item % 89))
      }
    },
    InventoryRow(
      "reorder points, fill rate 98 %", "gamma, all cores", count: 1_000_000, of: "items"
    ) {
      try reorderPoints { item in
        try Gamma(mean: 10 + Double(item % 997), standardDeviation: 4 + Double(item % 89))
      }
    },
    InventoryRow(
      "reorder points, fill rate 98 %", "negative binomial, all cores", count: 1_000_000,
      of: "items"
    ) {
      try reorderPoints { item in
        try NegativeBinomial(mean: 1 + Double(item % 97), variance: 3 + Double(2 * (item % 97)))
      }
    },
    InventoryRow(
      "reorder points, fill rate 98 %", "from forecasts, all cores", count: 1_000_000, of: "items"
    ) {
      // A year of sales, forecast two months ahead for each item: the forecast is part of the time.
      try reorderPoints { item in
        let sales = (0..<12).map { 20 + Double((item &* 31 &+ $0 &* 17) % 23) }
        return try Naive().forecast(TimeSeries(sales, period: 1), horizon: 2).demand(over: 2)
      }
    },
    InventoryRow("ledger, 8 writers", "one movement a call", count: 1_000_000, of: "movements") {
      try ledger(batch: 1)
    },
    InventoryRow("ledger, 8 writers", "100 movements a call", count: 1_000_000, of: "movements") {
      try ledger(batch: 100)
    },
  ]

  /// Reorder points for a million items; the answer is their average, and the memory that it took.
  private static func reorderPoints(
    _ demand: @escaping @Sendable (Int) throws -> any Distribution
  ) throws -> String {
    let target = try ServiceTarget.fillRate(0.98)
    let before = peakMegabytes
    var sum = 0.0
    var refused = 0
    try (0..<1_000_000).forEachReorderPoint { item in
      let demand = try demand(item)
      return (
        try ContinuousReview(
          leadTimeDemand: demand, orderQuantity: demand.mean.rounded(.up)), target
      )
    } _: { _, point in
      if case .success(let point) = point { sum += point } else { refused += 1 }
    }
    return "mean \(number(sum / 1e6, digits: 3)), \(refused) refused, "
      + "+\(number(peakMegabytes - before, digits: 1)) MB"
  }

  /// A million movements by eight tasks at once; each sends every twentieth of another's, too.
  private static func ledger(batch: Int) throws -> String {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) var answer = ""
    Task.detached {
      answer = await written(batch: batch)
      done.signal()
    }
    done.wait()
    return answer
  }

  private static func written(batch: Int) async -> String {
    let ledger = StockLedger()
    let (writers, each) = (8, 125_000)
    @Sendable func movement(_ writer: Int, _ number: Int) -> StockMovement {
      let isReceipt = number.isMultiple(of: 2)
      return StockMovement(
        id: "\(writer)-\(number)", isReceipt ? .receipt : .adjustment, item: "item \(number % 997)",
        location: "site \(writer % 3)", quantity: isReceipt ? 3 : 1, time: Double(number))
    }
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var pending: [StockMovement] = []
          for number in 0..<each {
            pending.append(movement(writer, number))
            if number.isMultiple(of: 20) {
              pending.append(movement((writer + 1) % writers, number))
            }
            guard pending.count >= batch || number == each - 1 else { continue }
            if batch == 1 {
              for movement in pending { _ = try? await ledger.record(movement) }
            } else {
              _ = try? await ledger.record(pending)
            }
            pending.removeAll(keepingCapacity: true)
          }
        }
      }
    }
    let count = await ledger.lastSequence
    let total = await ledger.balances.values.reduce(0) { $0 + $1.onHand }
    let isSame = await (try? ledger.replayed()) == ledger.balances
    return "\(writers * each - count) lost or twice, balance off by "
      + "\(number(total - Double(writers * each / 2 * 4), digits: 0)), replay \(isSame)"
  }

  /// The most memory this process has had at once.
  private static var peakMegabytes: Double {
    var usage = rusage()
    // Zero stands for this process, whose name is of a different type on each system.
    getrusage(0, &usage)
    #if os(Linux)
      return Double(usage.ru_maxrss) / 1_024
    #else
      return Double(usage.ru_maxrss) / 1_048_576
    #endif
  }
}
