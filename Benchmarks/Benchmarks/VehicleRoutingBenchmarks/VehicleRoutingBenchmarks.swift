import Benchmark
import SupplyChainCore
import VehicleRouting

/// Clients spread over a square, with demands of one to nine.
private func problem(clients count: Int, windows: Bool = false) throws -> RoutingProblem {
  var generator = SeededGenerator(seed: 1)
  let clients = (0..<count).map { _ in
    let location = RoutingProblem.Location(
      x: Double(generator.index(below: 1_000)), y: Double(generator.index(below: 1_000)))
    let demand = Double(generator.index(below: 9) + 1)
    let opens = Double(generator.index(below: 2_000))
    return RoutingProblem.Client(
      at: location, demand: [demand],
      window: windows ? .init(from: opens, to: opens + 500) : .always)
  }
  return try RoutingProblem(
    depots: [.init(at: .init(x: 500, y: 500))], clients: clients,
    vehicleTypes: [.init(capacity: [60])], distances: .roundedEuclidean)
}

let benchmarks: @Sendable () -> Void = {
  for count in [1_000, 10_000] {
    Benchmark("Clarke-Wright, \(count) clients") { benchmark in
      let problem = try problem(clients: count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations { blackHole(try ClarkeWright().solve(problem)) }
    }
    Benchmark("Improved savings, \(count) clients") { benchmark in
      let problem = try problem(clients: count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(try ImprovedSavings().solve(problem, until: .iterations(1)))
      }
    }
  }
  for windows in [false, true] {
    Benchmark("Hybrid search, 10,000 iterations\(windows ? ", time windows" : "")") { benchmark in
      let problem = try problem(clients: 1_000, windows: windows)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(try HybridSearch().solve(problem, until: .iterations(10_000), seed: 1))
      }
    }
  }
}
