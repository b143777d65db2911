#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct InfeasibleSubsystemTests {
    @Test func findsTheContradiction() throws {
      var program = LinearProgram()
      let flows = (0..<20).map { program.addVariable("flow\($0)", upper: 10) }
      for index in 0..<19 { program.add(flows[index] + flows[index + 1] <= 15) }
      let minimum = program.add(flows[3] + flows[4] >= 12, named: "minimum")
      let limit = program.add(flows[3] <= 1, named: "limit")
      let conflict = try #require(try GLPKSolver().infeasibleSubsystem(of: program))
      #expect(conflict.constraints == [minimum, limit])
      #expect(conflict.upperBounds == [flows[4]])
      #expect(conflict.lowerBounds == [])
      #expect(conflict.isProvenIrreducible)
      #expect(
        conflict.explanation(in: program)
          == "minimum: flow3 + flow4 >= 12.0\nlimit: flow3 <= 1.0\nbound: flow4 <= 10.0")
    }

    @Test func feasibleProgramsHaveNone() throws {
      let program = RandomPrograms.feasible(
        variables: 6, constraints: 4, isMixed: true, seed: 1)
      #expect(try GLPKSolver().infeasibleSubsystem(of: program) == nil)
      #expect(try GLPKSolver().infeasibleSubsystem(of: program, within: .zero) == nil)
    }

    // Infeasible as a whole, feasible without any one part.
    @Test(arguments: 0..<20)
    func isIrreducible(seed: UInt64) throws {
      var program = RandomPrograms.feasible(
        variables: 6, constraints: 6, isMixed: seed % 2 == 0, seed: seed)
      var generator = SeededGenerator(seed: seed)
      let sum = LinearExpression.sum(program.variables)
      program.add(sum >= 100 + generator.uniform())
      let conflict = try #require(try GLPKSolver().infeasibleSubsystem(of: program))
      #expect(conflict.isProvenIrreducible)
      let kept = Set(conflict.constraints)
      var core = program
      for variable in program.variables {
        let (lower, upper) = program.bounds(of: variable) ?? (0, 0)
        core.setCost(of: variable, to: 0)
        core.setBounds(
          of: variable, lower: conflict.lowerBounds.contains(variable) ? lower : -.infinity,
          upper: conflict.upperBounds.contains(variable) ? upper : .infinity)
      }
      for row in program.constraints where !kept.contains(row) {
        core.setBounds(of: row, lower: -.infinity, upper: .infinity)
      }
      #expect(try GLPKSolver().solve(core).primal == nil)
      for row in conflict.constraints {
        var without = core
        without.setBounds(of: row, lower: -.infinity, upper: .infinity)
        #expect(try GLPKSolver().solve(without).primal != nil)
      }
    }
  }
#endif
