internal import SupplyChainCore

/// A proof that no point satisfies a linear program: one sum of its constraints that asks for more
/// than the bounds of the variables allow.
///
/// By the lemma of Farkas (1902, <https://doi.org/10.1515/crll.1902.124.1>) there is one wherever the
/// program, with its integer variables relaxed, is infeasible. The proof can be checked by hand, with
/// no trust in any solver: multiply, add up, compare.
///
/// ```swift
/// var program = LinearProgram()
/// let made = program.addVariable("made", upper: 100)
/// let bought = program.addVariable("bought", upper: 20)
/// program.add(made + bought >= 150, named: "orders")
///
/// if let proof = try GLPKSolver().infeasibilityCertificate(of: program) {
///   print(proof.required, "is asked for,", proof.attainable, "can be had")  // 150, 120
/// }
/// ```
public struct InfeasibilityCertificate: Hashable, Sendable, Codable {
  /// What each constraint is multiplied by: a positive number takes its lower bound, a negative one its
  /// upper bound.
  public let multipliers: [Double]
  /// What the sum of the constraints asks for, at the least.
  public let required: Double
  /// The most that the bounds of the variables let the sum be.
  public let attainable: Double
  /// The constraints that take part.
  public let constraints: [Row]
  /// The variables whose lower bounds take part.
  public let lowerBounds: [Variable]
  /// The variables whose upper bounds take part.
  public let upperBounds: [Variable]

  /// Adds the constraints up; `nil` where they prove nothing, because the sum can be had, or all but.
  ///
  /// - Parameters:
  ///   - multipliers: What each constraint is multiplied by.
  ///   - program: The program.
  /// - Complexity: O(variables + nonzeros).
  public init?(multipliers: [Double], for program: LinearProgram) {
    guard multipliers.count == program.constraintCount else { return nil }
    let largest = multipliers.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return nil }
    var kept = multipliers
    var sum = CertificateSum(program)
    for (row, multiplier) in multipliers.enumerated() {
      let isUsed =
        multiplier.magnitude > Self.tolerance * largest && sum.add(row, times: multiplier)
      if !isUsed { kept[row] = 0 }
    }
    guard let attainable = sum.attainable(), sum.required.isFinite else { return nil }
    let margin = sum.required - attainable
    guard margin > Self.tolerance * (largest + sum.size) else { return nil }
    self.multipliers = kept
    required = sum.required
    self.attainable = attainable
    constraints = kept.indices.filter { kept[$0] != 0 }.map(Row.init(index:))
    lowerBounds = sum.lowerBounds
    upperBounds = sum.upperBounds
  }

  /// What is nothing beside the other numbers of the sum.
  private static let tolerance = 1e-9
}

/// Constraints, each times a number, added up.
private struct CertificateSum {
  let program: LinearProgram
  var required = 0.0
  /// The largest number that went in.
  var size = 0.0
  var coefficients: [Double]
  var sizes: [Double]
  var lowerBounds: [Variable] = []
  var upperBounds: [Variable] = []

  init(_ program: LinearProgram) {
    self.program = program
    coefficients = Array(repeating: 0, count: program.variableCount)
    sizes = coefficients
  }

  /// Adds a multiple of a constraint; false where it does not have the bound that is needed.
  mutating func add(_ row: Int, times multiplier: Double) -> Bool {
    let side = multiplier > 0 ? program.rows.lower[row] : program.rows.upper[row]
    guard side.isFinite else { return false }
    required += multiplier * side
    size = max(size, (multiplier * side).magnitude)
    for term in program.rows.terms[row] {
      let part = multiplier * term.coefficient
      coefficients[term.variable.index] += part
      sizes[term.variable.index] = max(sizes[term.variable.index], part.magnitude)
    }
    return true
  }

  /// The most that the bounds of the variables allow; `nil` for no limit.
  mutating func attainable() -> Double? {
    var total = 0.0
    for (index, coefficient) in coefficients.enumerated() {
      // What is left of numbers that cancel is nothing.
      if coefficient.magnitude <= 1e-10 * sizes[index] { continue }
      let isSemiContinuous = program.columns.kinds[index] == .semiContinuous
      let lower = isSemiContinuous ? 0 : program.columns.lower[index]
      let bound = coefficient > 0 ? program.columns.upper[index] : lower
      guard bound.isFinite else { return nil }
      total += coefficient * bound
      size = max(size, (coefficient * bound).magnitude)
      let variable = Variable(index: index)
      if coefficient > 0 { upperBounds.append(variable) } else { lowerBounds.append(variable) }
    }
    return total
  }
}

extension LinearProgramSolver {
  /// Proves that a program is infeasible, if it is so already without its integer conditions.
  ///
  /// The program is solved with a slack for each constraint, whose sum becomes as small as it can: its
  /// dual values are the proof. It is added up and compared before it is returned.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - limit: The time allowed.
  /// - Returns: The proof; `nil` where the program or its relaxation is feasible, or nearly so, or where
  ///   the time was too short.
  /// - Throws: What ``solve(_:until:progress:)`` throws.
  /// - Complexity: One solve of a linear program with up to two variables a constraint more.
  public func infeasibilityCertificate(
    of program: LinearProgram, within limit: Duration? = nil
  ) throws -> InfeasibilityCertificate? {
    try program.check()
    var criteria: [any StoppingCriterion] = []
    if let limit { criteria.append(RuntimeLimit(limit)) }
    let solution = try solve(program.elastic(), until: AnyOfCriteria(criteria))
    guard let duals = solution.duals else { return nil }
    return InfeasibilityCertificate(multipliers: duals, for: program)
  }
}

extension LinearProgram {
  /// The program with all integer conditions relaxed, all costs gone, and each constraint to be missed
  /// at a cost of one a unit.
  fileprivate func elastic() -> LinearProgram {
    var program = LinearProgram(name: name)
    for index in columns.lower.indices {
      let isSemiContinuous = columns.kinds[index] == .semiContinuous
      program.addVariable(
        lower: isSemiContinuous ? 0 : columns.lower[index], upper: columns.upper[index])
    }
    for row in rows.lower.indices {
      var terms = Array(rows.terms[row])
      let (lower, upper) = (rows.lower[row], rows.upper[row])
      if lower > -.infinity { terms.append(.init(program.addVariable(cost: 1), coefficient: 1)) }
      if upper < .infinity { terms.append(.init(program.addVariable(cost: 1), coefficient: -1)) }
      program.add(Constraint(canonical: terms, lower: lower, upper: upper))
    }
    return program
  }
}
