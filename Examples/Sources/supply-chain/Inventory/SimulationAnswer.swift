import SupplyChain

/// What a simulation found: each figure with the half width of its 95 % confidence interval.
struct SimulationAnswer: Encodable {
  private var cost, fillRate: Measured
  private var points: [Point]

  init(_ result: SimulationResult) {
    cost = .init(result.cost)
    fillRate = .init(result.fillRate)
    points = result.points.map { point in
      Point(
        name: point.name, cost: .init(point.cost), fillRate: .init(point.fillRate),
        readyRate: .init(point.readyRate), stock: .init(point.stock),
        backorders: .init(point.backorders), orders: .init(point.orders))
    }
  }

  private struct Point: Encodable {
    var name: String
    var cost, fillRate, readyRate, stock, backorders, orders: Measured
  }

  private struct Measured: Encodable {
    var mean, halfWidth: Double

    init(_ estimate: Estimate) {
      mean = estimate.mean
      halfWidth = estimate.halfWidth(0.95)
    }
  }
}
