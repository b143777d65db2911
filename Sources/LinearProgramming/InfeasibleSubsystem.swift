internal import SupplyChainCore

/// Constraints and bounds that contradict each other, and that would not without any one of them.
///
/// The part of an infeasible program that somebody has to look at: of thousands of constraints often
/// three.
///
/// ```swift
/// var program = LinearProgram()
/// let made = program.addVariable("made", upper: 100)
/// program.add(made >= 120, named: "orders")
/// program.add(made >= 10, named: "minimum run")
///
/// if let conflict = try GLPKSolver().infeasibleSubsystem(of: program) {
///   print(conflict.explanation(in: program))  // orders: made >= 120.0 …
/// }
/// ```
public struct InfeasibleSubsystem: Hashable, Sendable, Codable {
  /// The constraints that take part.
  public var constraints: [Row]
  /// The variables whose lower bounds take part.
  public var lowerBounds: [Variable]
  /// The variables whose upper bounds take part.
  public var upperBounds: [Variable]
  /// Whether each of them was shown to be needed; false where the time ran out before.
  public var isProvenIrreducible: Bool

  /// The subsystem in words, a constraint or bound a line.
  ///
  /// - Parameter program: The program that it belongs to.
  /// - Returns: For instance `orders: made >= 120.0`.
  public func explanation(in program: LinearProgram) -> String {
    let rows = constraints.compactMap { row in
      program.constraint(row).map { "\(program.name(of: row)): \(program.description(of: $0))" }
    }
    let lower = lowerBounds.map {
      "bound: \(program.name(of: $0)) >= \(program.bounds(of: $0)?.lower ?? .nan)"
    }
    let upper = upperBounds.map {
      "bound: \(program.name(of: $0)) <= \(program.bounds(of: $0)?.upper ?? .nan)"
    }
    return (rows + lower + upper).joined(separator: "\n")
  }
}

extension LinearProgram {
  /// A constraint as it would be written: `2.0 x + y <= 4.0`.
  ///
  /// - Parameter constraint: A constraint over the variables of this program.
  /// - Returns: The constraint in words.
  /// - Complexity: O(number of terms).
  public func description(of constraint: Constraint) -> String {
    var text = ""
    for term in constraint.terms {
      let size = term.coefficient.magnitude
      let sign = term.coefficient < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
      text += sign + (size == 1 ? "" : "\(size) ") + name(of: term.variable)
    }
    if text.isEmpty { text = "0" }
    if constraint.lower == constraint.upper { return "\(text) == \(constraint.lower)" }
    if constraint.lower == -.infinity { return "\(text) <= \(constraint.upper)" }
    if constraint.upper == .infinity { return "\(text) >= \(constraint.lower)" }
    return "\(constraint.lower) <= \(text) <= \(constraint.upper)"
  }
}

extension LinearProgramSolver {
  /// Explains why a program is infeasible: an irreducible infeasible subsystem.
  ///
  /// By deletion, in blocks that are halved (Chinneck and Dravnieks 1991,
  /// <https://doi.org/10.1287/ijoc.3.2.157>): whatever can go without the contradiction going with it,
  /// goes. It begins with what takes part in an ``InfeasibilityCertificate``, where there is one.
  /// Integer variables stay integer.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - limit: The time allowed; when it is up, what is left is returned as it is.
  /// - Returns: The subsystem; `nil` where the program is feasible, or where the time was too short to
  ///   tell.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  /// - Complexity: At most one solve for each constraint and each finite bound, mostly far fewer.
  public func infeasibleSubsystem(
    of program: LinearProgram, within limit: Duration? = nil
  ) throws -> InfeasibleSubsystem? {
    try program.check()
    var filter = DeletionFilter(program, solver: self, limit: limit)
    return try filter.run()
  }
}

/// Takes away what the contradiction does not need.
private struct DeletionFilter<Solver: LinearProgramSolver> {
  private enum Part { case row(Row), lower(Variable), upper(Variable) }

  private let original: LinearProgram
  private var program: LinearProgram
  private let solver: Solver
  private let limit: Duration?
  private let start = ContinuousClock.now
  private var needed: [Part] = []
  private var isProven = true

