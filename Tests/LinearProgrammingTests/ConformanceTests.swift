import LinearProgramming
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: LinearProgramConformance.cases.filter { !$0.isMixedInteger })
  func textbook(_ item: LinearProgramConformance.Case) throws {
    #expect(try item.failures(of: TextbookSimplex()) == [])
  }

  #if GLPK
    @Test(arguments: LinearProgramConformance.cases, [true, false])
    func glpk(_ item: LinearProgramConformance.Case, presolves: Bool) throws {
      var solver = GLPKSolver()
      solver.presolves = presolves
      solver.branchAndCut.presolves = presolves
      #expect(try item.failures(of: solver) == [])
    }

    @Test(
      arguments: LinearProgramConformance.cases,
      [GLPKSolver.Method.dualSimplex, .dualThenPrimalSimplex])
    func glpkDual(_ item: LinearProgramConformance.Case, method: GLPKSolver.Method) throws {
      var solver = GLPKSolver()
      solver.method = method
      solver.presolves = false
      #expect(try item.failures(of: solver) == [])
    }

    @Test(arguments: LinearProgramConformance.cases.filter { !$0.isMixedInteger })
    func glpkExact(_ item: LinearProgramConformance.Case) throws {
      var solver = GLPKSolver()
      solver.verifiesExactly = true
      #expect(try item.failures(of: solver) == [])
    }

    // The two solvers share no code.
    @Test(arguments: 0..<60)
    func agreesWithTheTextbook(seed: UInt64) throws {
      let program = RandomPrograms.feasible(
        variables: 2 + Int(seed % 7), constraints: 1 + Int(seed % 5), isMixed: false, seed: seed)
      let textbook = try TextbookSimplex().solve(program)
      for presolves in [true, false] {
        var solver = GLPKSolver()
        solver.presolves = presolves
        let solution = try solver.solve(program)
        #expect(solution.status == .optimal)
        #expect(textbook.status == .optimal)
        let (ours, other) = (solution.objective ?? .nan, textbook.objective ?? .nan)
        #expect((ours - other).magnitude <= 1e-7 * (1 + other.magnitude))
        #expect(solution.verification(for: program)?.holds == true)
        #expect(textbook.verification(for: program)?.holds == true)
      }
    }

    // By trying every point: the bounds of the integer variables are small.
    @Test(arguments: 0..<30)
    func agreesWithEnumeration(seed: UInt64) throws {
      let program = RandomPrograms.feasible(
        variables: 5, constraints: 3, isMixed: true, seed: seed)
      var best: Double?
      try enumerate(program, 0) { fixed in
        let solution = try TextbookSimplex().solve(fixed)
        guard let objective = solution.objective else { return }
        let isBetter = best.map { fixed.sense == .minimize ? objective < $0 : objective > $0 }
        if isBetter ?? true { best = objective }
      }
      let solution = try GLPKSolver().solve(program)
      let expected = try #require(best)
      #expect(
        ((solution.objective ?? .nan) - expected).magnitude <= 1e-6 * (1 + expected.magnitude))
      #expect(solution.verification(for: program)?.holds == true)
    }

    private func enumerate(
      _ program: LinearProgram, _ index: Int, _ body: (LinearProgram) throws -> Void
    ) throws {
      guard index < program.variableCount else { return try body(program) }
      let variable = program.variables[index]
      guard program.kind(of: variable) == .integer, let bounds = program.bounds(of: variable) else {
        return try enumerate(program, index + 1, body)
      }
      var value = bounds.lower
      while value <= bounds.upper {
        var fixed = program
        fixed.setKind(of: variable, to: .continuous)
        fixed.setBounds(of: variable, lower: value, upper: value)
        try enumerate(fixed, index + 1, body)
        value += 1
      }
    }
  #endif
}
