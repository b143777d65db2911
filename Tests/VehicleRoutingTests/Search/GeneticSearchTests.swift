import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct GeneticSearchTests {
  /// After local search every note of loads and lengths is what the routes come to, everybody is
  /// visited once, and the plan costs no more than before.
  @Test(arguments: [RoutingProblem.RandomKind.plain, .globe, .tight], [2, 30, 120])
  func localSearchKeepsTheBooks(kind: RoutingProblem.RandomKind, clients: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: clients, seed: 11)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    let near = MutualNeighbours(kernel, width: 20)
    let plan = PenalizedPlan(kernel, routeCount: 40, near: near)
    var generator = SeededGenerator(seed: 4)
    for price in [1, 300, 20_000, 1 << 30] {
      let prices = PenalizedPlan.Prices(load: price, length: price)
      let routes = Routes.any(1 + generator.index(below: 40), clients: clients, &generator)
      plan.load(routes.map { TypedRoute(clients: $0) })
      let before = kernel.pricedCost(routes, prices)
      plan.improve(prices, using: &generator)
      let after = plan.filledRoutes
      #expect(after.flatMap { $0 }.sorted() == (0..<Int32(clients)).map { $0 })
      #expect(kernel.pricedCost(after, prices) <= before)
      #expect(plan.notedCost == kernel.pricedCost(after, prices))
      let individual = GeneticIndividual(after, kernel: kernel)
      #expect(individual.cost(prices) == kernel.pricedCost(after, prices))
    }
  }

  /// Each of 100,000 moves, SWAP* among them, changes the routes' cost by what it promises: the plan
  /// asserts it move by move, and here the sum is compared.
  @Test func movesAreWhatTheyPromise() throws {
    var moves = 0
    for (seed, kind) in [RoutingProblem.RandomKind.plain, .tight, .globe].enumerated() {
      let problem = try RoutingProblem.random(kind, clients: 60, seed: UInt64(seed) + 1)
      let kernel = try #require(CapacitatedKernel.compiled(problem))
      let plan = PenalizedPlan(
        kernel, routeCount: 30, near: MutualNeighbours(kernel, width: 20))
      var generator = SeededGenerator(seed: 9)
      while moves < 34_000 * (seed + 1) {
        let prices = PenalizedPlan.Prices(load: 1 << generator.index(below: 20), length: 256)
        let routes = Routes.any(1 + generator.index(below: 30), clients: 60, &generator)
        plan.load(routes.map { TypedRoute(clients: $0) })
        let start = plan.clock[0]
        plan.improve(prices, using: &generator)
        moves += plan.clock[0] - start
        #expect(plan.notedCost == kernel.pricedCost(plan.filledRoutes, prices))
      }
    }
    #expect(moves >= 100_000)
  }

  /// Both children visit everybody once, and a route said to stand on a parent stands there, one that
  /// is not said to does not.
  @Test(arguments: [1, 2, 9])
  func exchangedRoutesAreThoseOfTheParents(mostRoutes: Int) throws {
    let problem = try RoutingProblem.random(.plain, clients: 30, seed: 3)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    var generator = SeededGenerator(seed: 6)
    var inherited = 0
    for _ in 0..<100 {
      let parents = (0..<2).map { _ in
        Routes.any(1 + generator.index(below: mostRoutes), clients: 30, &generator)
      }
      let children = RouteExchange(ground: kernel).children(
        parents[0].map { TypedRoute(clients: $0) }, parents[1].map { TypedRoute(clients: $0) },
        using: &generator)
      #expect(children.count == 2)
      let heritage = Heritage(
        parents[0].map { TypedRoute(clients: $0) }, parents[1].map { TypedRoute(clients: $0) },
        clientCount: 30)
      for var child in children {
        #expect(child.flatMap(\.clients).sorted() == (0..<30).map { $0 })
        heritage.mark(&child)
        for route in child {
          #expect(route.parents.contains(.first) == parents[0].contains(route.clients))
          #expect(route.parents.contains(.second) == parents[1].contains(route.clients))
          if !route.parents.isEmpty { inherited += 1 }
        }
      }
    }
    #expect(inherited > 0)
  }

  /// A route is a parent's on the same type of vehicle only, and may be both parents'.
  @Test func heritageKnowsTypesAndBothParents() {
    func plan(_ routes: (type: Int, clients: [Int32])...) -> [TypedRoute] {
      routes.map { TypedRoute(type: $0.type, clients: $0.clients) }
    }
    let heritage = Heritage(
      plan((0, [0, 1]), (1, [2, 3])), plan((0, [0, 1]), (0, [2, 3]), (1, [4])), clientCount: 6)
    var child = plan((0, [0, 1]), (1, [2, 3]), (0, [4]), (0, [1, 0]), (0, [5]), (0, []))
    heritage.mark(&child)
    #expect(child.map(\.parents) == [[.first, .second], .first, [], [], [], []])
  }

  /// A child's tour begins with a stretch of one parent's, round its end, and goes on in the order of
  /// the other's.
  @Test(arguments: [1, 2, 3, 20])
  func tourIsInTheOrderOfBothParents(clients: Int) {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let parents = (0..<2).map { _ in Routes.any(1, clients: clients, &generator)[0] }
      let tour = OrderCrossover.tour(parents[0], parents[1], using: &generator)
      #expect(tour.sorted() == (0..<Int32(clients)).map { $0 })
      func isInOrder(_ part: ArraySlice<Int32>, of parent: [Int32]) -> Bool {
        guard let first = part.first, let start = parent.firstIndex(of: first) else { return true }
        let turned = Array(parent[start...] + parent[..<start])
        return turned.filter { part.contains($0) } == Array(part)
      }
      let isOfBoth = (1...clients).contains { length in
        let stretch = tour[..<length]
        return (parents[0] + parents[0]).indices.contains { start in
          start < clients && start + length <= 2 * clients
            && Array((parents[0] + parents[0])[start..<start + length]) == Array(stretch)
        } && isInOrder(tour[length...], of: parents[1])
      }
      #expect(isOfBoth)
    }
  }

  /// The cut of a tour costs no more than any other that a slow search over all cuts finds.
  @Test func splitIsTheCheapestCut() throws {
    let problem = try RoutingProblem.random(.tight, clients: 9, seed: 2)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    var generator = SeededGenerator(seed: 1)
    for price in [10, 1_000, 100_000] {
      for _ in 0..<10 {
        let prices = PenalizedPlan.Prices(load: price, length: 1)
        let tour = Routes.any(1, clients: 9, &generator)[0]
        // Each of the 2⁸ ways to cut between neighbours.
        let cheapest = (0..<256).compactMap { cuts -> Int? in
          var routes: [[Int32]] = [[]]
          for (place, client) in tour.enumerated() {
            routes[routes.count - 1].append(client)
            if place < 8, cuts >> place & 1 == 1 { routes.append([]) }
          }
          let isWide = routes.contains { route in
            route.count > 1
              && route.reduce(0) { $0 + kernel.demand[Int($1)] } > kernel.capacity * 3 / 2
          }
          return isWide ? nil : kernel.pricedCost(routes, prices)
        }.min()
        let cut = PenalizedSplit(kernel: kernel, prices: prices).routes(tour)
        #expect(cut.reversed().flatMap { $0 } == tour)
        #expect(kernel.pricedCost(cut, prices) == cheapest)
      }
    }
  }

  /// Routes that stand on the same parent are left alone; said to stand on nobody, the same ones are
  /// improved.
  @Test func inheritedRoutesAreNotTriedAgain() throws {
    let problem = try RoutingProblem.random(.plain, clients: 40, seed: 8)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    let plan = PenalizedPlan(kernel, routeCount: 8, near: MutualNeighbours(kernel, width: 20))
    let prices = PenalizedPlan.Prices(load: 1 << 20, length: 256)
    var generator = SeededGenerator(seed: 2)
    let routes = Routes.any(8, clients: 40, &generator)
    for (parents, isKept) in [(TypedRoute.Parents.first, true), ([], false)] {
      plan.load(routes.map { TypedRoute(clients: $0, parents: parents) })
      plan.improve(prices, using: &generator)
      #expect((plan.filledRoutes == routes) == isKept)
    }
  }

  /// At prices ten times as high only routes beyond a limit have anything to gain: tried alone they
  /// come to a plan that a search of all routes finds nothing better than.
  @Test func mendingLooksAtBrokenRoutesOnly() throws {
    let problem = try RoutingProblem.random(.tight, clients: 60, seed: 4)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    let plan = PenalizedPlan(
      kernel, routeCount: 30, near: MutualNeighbours(kernel, width: 20))
    var generator = SeededGenerator(seed: 5)
    var broken = 0
    for _ in 0..<30 {
      let low = PenalizedPlan.Prices(load: 1 << 8, length: 256)
      let high = PenalizedPlan.Prices(load: 10 << 8, length: 2_560)
      plan.load(Routes.any(12, clients: 60, &generator).map { TypedRoute(clients: $0) })
      plan.improve(low, using: &generator)
      let before = plan.filledRoutes
      if kernel.pricedCost(before, low) < kernel.pricedCost(before, high) { broken += 1 }
      plan.improve(high, isMended: true, using: &generator)
      let mended = kernel.pricedCost(plan.filledRoutes, high)
      #expect(mended <= kernel.pricedCost(before, high))
      #expect(plan.notedCost == mended)
      plan.improve(high, using: &generator)
      #expect(kernel.pricedCost(plan.filledRoutes, high) == mended)
    }
    #expect(broken > 0)
  }

  /// How many children are raised decides everything: the threads change nothing.
  @Test(arguments: [false, true])
  func threadsChangeNothing(isPatient: Bool) throws {
    let problem = try RoutingProblem.random(.plain, clients: 24, seed: 5)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    let singles = GeneticIndividual((0..<24).map { [$0] }, kernel: kernel)
    let best = try [1, 2].map { threads in
      var monitor = SearchMonitor(until: .iterations(400))
      let nursery = CapacitatedNursery(
        kernel, like: [(0..<24).map { [$0] }], litter: 4, isPatient: isPatient)
      var search = GeneticSearch(
        nursery, from: [singles], threads: ThreadCount(threads), litter: 4, seed: 3)
      search.run(
        iterationsPerChild: 1, monitor: &monitor, bestCost: { Double($0.length) },
        progress: { _ in })
      return try #require(search.fittest).routes.map { $0.map { Int($0) } }
    }
    #expect(best[0] == best[1])
    #expect(best[0].flatMap { $0 }.sorted() == Array(0..<24))
    #expect(best[0].count < 24)
    for route in best[0] {
      #expect(route.reduce(0) { $0 + kernel.demand[$1] } <= kernel.capacity)
    }
  }

  /// Whoever is the same on all routes, in whatever direction, is at no distance.
  @Test func distanceIsThatOfBrokenPairs() throws {
    let problem = try RoutingProblem.random(.plain, clients: 6, seed: 5)
    let kernel = try #require(CapacitatedKernel.compiled(problem))
    let one = GeneticIndividual([[0, 1, 2], [3, 4, 5]], kernel: kernel)
    let turned = GeneticIndividual([[2, 1, 0], [3, 4, 5]], kernel: kernel)
    let other = GeneticIndividual([[0, 1, 2, 3, 4, 5]], kernel: kernel)
    #expect(one.distance(to: turned) == 0)
    // Vidal's measure: 2 is followed by another, and 3 begins a route no more.
    #expect(one.distance(to: other) == 2)
  }
}

