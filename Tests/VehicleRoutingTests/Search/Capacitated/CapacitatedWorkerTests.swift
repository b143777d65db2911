import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct CapacitatedWorkerTests {
  static let kinds = [RoutingProblem.RandomKind.plain, .globe, .tight]

  /// What an iteration adds up as it goes must be what the routes cost, kept or undone.
  @Test(arguments: kinds, [3, 40, 150])
  func everyIterationKeepsTheBooks(kind: RoutingProblem.RandomKind, clients: Int) throws {
    var problem = try RoutingProblem.random(kind, clients: clients, seed: 6)
    if kind == .tight { problem = try problem.limited() }
    let (kernel, plan) = try #require(Self.compiled(problem))
    let worker = CapacitatedWorker(
      plan, part: 0, routes: (0..<Int32(plan.routes.count)).map { $0 }, options: .init(),
      generator: SeededGenerator(seed: 1))
    var generator = SeededGenerator(seed: 1)
    let hot = Double(plan.length) / Double(clients)
    for iteration in 0..<1_000 {
      worker.iterate(temperature: iteration % 3 == 0 ? hot : 0, using: &generator)
      let routes = (0..<plan.routes.count).map { plan.clients(ofRoute: $0) }
      let lengths = routes.map { Self.length($0, kernel) }
      #expect(lengths.reduce(0, +) == worker.state[0].length)
      #expect(routes.flatMap { $0 }.sorted() == Array(0..<clients))
      for (route, members) in routes.enumerated() {
        let load = members.reduce(0) { $0 + kernel.demand[$1] }
        #expect(plan.routes[route].length == lengths[route])
        #expect(plan.routes[route].size == members.count)
        #expect(Int(plan.slack[route]) == kernel.capacity - load)
        #expect(load <= kernel.capacity)
        #expect(lengths[route] <= kernel.lengthLimit)
      }
      let best = worker.bestRoutes.map { Self.length($0, kernel) }.reduce(0, +)
      #expect(best == worker.state[0].best)
      #expect(worker.state[0].best <= worker.state[0].length)
    }
  }

  /// The change that each of many moves promises is the change of the routes' true cost.
  @Test func aHundredThousandChangesAreWhatTheyPromise() throws {
    let problem = try RoutingProblem.random(.plain, clients: 100, seed: 3)
    let (kernel, plan) = try #require(Self.compiled(problem))
    let worker = CapacitatedWorker(
      plan, part: 0, routes: (0..<Int32(plan.routes.count)).map { $0 }, options: .init(),
      generator: SeededGenerator(seed: 2))
    var generator = SeededGenerator(seed: 2)
    let hot = Double(plan.length) / 100
    for _ in 0..<10_000 {
      // Some ten clients are taken off and put back in each iteration.
      worker.iterate(temperature: hot, using: &generator)
      #expect(plan.length == worker.state[0].length)
    }
    let lengths = (0..<plan.routes.count).map { Self.length(plan.clients(ofRoute: $0), kernel) }
    #expect(lengths.reduce(0, +) == worker.state[0].length)
  }

  /// Where two routes could carry what three do, everybody is taken off one of them now and then; where
  /// all three are needed, no string is that long.
  @Test(arguments: [(capacity: 30.0, isSpared: true), (29.0, false)])
  func aRouteThatCanBeSparedIsTakenOffAsAWhole(capacity: Double, isSpared: Bool) throws {
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: (0..<60).map {
        .init(at: .init(x: Double($0 / 20) * 30, y: Double($0 % 20)), demand: [1])
      },
      vehicleTypes: [.init(capacity: [capacity])])
    let (kernel, _) = try #require(Self.compiled(problem))
    let routes = [0, 20, 40].map { Array($0..<$0 + 20) }
    var options = CapacitatedOptions()
    options.routeRate = 1
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let plan = CapacitatedPlan(kernel, routes: routes)
      let worker = CapacitatedWorker(
        plan, part: 0, routes: (0..<60).map { $0 }, options: options,
        generator: SeededGenerator(seed: 1))
      worker.state[0].mark += 1
      worker.ruin(using: &generator)
      #expect((0..<3).contains { plan.routes[$0].size == 0 } == isSpared)
    }
  }

  private static func compiled(
    _ problem: RoutingProblem
  ) -> (kernel: CapacitatedKernel, plan: CapacitatedPlan)? {
    let general = RoutingKernel(problem)
    let lists = NeighbourLists(problem, width: 30)
    guard let kernel = CapacitatedKernel(problem, kernel: general, lists: lists) else {
      return nil
    }
    let singles = (0..<kernel.clientCount).map { [$0] }
    return (kernel, CapacitatedPlan(kernel, routes: singles))
  }

  private static func length(_ clients: [Int], _ kernel: CapacitatedKernel) -> Int {
    guard let first = clients.first, let last = clients.last else { return 0 }
    let legs = zip(clients, clients.dropFirst()).map { kernel.distance($0, $1) }
    return kernel.fromDepot[first] + legs.reduce(0, +) + kernel.fromDepot[last]
  }
}

extension RoutingProblem {
  /// The same places, with service, costs and a limit on the duration.
  fileprivate func limited() throws -> RoutingProblem {
    try RoutingProblem(
      depots: depots,
      clients: clients.map {
        var client = $0
        client.serviceTime = 3
        return client
      },
      vehicleTypes: [
        .init(
          capacity: [40], fixedCost: 7.5, costPerDistance: 2, costPerDuration: 0.5,
          maximumDuration: 260)
      ])
  }
}
