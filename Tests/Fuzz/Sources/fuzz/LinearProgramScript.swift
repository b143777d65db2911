import Foundation
import SupplyChain

/// Calls of the model's API, read from bytes: each says what to do, and those behind it with what.
///
/// Whatever is called in whatever order, with odd numbers and with variables of other programs, the
/// program is either refused with `InvalidInput` or solved; what is called optimal has to be so.
struct LinearProgramScript {
  private var bytes: Data.SubSequence
  private var program = LinearProgram()
  private var expression = LinearExpression()
  private var last: Solution?

  init(bytes: Data) { self.bytes = bytes.prefix(400)[...] }

  /// Runs the calls to the end.
  mutating func run() throws {
    while let code = bytes.popFirst(), program.variableCount < 60, program.constraintCount < 60 {
      do { try step(code) } catch is InvalidInput {}
    }
    try solve()
  }

  private mutating func step(_ code: UInt8) throws {
    switch code % 21 {
    case 0, 1, 2:
      program.addVariable(nil, kind(), lower: number(), upper: number(), cost: number())
    case 3, 4: program.addVariable(nil, kind(), upper: 9, cost: number())
    case 5, 6, 7: expression += number() * variable()
    case 8: expression += number()
    case 9: program.add(take() <= number())
    case 10: program.add(take() >= number())
    case 11: program.add(take() == number())
    case 12: program.add(take().between(number(), and: number()))
    case 13: program.setBounds(of: row(), lower: number(), upper: number())
    case 14: program.setCost(of: variable(), to: number())
    case 15: program.setKind(of: variable(), to: kind())
    case 16: try program.addIndicator(variable(), implies: take() <= number())
    case 17:
      let points = (0..<Int(byte() % 5)).map { _ in (x: number(), y: number()) }
      _ = try program.addPiecewiseLinear(of: variable(), through: points)
    case 18: program.setSense(byte() % 2 == 0 ? .minimize : .maximize, constant: number())
    case 19: try grow()
    default: try solve()
    }
  }

  // MARK: Operands

  private mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

  /// Mostly small whole numbers, sometimes any bits at all.
  private mutating func number() -> Double {
    let code = byte()
    switch code {
    case 0..<200: return Double(Int(code) - 100) / 4
    case 200..<240: return [.infinity, -.infinity, 1e30, -1e30, 1e-9, 1e9, 0, 1][Int(code % 8)]
    case 240: return .nan
    default:
      var bits: UInt64 = 0
      for _ in 0..<8 { bits = bits << 8 | UInt64(byte()) }
      return Double(bitPattern: bits)
    }
  }

  private mutating func kind() -> Variable.Kind {
    let kinds: [Variable.Kind] = [.continuous, .continuous, .integer, .binary, .semiContinuous]
    return kinds[Int(byte()) % kinds.count]
  }

  /// A variable of this program, or rarely of another.
  private mutating func variable() -> Variable {
    var other = LinearProgram()
    let index = Int(byte()) % max(1, program.variableCount + (byte() == 255 ? 2 : 0))
    var variable = other.addVariable()
    for _ in 0..<index { variable = other.addVariable() }
    return variable
  }

  private mutating func row() -> Row {
    var other = LinearProgram()
    let index = Int(byte()) % max(1, program.constraintCount)
    var row = other.add(expression <= 1)
    for _ in 0..<index { row = other.add(LinearExpression() <= 1) }
    return row
  }

  private mutating func take() -> LinearExpression {
    defer { expression = LinearExpression() }
    return expression
  }

  // MARK: Solving

  private mutating func solve() throws {
    var solver = GLPKSolver()
    let code = byte()
    solver.presolves = code & 1 == 0
    solver.branchAndCut.presolves = code & 2 == 0
    solver.method = [.primalSimplex, .dualThenPrimalSimplex, .interiorPoint][Int(code >> 2) % 3]
    solver.computesRanging = code & 64 == 0
    do {
      let stop = RuntimeLimit(.milliseconds(100))
      let start = code & 128 == 0 ? nil : last
      let solution =
        try start.map { try solver.solve(program, startingAt: $0, until: stop) }
        ?? solver.solve(program, until: stop)
      check(solution, by: solver)
      last = solution
      if solution.status == .infeasible {
        _ = try solver.infeasibleSubsystem(of: program, within: .milliseconds(100))
      }
      try roundTrip()
    } catch is LinearProgramSolverError {}
  }

  /// The program in a restricted master, with more columns than it keeps in GLPK.
  private mutating func grow() throws {
    do {
      var solver = GLPKSolver()
      solver.presolves = false
      let (grown, objective, whole) = try solver.withRestrictedMaster(of: program) { master in
        for _ in 0..<(1 + byte() % 8) {
          do { try change(&master) } catch is InvalidInput {}
          _ = try master.solve(until: .any(of: .runtime(.milliseconds(50))))
        }
        let solution = try master.solution()
        return (solution, master.objective, master.program)
      }
      guard grown.primal.map({ $0.count == whole.variableCount }) ?? true,
        grown.reducedCosts.map({ $0.count == whole.variableCount }) ?? true,
        grown.status != .optimal || objective != nil
      else { fatalError("the master's solution has no meaning: \(grown)") }
      if whole.variableCount < 60 { program = whole }
    } catch is LinearProgramSolverError {}
  }

  private mutating func change(_ master: inout RestrictedMaster) throws {
    switch byte() % 6 {
    case 0: try master.setBounds(of: variable(), lower: number(), upper: number())
    case 1: try master.setCost(of: variable(), to: number())
    case 2: try master.setBounds(of: row(), lower: number(), upper: number())
    case 3: try master.add(take() <= number())
    default: try master.add(batch())
    }
  }

  /// A few columns from the bytes, or many made up.
  private mutating func batch() -> ColumnBatch {
    var batch = ColumnBatch()
    for _ in 0..<(byte() % 8) {
      let rows = (0..<(byte() % 3)).map { _ in Int(byte() % 8) }
      batch.append(
        kind(), upper: byte() % 2 == 0 ? .infinity : number(), cost: number(), rows: rows,
        coefficients: rows.map { _ in number() })
    }
    var generator = SeededGenerator(seed: UInt64(byte()))
    let rowCount = program.constraintCount
    for _ in 0..<(byte() < 64 ? 600 : 0) {
      let rows = (0..<rowCount).filter { _ in generator.index(below: 3) == 0 }
      batch.append(
        upper: generator.index(below: 3) == 0 ? 2 : .infinity, cost: 9 * generator.uniform() - 1,
        rows: rows, coefficients: rows.map { _ in generator.uniform() })
    }
    return batch
  }

  /// Numbers that are finite, and sizes that are right.
  private func check(_ solution: Solution, by solver: GLPKSolver) {
    let numbers = (solution.primal ?? []) + (solution.duals ?? []) + (solution.activity ?? [])
    guard numbers.allSatisfy(\.isFinite), solution.objective?.isFinite ?? true,
      solution.primal.map({ $0.count == program.variableCount }) ?? true,
      solution.duals.map({ $0.count == program.constraintCount }) ?? true,
      solution.ranging.map({ $0.costs.count == program.variableCount }) ?? true
    else { fatalError("the solution has no meaning: \(solution)") }
  }

  private func roundTrip() throws {
    let copy = try LinearProgram(cplexLP: program.cplexLP())
    guard copy.variableCount == program.variableCount else { fatalError("lost a variable") }
  }
}