  init(_ program: LinearProgram, solver: Solver, limit: Duration?) {
    original = program
    self.program = program
    self.solver = solver
    self.limit = limit
    for variable in program.variables { self.program.setCost(of: variable, to: 0) }
  }

  mutating func run() throws -> InfeasibleSubsystem? {
    if try !takeWhatIsProven() {
      guard try isInfeasible() == true else { return nil }
    }
    try reduce(rows[...])
    try reduce(bounds[...])
    return subsystem
  }

  private var rows: [Part] {
    program.constraints.filter { row in
      program.constraint(row).map { $0.lower > -.infinity || $0.upper < .infinity } ?? false
    }.map(Part.row)
  }

  private var bounds: [Part] {
    var bounds: [Part] = []
    for variable in program.variables {
      guard let (lower, upper) = program.bounds(of: variable) else { continue }
      // A semi-continuous variable is nothing without its bounds.
      if program.kind(of: variable) == .semiContinuous { continue }
      if lower > -.infinity { bounds.append(.lower(variable)) }
      if upper < .infinity { bounds.append(.upper(variable)) }
    }
    return bounds
  }

  /// Keeps what takes part in a proof of the contradiction, if there is one.
  ///
  /// Mostly that is a handful of thousands. False where the program is as it was.
  private mutating func takeWhatIsProven() throws -> Bool {
    let left = limit.map { $0 - (ContinuousClock.now - start) }
    if let left, left <= .zero { return false }
    guard let proof = try solver.infeasibilityCertificate(of: program, within: left) else {
      return false
    }
    let before = program
    let kept = (
      rows: Set(proof.constraints), lower: Set(proof.lowerBounds), upper: Set(proof.upperBounds)
    )
    for part in rows + bounds {
      let isKept =
        switch part {
        case .row(let row): kept.rows.contains(row)
        case .lower(let variable): kept.lower.contains(variable)
        case .upper(let variable): kept.upper.contains(variable)
        }
      if !isKept { remove(part) }
    }
    // The solver's tolerance has the last word, as in every step that follows.
    if try isInfeasible() == true { return true }
    program = before
    return false
  }

  /// Whether the program as it stands is infeasible; `nil` where the time is up.
  private func isInfeasible() throws -> Bool? {
    var criteria: [any StoppingCriterion] = [.firstFeasible]
    if let limit {
      let left = limit - (ContinuousClock.now - start)
      if left <= .zero { return nil }
      criteria.append(.runtime(left))
    }
    let solution = try solver.solve(program, until: AnyOfCriteria(criteria))
    // Without costs nothing is unbounded.
    if solution.status == .infeasible || solution.status == .infeasibleOrUnbounded { return true }
    return solution.primal == nil ? nil : false
  }

  /// Takes away a block if the contradiction stays; looks at its halves elsewhere.
  private mutating func reduce(_ parts: ArraySlice<Part>) throws {
    guard !parts.isEmpty else { return }
    let before = program
    for part in parts { remove(part) }
    let isStill = try isInfeasible()
    if isStill == true { return }
    program = before
    if isStill == nil { isProven = false }
    if parts.count == 1 || isStill == nil {
      needed += parts
      return
    }
    let middle = parts.startIndex + parts.count / 2
    try reduce(parts[..<middle])
    try reduce(parts[middle...])
  }

  private mutating func remove(_ part: Part) {
    switch part {
    case .row(let row): program.setBounds(of: row, lower: -.infinity, upper: .infinity)
    case .lower(let variable):
      let upper = program.bounds(of: variable)?.upper ?? .infinity
      program.setBounds(of: variable, lower: -.infinity, upper: upper)
    case .upper(let variable):
      let lower = program.bounds(of: variable)?.lower ?? -.infinity
      program.setBounds(of: variable, lower: lower, upper: .infinity)
    }
  }

  private var subsystem: InfeasibleSubsystem {
    var subsystem = InfeasibleSubsystem(
      constraints: [], lowerBounds: [], upperBounds: [], isProvenIrreducible: isProven)
    for part in needed {
      switch part {
      case .row(let row): subsystem.constraints.append(row)
      case .lower(let variable): subsystem.lowerBounds.append(variable)
      case .upper(let variable): subsystem.upperBounds.append(variable)
      }
    }
    return subsystem
  }
}
