import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain lp`: solves a linear or mixed integer program.
struct LinearProgramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lp",
    abstract: "Solve a linear or mixed integer program in MPS or CPLEX LP format.",
    discussion: """
      Prints one JSON object: status, objective and bound, and by name the values of the variables, \
      the dual values of the constraints and the reduced costs. What has no meaning is null: duals of \
      a mixed integer program, everything where there is no point. Exit code 1 where there is none; \
      --explain then names the constraints and bounds that contradict each other, on standard error.
      """)

  @Argument(help: "The file; - or nothing for standard input.")
  var file: String?

  @Option(help: "mps, fixed-mps, lp, or auto to tell by the text.")
  var format = Format.auto

  @Option(help: "Stop after this many seconds with the best point found.")
  var seconds: Double?

  @Option(help: "The gap, relative to the objective, at which a mixed integer search may end.")
  var gap = 0.0

  @Flag(inversion: .prefixedNo, help: "Let GLPK simplify the program first.")
  var presolve = true

  @Flag(help: "Verify the optimum in rational arithmetic.")
  var exact = false

  @Option(help: "primal, dual, or interior (a linear program alone).")
  var method = Method.primal

  @Flag(
    help: "Print the ranges of costs and right-hand sides, too: [lower, upper], null for no limit.")
  var ranging = false

  @Flag(help: "Say why an infeasible program is so.")
  var explain = false

  enum Method: String, ExpressibleByArgument, CaseIterable {
    case primal, dual, interior

    var method: GLPKSolver.Method {
      switch self {
      case .primal: .primalSimplex
      case .dual: .dualThenPrimalSimplex
      case .interior: .interiorPoint
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case auto, mps, fixedMPS = "fixed-mps", lp
  }

  func validate() throws {
    if let seconds, !(seconds >= 0 && seconds.isFinite) {
      throw ValidationError("--seconds must be zero or more.")
    }
    if !(gap >= 0 && gap.isFinite) { throw ValidationError("--gap must be zero or more.") }
  }

  func run() throws {
    let input = try ProgramInput(path: file)
    let program = try input.parse(read)
    var solver = GLPKSolver()
    solver.presolves = presolve
    solver.verifiesExactly = exact
    solver.branchAndCut.relativeGap = gap
    solver.method = method.method
    solver.computesRanging = ranging
    var criteria: [any StoppingCriterion] = []
    if let seconds { criteria.append(RuntimeLimit(.seconds(seconds))) }
    let solution = try solver.solve(program, until: AnyOfCriteria(criteria))
    print(SolutionJSON(program, solution).text)
    if explain && solution.primal == nil { try explainInfeasibility(of: program, by: solver) }
    if solution.primal == nil || solution.status == .unbounded {
      throw ProgramExit.noFeasibleAnswer
    }
  }

  private func explainInfeasibility(
    of program: LinearProgram, by solver: GLPKSolver
  ) throws {
    let limit = seconds.map { Duration.seconds($0) }
    guard let conflict = try solver.infeasibleSubsystem(of: program, within: limit) else { return }
    let claim =
      conflict.isProvenIrreducible
      ? "These contradict each other, and would not without any one of them:"
      : "Among these is a contradiction (the time ran out):"
    FileHandle.standardError.write(
      Data("\(claim)\n\(conflict.explanation(in: program))\n".utf8))
  }

  private func read(_ text: String) throws -> LinearProgram {
    switch format {
    case .mps: try LinearProgram(mps: text)
    case .fixedMPS: try LinearProgram(mps: text, layout: .fixed)
    case .lp: try LinearProgram(cplexLP: text)
    case .auto:
      Self.looksLikeLP(text) ? try LinearProgram(cplexLP: text) : try LinearProgram(mps: text)
    }
  }

  /// Whether the first word that is no comment is an objective's.
  private static func looksLikeLP(_ text: String) -> Bool {
    for line in text.split(separator: "\n", omittingEmptySubsequences: true).prefix(1_000) {
      let line = line.drop { $0.isWhitespace }
      guard let first = line.first else { continue }
      if first == "\\" { return true }
      if first == "*" { continue }
      let word = line.prefix { $0.isLetter }.lowercased()
      return ["min", "max"].contains { word.hasPrefix($0) }
    }
    return false
  }
}

/// The solution as one JSON object, the names in the order of the program.
private struct SolutionJSON {
  private(set) var text = ""

  init(_ program: LinearProgram, _ solution: Solution) {
    let variables = program.variables.map { program.name(of: $0) }
    let constraints = program.constraints.map { program.name(of: $0) }
    text = "{\"status\":\(Self.quoted(solution.status.rawValue))"
    text += ",\"objective\":\(Self.number(solution.objective))"
    text += ",\"bound\":\(Self.number(solution.bound))"
    append("primal", variables, solution.primal)
    append("dual", constraints, solution.duals)
    append("reducedCost", variables, solution.reducedCosts)
    if let ranging = solution.ranging {
      text += ",\"ranging\":{"
      append("cost", variables, ranging.costs)
      text += ","
      append("rightHandSide", constraints, ranging.rightHandSides)
      text += "}"
    }
    text += "}"
  }

  private mutating func append(_ key: String, _ names: [String], _ values: [Double]?) {
    text += ",\"\(key)\":"
    guard let values else { return text += "null" }
    text += "{"
    for (index, (name, value)) in zip(names, values).enumerated() {
      if index > 0 { text += "," }
      text += "\(Self.quoted(name)):\(Self.number(value))"
    }
    text += "}"
  }

  private mutating func append(
    _ key: String, _ names: [String], _ ranges: [Solution.Interval?]
  ) {
    let pairs = zip(names, ranges).map { name, range in
      let limits = range.map { "[\(Self.number($0.lower)),\(Self.number($0.upper))]" } ?? "null"
      return "\(Self.quoted(name)):\(limits)"
    }
    text += "\"\(key)\":{" + pairs.joined(separator: ",") + "}"
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return value == 0 ? "0.0" : "\(value)"
  }

  private static func quoted(_ name: String) -> String {
    var result = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
