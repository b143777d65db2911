#if GLPK
  import Foundation
  import LinearProgramming
  import Synchronization
  import SupplyChainCore
  import Testing

  @Suite struct GLPKRobustnessTests {
    @Test func threadsAgree() {
      let programs = (0..<120).map { seed in
        RandomPrograms.feasible(
          variables: 8, constraints: 6, isMixed: seed % 2 == 0, seed: UInt64(seed))
      }
      let alone = programs.map { try? GLPKSolver().solve($0) }
      let together = Array(0..<(8 * programs.count)).parallelMap(threads: 8) { index in
        try? GLPKSolver().solve(programs[index % programs.count])
      }
      for (index, solution) in together.enumerated() {
        #expect(solution == alone[index % programs.count])
      }
    }

    @Test func tasksAgree() async throws {
      let program = RandomPrograms.feasible(
        variables: 12, constraints: 8, isMixed: true, seed: 5)
      let expected = try GLPKSolver().solve(program)
      try await withThrowingTaskGroup(of: Solution.self) { group in
        for _ in 0..<20 { group.addTask { try await GLPKSolver().solution(of: program) } }
        for try await solution in group { #expect(solution == expected) }
      }
    }

    @Test func anErrorInsideIsThrown() throws {
      let program = RandomPrograms.feasible(variables: 4, constraints: 3, isMixed: false, seed: 1)
      let expected = try GLPKSolver().solve(program)
      for _ in 0..<200 {
        let error = try #require(throws: LinearProgramSolverError.self) {
          try GLPKSolver.failOnPurpose()
        }
        #expect(error.message.contains("column number out of range"))
      }
      #expect(try GLPKSolver().solve(program) == expected)
    }

    @Test func anErrorLosesTheMasterAndNoMore() throws {
      let program = RandomPrograms.feasible(variables: 4, constraints: 3, isMixed: false, seed: 1)
      let expected = try GLPKSolver().solve(program).objective
      try GLPKSolver().withRestrictedMaster(of: program) { master in
        try master.solve()
        #expect(throws: LinearProgramSolverError.self) { try GLPKSolver.failOnPurpose() }
        let error = try #require(throws: LinearProgramSolverError.self) { try master.solve() }
        #expect(error.message.contains("lost"))
        #expect(throws: LinearProgramSolverError.self) {
          try master.setCost(of: program.variables[0], to: 1)
        }
        #expect(try GLPKSolver().solve(program).objective == expected)
      }
      #expect(try GLPKSolver().solve(program).objective == expected)
    }

    /// A knapsack with an equation and even weights: no solution, and no bound says so.
    private static func endless() -> LinearProgram {
      var program = LinearProgram()
      let items = (0..<45).map { program.addVariable("item\($0)", .binary, cost: Double($0 % 7)) }
      program.add(
        LinearExpression.sum(over: items.indices) { Double(2 * (50 + ($0 * 37) % 41)) * items[$0] }
          == 1_999)
      return program
    }

    @Test func stopsAtNodesAndAtTime() throws {
      let byNodes = try GLPKSolver().solve(Self.endless(), until: .iterations(50))
      #expect(byNodes.status == .stopped || byNodes.status == .iterationLimit)
      #expect(byNodes.nodes >= 50 && byNodes.nodes < 200)
      #expect(byNodes.bound != nil)
      #expect(byNodes.primal == nil)
      let byTime = try GLPKSolver().solve(Self.endless(), until: .runtime(.milliseconds(100)))
      #expect(byTime.status == .timeLimit)
    }

    @Test func cancellationEndsTheSearch() async throws {
      let flag = Flag()
      let task = Task {
        try await GLPKSolver().solution(of: Self.endless(), until: .runtime(.seconds(60))) { _ in
          flag.raise()
        }
      }
      while !flag.isRaised { try await Task.sleep(for: .milliseconds(2)) }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func iterationLimitKeepsThePoint() throws {
      // From the advanced basis primal feasibility comes early; the limit falls behind it.
      var generator = SeededGenerator(seed: 9)
      var program = LinearProgram()
      let x = (0..<60).map { _ in program.addVariable(cost: 1 + generator.uniform()) }
      for _ in 0..<40 {
        program.add(LinearExpression.sum(over: x) { generator.uniform() * $0 } <= 10)
      }
      program.setSense(.maximize)
      var solver = GLPKSolver()
      solver.presolves = false
      let stopped = try solver.solve(program, until: .iterations(5))
      #expect(stopped.status == .iterationLimit)
      #expect(stopped.iterations == 5)
      #expect(stopped.duals == nil)
      #expect(stopped.verification(for: program)?.primalViolation ?? 1 < 1e-6)
      let optimum = try #require(try solver.solve(program).objective)
      #expect(try #require(stopped.objective) < optimum)
    }

    @Test func badOptionsAreNamed() {
      var solver = GLPKSolver()
      solver.simplex.pivotTolerance = 2
      solver.branchAndCut.relativeGap = -.infinity
      let error = #expect(throws: InvalidInput.self) { try solver.solve(LinearProgram()) }
      #expect(
        error?.problems.map(\.field) == ["simplex.pivotTolerance", "branchAndCut.relativeGap"])
    }

    // Numbers that can be meant, barely: whatever comes out, it is no crash and no false optimum.
    @Test(arguments: 0..<60)
    func extremeNumbers(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      var program = LinearProgram()
      let scales = [1e-100, 1e-30, 1e-9, 1, 1e9, 1e30, 1e99]
      func number() -> Double {
        (generator.uniform() - 0.5) * scales[generator.index(below: scales.count)]
      }
      let x = (0..<5).map { index in
        program.addVariable(
          nil, index % 2 == 0 ? .continuous : .integer, lower: -1e3,
          upper: generator.index(below: 2) == 0 ? .infinity : 1e15, cost: number())
      }
      for _ in 0..<4 { program.add(LinearExpression.sum(over: x) { number() * $0 } <= number()) }
      do {
        let solution = try GLPKSolver().solve(program, until: .runtime(.milliseconds(200)))
        #expect(solution.objective?.isFinite ?? true)
        #expect(solution.primal?.allSatisfy(\.isFinite) ?? true)
      } catch is LinearProgramSolverError {}
    }
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isRaised: Bool { value.load(ordering: .relaxed) }
    func raise() { value.store(true, ordering: .relaxed) }
  }
#endif
