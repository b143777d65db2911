import SupplyChainCore
import SupplyChainTestSupport
import Testing

@testable import VehicleRouting

@Suite struct LocalSearchMoveTests {
  static let moves: [any LocalSearchMove] = [
    .relocate, .orOpt, .exchange, .twoOpt, .twoOptStar, .crossExchange, .swapStar,
    .ejectionChain,
  ]

  /// Each move predicts what it saves; the plan's cost must be that of its routes all the same.
  @Test(arguments: RoutingProblem.RandomKind.allCases, 0..<8)
  func everyChangeSavesWhatItSays(kind: RoutingProblem.RandomKind, move: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: 30, seed: 8)
    let kernel = RoutingKernel(problem)
    let plan = RoutePlan(kernel, neighbours: NeighbourLists(problem, width: 12))
    // Clients in the order of the file make poor routes, with much to improve.
    for client in 0..<30 { plan.insertAnywhere(client) }
    plan.replaceAll(plan.filledRoutes)
    for client in 0..<30 where plan.route(client) >= 0 {
      let before = plan.cost
      let improved = Self.moves[move].improve(plan, around: client)
      #expect(improved ? plan.cost < before : plan.cost == before)
      let solution = RoutingSolution(plan, .init(problem))
      #expect(solution.routes.allSatisfy { $0.violations.isEmpty })
      let missed = solution.unserved.filter(\.isRequired).map { kernel.absence[$0.client] }
      let expected = solution.cost.total * kernel.scale + missed.reduce(0, +)
      #expect((plan.cost - expected).magnitude < 1e-6 * max(1, expected))
    }
  }

  /// Routes written anew at random change the cost by what was predicted, or break a constraint.
  @Test(arguments: RoutingProblem.RandomKind.allCases)
  func everyRandomChangeCostsWhatWasPredicted(kind: RoutingProblem.RandomKind) throws {
    let problem = try RoutingProblem.random(kind, clients: 16, seed: 3)
    let kernel = RoutingKernel(problem)
    let plan = RoutePlan(kernel, neighbours: NeighbourLists(problem, width: 8))
    for client in 0..<16 { plan.insertAnywhere(client) }
    let evaluation = RoutingSolution.Evaluation(problem, kernel: kernel)
    func cost(_ clients: [Int], _ route: Int) -> Double? {
      if clients.isEmpty { return 0 }
      let driven = evaluation.route(clients, type: kernel.typeOfRoute[route])
      return driven.violations.isEmpty ? driven.cost.total * kernel.scale : nil
    }
    var generator = SeededGenerator(seed: 4)
    var allowed = 0
    // All kinds together are more than 100,000.
    for _ in 0..<8_000 {
      let (route, other) = (
        generator.index(below: kernel.routeCount), generator.index(below: kernel.routeCount)
      )
      guard route != other else { continue }
      var (left, right) = (plan.clients(ofRoute: route), plan.clients(ofRoute: other))
      let before = (cost(left, route) ?? .nan) + (cost(right, other) ?? .nan)
      generator.change(&left, &right)
      plan.beginDraft(of: route)
      for client in left { plan.appendToDraft(client) }
      plan.beginDraft(of: other)
      for client in right { plan.appendToDraft(client) }
      let predicted = plan.draftedChange()
      let expected = cost(left, route).flatMap { left in
        cost(right, other).map { left + $0 - before }
      }
      // A leg that backhauls forbid is allowed at a cost that no search accepts.
      if kind == .backhauls, expected == nil {
        #expect(predicted.map { $0 > 1e4 || before.isNaN } ?? true)
        plan.dropDrafts()
        continue
      }
      #expect((predicted == nil) == (expected == nil))
      guard let predicted, let expected else {
        plan.dropDrafts()
        continue
      }
      #expect((predicted - expected).magnitude < 1e-6 * max(1, before))
      allowed += 1
      // Most changes make things worse; some are kept, so that many plans are seen.
      _ = plan.commitDrafts(ifBetterBy: generator.uniform() < 0.3 ? -1e9 : 0)
    }
    #expect(allowed > 100)
  }

  @Test(arguments: 0..<8)
  func everyMoveFindsSomething(move: Int) throws {
    var improvements = 0
    for seed in 1...8 as ClosedRange<UInt64> {
      let problem = try RoutingProblem.random(.plain, clients: 40, seed: seed)
      let plan = RoutePlan(RoutingKernel(problem), neighbours: NeighbourLists(problem, width: 15))
      for client in 0..<40 { plan.insertAnywhere(client) }
      plan.replaceAll(plan.filledRoutes)
      for client in 0..<40 where Self.moves[move].improve(plan, around: client) {
        improvements += 1
      }
    }
    #expect(improvements > 0)
  }

  @Test func twoOptUncrosses() throws {
    // The square 0, 2, 1, 3 crosses itself.
    let corners = [(0.0, 1.0), (1, 1), (1, 0)]
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: corners.map { .init(at: .init(x: $0.0, y: $0.1)) }, vehicleTypes: [.init(count: 1)])
    let plan = RoutePlan(RoutingKernel(problem), neighbours: NeighbourLists(problem, width: 2))
    plan.replaceAll([(0, [1, 0, 2])])
    #expect(TwoOpt().improve(plan, around: 1))
    #expect((plan.cost - 4).magnitude < 1e-12)
  }
}

extension SeededGenerator {
  /// Moves, exchanges or turns around parts of two routes.
  fileprivate mutating func change(_ left: inout [Int], _ right: inout [Int]) {
    let (here, there) = (index(below: left.count + 1), index(below: right.count + 1))
    switch index(below: 4) {
    case 0:
      (left, right) = (
        Array(left[..<here] + right[there...]), Array(right[..<there] + left[here...])
      )
    case 1: if here < left.count { right.insert(left.remove(at: here), at: there) }
    case 2: if here < left.count, there < right.count { swap(&left[here], &right[there]) }
    default: left[here...].reverse()
    }
  }
}
