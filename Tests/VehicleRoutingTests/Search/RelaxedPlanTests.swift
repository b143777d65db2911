import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct RelaxedPlanTests {
  /// All but those where time under way costs something.
  static let kinds = RoutingProblem.RandomKind.allCases.filter {
    $0 != .windows && $0 != .overtime
  }

  /// Each move changes the cost by what it promises (the plan asserts it move by move); afterwards
  /// what is noted of the routes is what they cost when they are driven from end to end, nobody is
  /// visited twice, and the plan costs no more than before.
  @Test(arguments: kinds, [1, 2, 40])
  func localSearchKeepsTheBooks(kind: RoutingProblem.RandomKind, clients: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: clients, seed: 11)
    let kernel = RoutingKernel(problem)
    let plan = RelaxedPlan(kernel)
    var generator = SeededGenerator(seed: 4)
    for price in [0, 0.1, 3, 100, 1e5] {
      let prices = RelaxedPlan.Prices(load: 20 * price, distance: price, time: price)
      plan.load(kernel.anyRoutes(4, using: &generator))
      let before = RelaxedIndividual(plan.filledRoutes, on: plan).cost(prices)
      plan.improve(prices, using: &generator)
      let routes = plan.filledRoutes
      let visited = routes.flatMap(\.clients).sorted()
      #expect(visited == Set(visited).sorted())
      let individual = RelaxedIndividual(routes, on: plan)
      let after = individual.cost(prices)
      #expect(after <= before + 1e-6 * before.magnitude)
      #expect((plan.notedCost - after).magnitude <= 1e-9 * max(1, after.magnitude))
    }
  }

  /// A plan that is said to keep all limits does, and costs what is said: the plan of the other
  /// search, and its check, say the same.
  @Test(arguments: kinds.filter { $0 != .tight })
  func feasiblePlansAreFeasible(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 30, seed: 3)
    let kernel = RoutingKernel(problem)
    let nursery = RelaxedNursery(kernel, routeCount: 5, litter: 1)
    var monitor = SearchMonitor(until: .iterations(120))
    var search = GeneticSearch(nursery, from: [], threads: 1, litter: 1, seed: 5)
    search.run(
      iterationsPerChild: 1, monitor: &monitor, bestCost: { $0.cost / kernel.scale },
      progress: { _ in })
    let best = try #require(search.fittest)
    let plan = RoutePlan(kernel, neighbours: NeighbourLists(problem, width: 20))
    plan.replaceAll(nursery.routes(best))
    let solution = RoutingSolution(plan, RoutingSolution.Evaluation(problem, kernel: kernel))
    #expect(solution.isFeasible)
    let cost = best.cost / kernel.scale
    #expect((solution.cost.total - cost).magnitude <= 1e-9 * max(1, cost))
    #expect(monitor.progress.bestCost == cost)
  }

  /// Time is turned back as often as a vehicle that leaves at the first moment comes too late.
  @Test func warpIsLateness() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<1_000 {
      let stops = (0..<(generator.index(below: 8) + 1)).map { _ in
        let opens = Double(generator.index(below: 100))
        return WarpedSpan(
          duration: Double(generator.index(below: 10)), earliest: opens,
          latest: opens + Double(generator.index(below: 30)))
      }
      let legs = stops.map { _ in Double(generator.index(below: 40)) }
      var (clock, warp) = (stops[0].earliest, 0.0)
      for (index, stop) in stops.enumerated() {
        if index > 0 { clock += legs[index] }
        clock = max(clock, stop.earliest)
        warp += max(0, clock - stop.latest)
        clock = min(clock, stop.latest) + stop.duration
      }
      // Joined at any place first, the stretch is the same.
      let cut = generator.index(below: stops.count)
      func joined(_ range: Range<Int>) -> WarpedSpan {
        range.dropFirst().reduce(stops[range.lowerBound]) {
          $0.followed(by: stops[$1], after: legs[$1])
        }
      }
      let whole = joined(0..<stops.count)
      #expect(whole.warp == warp)
      if cut > 0 {
        let parts = joined(0..<cut).followed(by: joined(cut..<stops.count), after: legs[cut])
        #expect(parts.warp == whole.warp)
        #expect(parts.duration == whole.duration)
      }
    }
  }

  /// Both children visit everybody once, on routes of either parent or near them.
  @Test(arguments: [RoutingProblem.RandomKind.truncated, .fleet, .plain])
  func childrenOfAnExchangeVisitEverybodyOnce(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 25, seed: 7)
    let kernel = RoutingKernel(problem)
    let plan = RelaxedPlan(kernel)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      let parents = (0..<2).map { _ in
        RelaxedIndividual(
          kernel.anyRoutes(1 + generator.index(below: 6), using: &generator), on: plan)
      }
      let exchange = RouteExchange(ground: plan)
      for child in exchange.children(parents[0].routes, parents[1].routes, using: &generator) {
        let visited = child.flatMap(\.clients).sorted()
        #expect(visited == Set(visited).sorted())
        plan.load(child)
        plan.improve(.init(load: 1e4, distance: 10, time: 10), using: &generator)
        #expect(plan.filledRoutes.flatMap(\.clients).count == 25)
      }
    }
  }
}

extension RelaxedPlan {
  fileprivate convenience init(_ kernel: RoutingKernel) {
    self.init(kernel, near: MutualNeighbours(kernel, width: 15), legs: LegTable(kernel))
  }

  /// The cost by what is noted of each route.
  fileprivate var notedCost: Double {
    let absent = (0..<kernel.clientCount).reduce(0.0) {
      $0 + (visits[$1].route < 0 ? kernel.absence[$1] : 0)
    }
    return (0..<kernel.routeCount).reduce(absent) { $0 + worth($1) }
  }
}

extension RoutingKernel {
  /// All clients in any order on so many routes, or as many as there may be.
  fileprivate func anyRoutes(
    _ count: Int, using generator: inout SeededGenerator
  ) -> [TypedRoute] {
    var clients = (0..<clientCount).map { Int32($0) }
    generator.shuffle(&clients)
    let routes = min(count, routeCount)
    return (0..<routes).map { index in
      let range = clientCount * index / routes..<clientCount * (index + 1) / routes
      return TypedRoute(type: typeOfRoute[index], clients: Array(clients[range]))
    }.filter { !$0.clients.isEmpty }
  }
}