private enum Routes {
  /// All clients in any order on so many routes.
  static func any(
    _ count: Int, clients: Int, _ generator: inout SeededGenerator
  ) -> [[Int32]] {
    var order = (0..<Int32(clients)).map { $0 }
    generator.shuffle(&order)
    return (0..<count).map { Array(order[clients * $0 / count..<clients * ($0 + 1) / count]) }
  }
}

extension PenalizedPlan {
  /// The cost by what is noted of each route.
  fileprivate var notedCost: Int {
    (0..<routeCount).reduce(0) { $0 + routes[$1].length << Self.fraction + routes[$1].penalty }
  }
}

extension CapacitatedKernel {
  fileprivate static func compiled(_ problem: RoutingProblem) -> CapacitatedKernel? {
    CapacitatedKernel(
      problem, kernel: RoutingKernel(problem), lists: NeighbourLists(problem, width: 30))
  }

  /// The cost of routes, from the distances and the demands alone.
  fileprivate func pricedCost(_ routes: [[Int32]], _ prices: PenalizedPlan.Prices) -> Int {
    routes.reduce(0) { sum, route in
      guard let first = route.first, let last = route.last else { return sum }
      let legs = zip(route, route.dropFirst()).map { distance(Int($0), Int($1)) }
      let length = fromDepot[Int(first)] + legs.reduce(0, +) + fromDepot[Int(last)]
      let load = route.reduce(0) { $0 + demand[Int($1)] }
      let excess = lengthLimit < .max ? max(0, length - lengthLimit) : 0
      return sum + length << PenalizedPlan.fraction + max(0, load - capacity) * prices.load
        + excess * prices.length
    }
  }
}
