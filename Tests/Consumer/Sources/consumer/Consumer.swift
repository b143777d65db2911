import VehicleRouting

@main
struct Consumer {
  static func main() throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: [
        .init(at: .init(x: 3, y: 4), demand: [2]), .init(at: .init(x: -5, y: 12), demand: [3]),
      ],
      vehicleTypes: [.init(count: 2, capacity: [4], fixedCost: 10)])
    let solution = try HybridSearch().solve(problem, until: .iterations(100), seed: 1)
    // There and back twice, and two vehicles: 2 · 5 + 2 · 13 + 2 · 10.
    guard solution.cost.total == 56 else { throw UnexpectedCost(total: solution.cost.total) }
    print("The routes cost 56, as they should.")
  }
}

struct UnexpectedCost: Error {
  var total: Double
}
