import LinearProgramming
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct InfeasibilityCertificateTests {
  private static let small: LinearProgram = {
    var program = LinearProgram()
    let made = program.addVariable("made", upper: 100)
    let bought = program.addVariable("bought", upper: 20)
    program.add(made + bought >= 150, named: "orders")
    program.add(made <= 90, named: "hours")
    program.add(bought >= 1, named: "contract")
    return program
  }()

  // Of the solver it takes nothing but the numbers; so any solver will do.
  @Test func provesWithTheTextbook() throws {
    let proof = try #require(
      try TextbookSimplex().infeasibilityCertificate(of: Self.small))
    #expect(proof.required > proof.attainable)
    #expect(isProof(proof.multipliers, of: Self.small))
  }

  @Test func wrongMultipliersProveNothing() {
    let program = Self.small
    #expect(InfeasibilityCertificate(multipliers: [1, 0, 0], for: program)?.attainable == 120)
    #expect(InfeasibilityCertificate(multipliers: [1, -1, 0], for: program)?.required == 60)
    #expect(InfeasibilityCertificate(multipliers: [0, 0, 0], for: program) == nil)
    #expect(InfeasibilityCertificate(multipliers: [-1, 0, 0], for: program) == nil)
    #expect(InfeasibilityCertificate(multipliers: [0, 1, 1], for: program) == nil)
    #expect(InfeasibilityCertificate(multipliers: [.nan, 0, 0], for: program) == nil)
    #expect(InfeasibilityCertificate(multipliers: [1, 0], for: program) == nil)
    #expect(InfeasibilityCertificate(multipliers: [], for: LinearProgram()) == nil)
  }

  /// The lemma, written out once more.
  private func isProof(_ multipliers: [Double], of program: LinearProgram) -> Bool {
    var (required, attainable) = (0.0, 0.0)
    var sum = Array(repeating: 0.0, count: program.variableCount)
    for (row, multiplier) in zip(program.constraints, multipliers) where multiplier != 0 {
      guard let constraint = program.constraint(row) else { return false }
      required += multiplier * (multiplier > 0 ? constraint.lower : constraint.upper)
      for term in constraint.terms { sum[term.variable.index] += multiplier * term.coefficient }
    }
    for (variable, coefficient) in zip(program.variables, sum) where coefficient.magnitude > 1e-9 {
      guard let bounds = program.bounds(of: variable) else { return false }
      attainable += coefficient * (coefficient > 0 ? bounds.upper : bounds.lower)
    }
    return required > attainable
  }

  #if GLPK
    @Test(arguments: 0..<40)
    func provesWhereverItIsInfeasible(seed: UInt64) throws {
      var program = RandomPrograms.feasible(
        variables: 6, constraints: 6, isMixed: seed % 2 == 0, seed: seed)
      #expect(try GLPKSolver().infeasibilityCertificate(of: program) == nil)
      let most = program.variables.reduce(0) { $0 + (program.bounds(of: $1)?.upper ?? 0) }
      program.add(LinearExpression.sum(program.variables) >= most + 1)
      let proof = try #require(try GLPKSolver().infeasibilityCertificate(of: program))
      #expect(isProof(proof.multipliers, of: program))
    }

    @Test func wholeNumbersAreRelaxed() throws {
      var program = LinearProgram()
      let x = program.addVariable("x", .integer)
      program.add((2 * x).between(1, and: 1))
      #expect(try GLPKSolver().solve(program).status == .infeasible)
      #expect(try GLPKSolver().infeasibilityCertificate(of: program) == nil)
    }
  #endif
}
