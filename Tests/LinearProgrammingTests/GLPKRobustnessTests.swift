#if GLPK
  import Foundation
  import LinearProgramming
  import Synchronization
  import SupplyChainCore
  import Testing

  @Suite struct GLPKRobustnessTests {
    // Eight threads, whatever the number of cores, each in an order of its own.
    @Test func threadsAgree() {
      let programs = (0..<1_000).map { seed in
        RandomPrograms.feasible(
          variables: 6, constraints: 4, isMixed: seed % 2 == 0, seed: UInt64(seed))
      }
      let alone = programs.map { try? GLPKSolver().solve($0) }
      let differences = Atomic(0)
      let group = DispatchGroup()
      for thread in 0..<8 {
        group.enter()
        Thread.detachNewThread {
          for index in programs.indices {
            let shifted = (index * (2 * thread + 1) + 125 * thread) % programs.count
            if (try? GLPKSolver().solve(programs[shifted])) != alone[shifted] {
              differences.add(1, ordering: .relaxed)
            }
          }
          group.leave()
        }
      }
      group.wait()
      #expect(alone.allSatisfy { $0 != nil })
      #expect(differences.load(ordering: .relaxed) == 0)
    }

    // Errors, and runs that are stopped at the first look: what they allocated is gone.
    @Test func failingSolvesLeakNothing() throws {
      let program = Self.endless()
      func fail() throws {
        #expect(throws: LinearProgramSolverError.self) { try GLPKSolver.failOnPurpose() }
        #expect(throws: CancellationError.self) { try Self.solveCancelled(program) }
      }
      for _ in 0..<500 { try fail() }
      let grown = try (0..<5).map { _ in
        let before = Self.residentBytes()
        for _ in 0..<1_000 { try fail() }
        return Self.residentBytes() - before
      }
      // GLPK's environment alone, lost each time, would be 8 MB in every round; other tests run beside this
      // one, and may take memory in some. The sanitizers keep what is freed for a while, and look for leaks
      // themselves.
      #expect((grown.min() ?? 0) < 4_000_000 || Self.isSanitized, "\(grown) bytes")
    }

    private static var isSanitized: Bool {
      let program = dlopen(nil, RTLD_NOW)
      return dlsym(program, "__asan_init") != nil || dlsym(program, "__tsan_init") != nil
    }

    /// Solves inside of a run whose criterion ends it at the first look.
    private static func solveCancelled(_ program: LinearProgram) throws {
      let solution = try GLPKSolver().solve(program, until: AtOnce())
      if solution.primal == nil { throw CancellationError() }
    }

    private struct AtOnce: StoppingCriterion {
      func isMet(by progress: SearchProgress) -> Bool { true }
    }

    /// The memory of this process that is in use; zero where the system does not tell.
    private static func residentBytes() -> Int {
      guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
        return 0
      }
      let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    // One column in all rows makes the matrix that is factorized dense: minutes without a look at the
    // clock.
    @Test func interiorPointKeepsItsDeadline() throws {
      let rows = 1_500
      var program = LinearProgram()
      let handles = (0..<rows).map { _ in program.add(LinearExpression() <= 10) }
      for (index, row) in handles.enumerated() {
        program.addVariable(cost: -1 - Double(index % 7), entries: [(row, 1)])
      }
      program.addVariable(cost: -5_000, entries: handles.map { ($0, 1) })
      var solver = GLPKSolver()
      solver.method = .interiorPoint
      let solution = try solver.solve(program, until: .runtime(.milliseconds(50)))
      #expect(solution.status == .timeLimit)
      #expect(solution.primal == nil)
      // The same thread is of use at once.
      #expect(try GLPKSolver().solve(program).status == .optimal)
    }

    @Test func interiorPointAgrees() throws {
      for seed in 0..<20 as Range<UInt64> {
        let program = RandomPrograms.feasible(
          variables: 8, constraints: 5, isMixed: false, seed: seed)
        var solver = GLPKSolver()
        solver.method = .interiorPoint
        let inner = try solver.solve(program)
        let vertex = try #require(try GLPKSolver().solve(program).objective)
        guard inner.status == .optimal else { continue }
        #expect(((inner.objective ?? .nan) - vertex).magnitude <= 1e-5 * (1 + vertex.magnitude))
        #expect(inner.basis == nil)
      }
    }

    // A program large enough for a thread of its own gives the same answer, stopped or not.
    @Test func largeProgramsKeepPointAndBound() throws {
      var generator = SeededGenerator(seed: 11)
      var program = LinearProgram()
      let items = (0..<1_200).map { _ in
        program.addVariable(nil, .binary, cost: 1 + generator.uniform())
      }
      for _ in 0..<60 {
        program.add(
          LinearExpression.sum(over: items) { (1 + generator.uniform()) * $0 } <= 300)
      }
      program.setSense(.maximize)
      var solver = GLPKSolver()
      solver.branchAndCut.presolves = false
      let solution = try solver.solve(
        program, until: .any(of: .firstFeasible, .runtime(.seconds(60))))
      #expect(solution.status == .stopped)
      let (objective, bound) = (solution.objective ?? .nan, solution.bound ?? .nan)
      #expect(objective <= bound + 1e-6)
      #expect(solution.verification(for: program)?.holds == true)
    }

    // What a linear program stopped early still knows: the Lagrangian bound of its dual values.
    @Test(arguments: [LinearProgram.Sense.maximize, .minimize])
    func stoppedSimplexHasABound(sense: LinearProgram.Sense) throws {
      var generator = SeededGenerator(seed: 9)
      var program = LinearProgram()
      let sign = sense == .maximize ? 1.0 : -1
      let x = (0..<60).map { _ in
        program.addVariable(upper: 40, cost: sign * (1 + generator.uniform()))
      }
      for _ in 0..<40 {
        program.add(LinearExpression.sum(over: x) { generator.uniform() * $0 } <= 10)
      }
      program.setSense(sense)
      var solver = GLPKSolver()
      solver.presolves = false
      let optimum = try #require(try solver.solve(program).objective)
      for iterations in [1, 5, 15] {
        let stopped = try solver.solve(program, until: .iterations(iterations))
        if stopped.status != .iterationLimit { continue }
        let bound = try #require(stopped.bound)
        #expect(sign * bound >= sign * optimum - 1e-9)
        #expect(stopped.duals == nil)
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
