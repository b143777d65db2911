import SupplyChainCore
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct RoutingSolverTests {
  static let solvers: [any RoutingSolver] = [ClarkeWright(), ImprovedSavings(), HybridSearch()]

  @Test(arguments: RoutingProblem.RandomKind.allCases, [0, 1, 2, 25])
  func everySolutionHoldsEveryConstraint(kind: RoutingProblem.RandomKind, count: Int) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let problem = try RoutingProblem.random(kind, clients: count, seed: seed)
      for solver in Self.solvers {
        let solution = try solver.solve(problem, until: .iterations(60), seed: seed)
        let violations = RouteChecker(problem).violations(of: solution)
        #expect(violations.isEmpty, "\(solver)")
        #expect(solution.routes.allSatisfy { $0.violations.isEmpty })
        if ![.tight, .windows, .truncated, .limited, .backhauls].contains(kind) {
          #expect(solution.isFeasible)
        }
      }
    }
  }

  @Test func searchingNeverMakesTheSavingsWorse() throws {
    for kind in RoutingProblem.RandomKind.allCases {
      let problem = try RoutingProblem.random(kind, clients: 40, seed: 9)
      let savings = try ClarkeWright().solve(problem)
      let improved = try ImprovedSavings().solve(problem, until: .iterations(1))
      let hybrid = try HybridSearch().solve(problem, until: .iterations(300))
      #expect(hybrid.unserved.count <= savings.unserved.count || kind == .prizes)
      if savings.isFeasible {
        #expect(improved.cost.total <= savings.cost.total + 1e-6)
        #expect(hybrid.cost.total <= savings.cost.total + 1e-6)
      }
    }
  }

  @Test func sameSeedAndIterationsGiveTheSameSolution() throws {
    let problem = try RoutingProblem.random(.windows, clients: 30, seed: 5)
    let first = try HybridSearch().solve(problem, until: .iterations(200), seed: 3)
    let second = try HybridSearch().solve(problem, until: .iterations(200), seed: 3)
    #expect(first == second)
    for threads in 1...3 {
      let threaded = try HybridSearch(threads: .init(threads)).solve(
        problem, until: .iterations(200), seed: 3)
      #expect(threaded == first)
    }
    let other = try HybridSearch().solve(problem, until: .iterations(1), seed: 4)
    #expect(first != other)
  }

  @Test func vehiclesThatComeFirstAreSaved() throws {
    // Five clients with demand 2 and five with demand 3 fill five vehicles of capacity 5 to the brim.
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: (0..<10).map {
        .init(at: .init(x: Double($0 * $0 % 7), y: Double($0)), demand: [$0 < 5 ? 2 : 3])
      },
      vehicleTypes: [.init(capacity: [5], fixedCost: 10_000)])
    let solution = try HybridSearch().solve(problem, until: .iterations(2_000))
    #expect(solution.isFeasible && solution.routes.count == 5)
  }

  @Test func theSavingsOfATextbookExample() throws {
    // Two near clients far from the depot share a vehicle; the third is on the other side.
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: [
        .init(at: .init(x: 10, y: 0), demand: [1]), .init(at: .init(x: 10, y: 1), demand: [1]),
        .init(at: .init(x: -5, y: 0), demand: [1]),
      ],
      vehicleTypes: [.init(capacity: [2])])
    let solution = try ClarkeWright().solve(problem)
    #expect(solution.routes.map { Set($0.clients) } == [[0, 1], [2]])
    #expect((solution.cost.total - (10 + 1 + 101.0.squareRoot() + 10)).magnitude < 1e-9)
  }

  @Test func aCancelledSearchReturnsItsBest() async throws {
    let problem = try RoutingProblem.random(.plain, clients: 20, seed: 2)
    let task = Task { try await HybridSearch().solution(of: problem, until: .iterations(.max)) }
    task.cancel()
    #expect(try await task.value.isFeasible)
  }

  @Test func progressFallsAndEnds() throws {
    let problem = try RoutingProblem.random(.plain, clients: 20, seed: 2)
    var costs: [Double] = []
    let solution = try HybridSearch().solve(problem, until: .iterations(500), seed: 1) {
      if let cost = $0.bestCost { costs.append(cost) }
    }
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(costs.last == solution.cost.total)
  }

  @Test func targetsAndFirstFeasibleEndTheSearch() throws {
    let problem = try RoutingProblem.random(.plain, clients: 20, seed: 2)
    #expect(try HybridSearch().solve(problem, until: .firstFeasible).isFeasible)
    #expect(try HybridSearch().solve(problem, until: .noImprovement(for: 100)).isFeasible)
  }
}
