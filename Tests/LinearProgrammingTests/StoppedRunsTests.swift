#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import SupplyChainTestSupport
  import Testing

  /// What runs have to show that ended at a limit.
  @Suite struct StoppedRunsTests {
    /// Goods shipped from plants with a capacity to customers, who buy dear what they do not get.
    private static func transport(seed: UInt64) -> LinearProgram {
      var generator = SeededGenerator(seed: seed)
      var program = LinearProgram()
      let customers = (0..<60).map { _ in Double(5 + generator.index(below: 20)) }
      var received = Array(repeating: LinearExpression(), count: customers.count)
      for _ in 0..<12 {
        var shipped = LinearExpression()
        for customer in customers.indices {
          let flow = program.addVariable(cost: 1 + 9 * generator.uniform())
          received[customer] += flow
          shipped += flow
        }
        program.add(shipped <= 80)
      }
      for (customer, demand) in customers.enumerated() {
        let bought = program.addVariable(cost: 100)
        program.add(received[customer] + bought == demand)
      }
      return program
    }

    // Whatever phase the limit falls into: a feasible point that is no better than the optimum, and a
    // bound that is no worse.
    @Test(arguments: [true, false], [GLPKSolver.Method.primalSimplex, .dualSimplex])
    func pointAndBound(presolves: Bool, method: GLPKSolver.Method) throws {
      var solver = GLPKSolver()
      solver.presolves = presolves
      solver.method = method
      for seed in 1...5 as ClosedRange<UInt64> {
        let program = Self.transport(seed: seed)
        let optimum = try #require(try solver.solve(program).objective)
        for iterations in [0, 1, 10, 40, 80, 120, 160] {
          let stopped = try solver.solve(program, until: .iterations(iterations))
          if stopped.status == .optimal { break }
          #expect(stopped.status == .iterationLimit)
          let objective = stopped.objective ?? .nan
          let bound = stopped.bound ?? .nan
          #expect(objective >= optimum - 1e-6)
          // Nothing ships at a cost below zero.
          #expect(0 <= bound && bound <= optimum + 1e-6)
          let verification = stopped.verification(for: program)
          #expect(verification?.holds == true)
          let duals = stopped.duals
          #expect(duals == nil)
        }
      }
    }

    // The same the other way up: what is worth most, and where each variable has both bounds.
    @Test(arguments: [true, false])
    func maximised(presolves: Bool) throws {
      var solver = GLPKSolver()
      solver.presolves = presolves
      for seed in 0..<30 as Range<UInt64> {
        let program = RandomPrograms.feasible(
          variables: 20, constraints: 12, isMixed: false, seed: seed)
        let sign = program.sense == .maximize ? 1.0 : -1
        let optimum = try #require(try solver.solve(program).objective)
        for iterations in [1, 4, 9] {
          let stopped = try solver.solve(program, until: .iterations(iterations))
          let slack = 1e-6 * (1 + optimum.magnitude)
          if let objective = stopped.objective {
            #expect(sign * objective <= sign * optimum + slack)
          }
          if let bound = stopped.bound { #expect(sign * bound >= sign * optimum - slack) }
          if let verification = stopped.verification(for: program) {
            #expect(verification.primalViolation <= 1e-6)
          }
        }
      }
    }

    // Each incumbent is feasible and better than the one before, and the last is the optimum.
    @Test(arguments: [true, false])
    func incumbentsHavePoints(presolves: Bool) throws {
      var solver = GLPKSolver()
      solver.branchAndCut.presolves = presolves
      var generator = SeededGenerator(seed: 3)
      var program = LinearProgram()
      let items = (0..<40).map { _ in
        program.addVariable(nil, .binary, cost: 1 + generator.uniform())
      }
      for _ in 0..<3 {
        program.add(LinearExpression.sum(over: items) { (1 + generator.uniform()) * $0 } <= 20.5)
      }
      program.setSense(.maximize)
      var incumbents: [Solution] = []
      let solution = try solver.solve(program, until: .runtime(.seconds(60))) { _ in
      } incumbent: {
        incumbents.append($0)
      }
      #expect(solution.status == .optimal)
      #expect(incumbents.last?.primal == solution.primal)
      let objectives = incumbents.compactMap(\.objective)
      #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $0 < $1 })
      for incumbent in incumbents {
        #expect(incumbent.status == .searching)
        #expect(incumbent.verification(for: program)?.holds == true)
        #expect((incumbent.bound ?? -1) >= (solution.objective ?? .nan) - 1e-9)
      }
    }

    @Test func aProgramGivenAwayIsSolvedAllTheSame() throws {
      let expected = try GLPKSolver().solve(Self.transport(seed: 1))
      for presolves in [true, false] {
        var solver = GLPKSolver()
        solver.presolves = presolves
        let program = Self.transport(seed: 1)
        let solution = try solver.solve(consume program)
        #expect(relativeError(solution.objective ?? .nan, from: expected.objective ?? 0) < 1e-9)
      }
    }
  }
#endif
