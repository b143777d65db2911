import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct RuinAndRecreateTests {
  /// What an iteration adds up as it goes must be what the routes cost, kept or undone.
  @Test(arguments: RoutingProblem.RandomKind.allCases)
  func everyIterationKeepsTheBooks(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 40, seed: 6)
    let search = Self.search(problem)
    let (plan, kernel) = (search.plan, search.plan.kernel)
    var generator = SeededGenerator(seed: 1)
    for iteration in 0..<120 {
      search.iterate(temperature: iteration % 3 == 0 ? 20 : 0, using: &generator)
      let solution = RoutingSolution(plan, .init(problem))
      #expect(solution.routes.allSatisfy { $0.violations.isEmpty })
      let missed = solution.unserved.filter(\.isRequired).map { kernel.absence[$0.client] }
      let expected = solution.cost.total * kernel.scale + missed.reduce(0, +)
      #expect((plan.cost - expected).magnitude < 1e-6 * max(1, expected))
      #expect(search.best.cost <= plan.cost + 1e-6)
    }
    let lowest = search.best.cost
    plan.replaceAll(search.best.routes)
    #expect((plan.cost - lowest).magnitude < 1e-6 * max(1, lowest))
  }

  /// The place found on a route is the best of all its places, whose routes are each driven anew.
  @Test(arguments: RoutingProblem.RandomKind.allCases)
  func placeOnRouteIsTheBestOfAll(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 30, seed: 8)
    let search = Self.search(problem)
    let (plan, kernel) = (search.plan, search.plan.kernel)
    let evaluation = RoutingSolution.Evaluation(problem)
    for client in 0..<kernel.clientCount where plan.routeOf[client] >= 0 {
      let (home, before) = (plan.routeOf[client], plan.previousSlot[client])
      plan.remove(from: client, through: client)
      for route in 0..<kernel.routeCount where plan.size[route] > 0 {
        let clients = plan.clients(ofRoute: route)
        let type = kernel.typeOfRoute[route]
        guard plan.hasRoom(for: client, onRoute: route) else { continue }
        let old = evaluation.route(clients, type: type, isSpare: false)
        guard old.violations.isEmpty else { continue }
        var lowest = Double.infinity
        for place in 0...clients.count {
          var longer = clients
          longer.insert(client, at: place)
          let new = evaluation.route(longer, type: type, isSpare: false)
          guard new.violations.isEmpty else { continue }
          lowest = min(lowest, (new.cost.total - old.cost.total) * kernel.scale)
        }
        let found = search.bestPlace(for: client, onRoute: route)
        #expect(found.cost == lowest || (found.cost - lowest).magnitude < 1e-6)
        #expect(found.version == plan.version[route])
      }
      plan.insert(client, after: before)
      #expect(plan.routeOf[client] == home)
    }
  }

  /// A vehicle that is given up is given up for good, or the plan of before is the best one still.
  @Test(arguments: [RoutingProblem.RandomKind.plain, .windows, .truncated])
  func savingVehiclesKeepsTheBooks(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 30, seed: 7)
    let search = Self.search(problem)
    let (plan, kernel) = (search.plan, search.plan.kernel)
    var generator = SeededGenerator(seed: 2)
    let first = search.best.routes.count
    for _ in 0..<300 {
      if search.requiredMissing == 0 { search.giveUpVehicle() }
      let limit = search.vehicleLimit
      let isComplete = search.iterateWithoutVehicle(temperature: 1, using: &generator)
      let solution = RoutingSolution(plan, .init(problem))
      #expect(plan.filledCount == solution.routes.count && plan.filledCount <= limit)
      #expect(isComplete == solution.isFeasible)
      let missed = solution.unserved.map { kernel.absence[$0.client] }
      let expected = solution.cost.total * kernel.scale + missed.reduce(0, +)
      #expect((plan.cost - expected).magnitude < 1e-6 * max(1, expected))
    }
    #expect(search.best.routes.count <= first)
    #expect(search.best.routes.reduce(0) { $0 + $1.clients.count } == 30)
  }

  /// Two villages 100 from the depot: nobody's prize of 60 pays a way of 200 there and back, but six prizes
  /// pay a route along the village, of 210; three do not.
  @Test func prizesThatTogetherPayARouteAreFetched() throws {
    func village(_ count: Int, _ side: Double) -> [RoutingProblem.Client] {
      (0..<count).map {
        .init(at: .init(x: side * (100 + Double($0)), y: 0), demand: [1], prize: 60)
      }
    }
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))], clients: village(6, 1) + village(3, -1),
      vehicleTypes: [.init(capacity: [6])])
    let kernel = RoutingKernel(problem)
    let lists = NeighbourLists(problem, width: 8)
    let search = RuinAndRecreate(
      plan: RoutePlan(kernel, neighbours: lists), near: lists, wide: lists, options: .init())
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<1_000 { search.iterate(temperature: 1e-6, using: &generator) }
    #expect(search.best.routes.map { $0.clients.sorted() } == [[0, 1, 2, 3, 4, 5]])
    #expect((search.best.cost / kernel.scale - (210 + 3 * 60)).magnitude < 1e-6)
  }

  /// A search that begins with the plan of the savings.
  private static func search(_ problem: RoutingProblem) -> RuinAndRecreate {
    let lists = NeighbourLists(problem, width: 20)
    let plan = RoutePlan(RoutingKernel(problem), neighbours: lists)
    ClarkeWright().build(plan)
    return RuinAndRecreate(plan: plan, near: lists, wide: lists, options: .init())
  }
}
