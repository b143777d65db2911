import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

/// Published solutions cost what was published: the readers mean what the sets mean.
@Suite struct PublishedSolutionTests {
  @Test(
    .enabled(if: BenchmarkData.folder != nil, "SUPPLY_CHAIN_DATA is not set"),
    arguments: [
      ("vrpb/X-n670-50-k112", 144_689, 1), ("vrpb/X-n876-50-k30", 58_504, 1),
      ("vrptw/Solomon/R112", 948.6, 1), ("vrptw/Solomon/RC207", 962.9, 1),
      // Fixed costs and costs of a unit of distance are given in hundredths.
      ("hfvrp/X209-FSMFD", 41_409.66, 100), ("hfvrp/X916-FSMFD", 683_317.31, 100),
      // Distances and prizes are given in tenths.
      ("pcvrptw/RC1_10_1", 248_104, 0.1),
    ] as [(String, Double, Double)])
  func theCostIsThePublishedOne(path: String, cost: Double, unit: Double) throws {
    let text = try #require(
      BenchmarkData.text("routing/\(path).vrp") ?? BenchmarkData.text("routing/\(path).txt"))
    let routes = try #require(BenchmarkData.text("routing/\(path).sol"))
    let problem = try RoutingInstance(reading: text).problem
    var vehicles: [Int] = []
    for (type, vehicle) in problem.vehicleTypes.enumerated() {
      vehicles += [Int](repeating: type, count: min(vehicle.count ?? 1_000, 10_000))
    }
    var visits: [(vehicleType: Int, clients: [Int])] = []
    for line in routes.split(whereSeparator: \.isNewline) where line.hasPrefix("Route") {
      let clients = line.drop { $0 != ":" }.dropFirst().split(separator: " ")
      visits.append((vehicles[visits.count], clients.compactMap { Int($0) }.map { $0 - 1 }))
    }
    let solution = try RoutingSolution(of: problem, visiting: visits)
    #expect(solution.isFeasible)
    #expect(RouteChecker(problem).violations(of: solution).isEmpty)
    #expect((solution.cost.total - cost * unit).magnitude < 1e-6 * cost * unit)
  }
}
