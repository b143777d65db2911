#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct WarmStartTests {
    // The same answer as from nothing, after every kind of change.
    @Test(arguments: 0..<30)
    func agreesWithAFreshStart(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      var program = RandomPrograms.feasible(
        variables: 8, constraints: 5, isMixed: false, seed: seed)
      var solution = try GLPKSolver().solve(program)
      for _ in 0..<8 {
        change(&program, &generator)
        solution = try GLPKSolver().solve(
          program, startingAt: solution, until: .iterations(10_000))
        let fresh = try GLPKSolver().solve(program)
        #expect((solution.status == .optimal) == (fresh.status == .optimal))
        if let (one, other) = solution.objective.flatMap({ one in fresh.objective.map { (one, $0) }
        }) {
          #expect((one - other).magnitude <= 1e-7 * (1 + other.magnitude))
          #expect(solution.verification(for: program)?.holds == true)
        }
      }
    }

    private func change(_ program: inout LinearProgram, _ generator: inout SeededGenerator) {
      let variable = program.variables[generator.index(below: program.variableCount)]
      let row = program.constraints[generator.index(below: program.constraintCount)]
      let number = Double(generator.index(below: 19)) - 9
      switch generator.index(below: 5) {
      case 0: program.setCost(of: variable, to: number)
      case 1: program.setBounds(of: variable, lower: -number.magnitude, upper: number.magnitude)
      case 2:
        guard let old = program.constraint(row) else { return }
        program.setBounds(of: row, lower: old.lower - 1, upper: old.upper + 2)
      case 3: program.addVariable(upper: 3, cost: number, entries: [(row, number)])
      default: program.add(LinearExpression.sum(program.variables) <= 40 + number)
      }
    }

    @Test func takesFewerIterations() throws {
      var generator = SeededGenerator(seed: 3)
      var program = LinearProgram()
      let x = (0..<120).map { _ in program.addVariable(cost: 1 + generator.uniform()) }
      for _ in 0..<80 {
        program.add(LinearExpression.sum(over: x) { (0.1 + generator.uniform()) * $0 } <= 10)
      }
      program.setSense(.maximize)
      let first = try GLPKSolver().solve(program)
      program.setCost(of: x[5], to: 2.1)
      let again = try GLPKSolver().solve(program, startingAt: first, until: .iterations(10_000))
      #expect(again.status == .optimal)
      #expect(first.iterations > 20)
      #expect(again.iterations < first.iterations / 2)
    }

    // A basis that is none: all basic, none basic, of other sizes.
    @Test func aBasisOfNoUseIsNoError() throws {
      let program = RandomPrograms.feasible(variables: 6, constraints: 4, isMixed: false, seed: 2)
      let expected = try #require(try GLPKSolver().solve(program).objective)
      for position in [Solution.Basis.Position.basic, .atLower, .atUpper, .free, .fixed] {
        for (variables, constraints) in [(6, 4), (0, 0), (9, 1), (2, 30)] {
          let basis = Solution.Basis(
            variables: Array(repeating: position, count: variables),
            constraints: Array(repeating: position, count: constraints))
          let solution = try GLPKSolver().solve(
            program, startingAt: Solution(status: .optimal, basis: basis),
            until: .iterations(10_000))
          #expect(((solution.objective ?? .nan) - expected).magnitude < 1e-7)
        }
      }
    }
  }
#endif
