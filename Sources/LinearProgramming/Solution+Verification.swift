/// How well a solution satisfies its program, found without the solver.
///
/// The four conditions under which a point is optimal (Karush 1939, Kuhn and Tucker 1951): it satisfies
/// the constraints, the dual values have the right signs, the reduced costs are the costs less what the
/// dual values explain, and wherever there is slack there is no price. Each is measured by its worst
/// violation, relative to the size of the numbers in it.
///
/// ```swift
/// var program = LinearProgram()
/// let x = program.addVariable("x")
/// program.add(x >= 2)
/// program.minimize(3 * x)
/// let solution = try GLPKSolver().solve(program)
/// if let verification = solution.verification(for: program), !verification.holds {
///   print("worst violation:", verification.primalViolation)
/// }
/// ```
public struct SolutionVerification: Hashable, Sendable, Codable {
  /// By how much a bound or a constraint is missed.
  public var primalViolation: Double
  /// By how much an integer variable misses a whole number, or a semi-continuous one its range.
  public var integralityViolation: Double
  /// By how much the objective differs from that of the point.
  public var objectiveError: Double
  /// By how much a dual value or a reduced cost has the wrong sign; `nil` without dual values.
  public var dualViolation: Double?
  /// By how much the reduced costs differ from the costs less what the dual values explain; `nil`
  /// without dual values.
  public var stationarityError: Double?
  /// The distance between the primal and the dual objective, which is nothing where every slack is
  /// without price; `nil` without dual values.
  public var dualityGap: Double?

  /// What may be missed: ten times GLPK's own tolerance, since scaling moves it.
  public static let tolerance = 1e-6

  /// Whether every condition that can be looked at holds within the tolerance.
  public var holds: Bool {
    [
      primalViolation, integralityViolation, objectiveError, dualViolation ?? 0,
      stationarityError ?? 0, dualityGap ?? 0,
    ].allSatisfy { $0 <= Self.tolerance }
  }
}

extension Solution {
  /// Checks the solution against its program, by arithmetic alone.
  ///
  /// - Parameter program: The program that was solved.
  /// - Returns: How well the solution satisfies it; `nil` without a point, or where the point is of
  ///   another size.
  /// - Complexity: O(variables + nonzeros).
  public func verification(for program: LinearProgram) -> SolutionVerification? {
    guard let primal, let objective, primal.count == program.variableCount else { return nil }
    var check = SolutionChecker(program: program, point: primal)
    check.checkPoint()
    var verification = SolutionVerification(
      primalViolation: check.primalViolation, integralityViolation: check.integralityViolation,
      objectiveError: (objective - check.objective).magnitude / (1 + objective.magnitude))
    if let duals, let reducedCosts, duals.count == program.constraintCount,
      reducedCosts.count == program.variableCount
    {
      check.checkDuals(duals, reducedCosts)
      verification.dualViolation = check.dualViolation
      verification.stationarityError = check.stationarityError
      verification.dualityGap =
        (check.dualObjective - objective).magnitude / (1 + objective.magnitude)
    }
    return verification
  }
}

/// Adds up the violations.
private struct SolutionChecker {
  let program: LinearProgram
  let point: [Double]
  var primalViolation = 0.0
  var integralityViolation = 0.0
  var objective = 0.0
  var dualViolation = 0.0
  var stationarityError = 0.0
  var dualObjective = 0.0

  init(program: LinearProgram, point: [Double]) {
    self.program = program
    self.point = point
  }

  mutating func checkPoint() {
    let columns = program.columns
    objective = program.objectiveConstant
    for (index, value) in point.enumerated() {
      objective += columns.costs[index] * value
      var lower = columns.lower[index]
      switch columns.kinds[index] {
      case .integer: integralityViolation = max(integralityViolation, distanceToWhole(value))
      case .semiContinuous:
        integralityViolation = max(
          integralityViolation, min(value.magnitude, violation(value, lower, .infinity, 1)))
        lower = 0
      default: break
      }
      add(violation(value, lower, columns.upper[index], value.magnitude))
    }
    for (row, terms) in program.rows.terms.enumerated() {
      var activity = 0.0
      var size = 0.0
      for term in terms {
        let part = term.coefficient * point[term.variable.index]
        activity += part
        size = max(size, part.magnitude)
      }
      add(violation(activity, program.rows.lower[row], program.rows.upper[row], size))
    }
  }

  private mutating func add(_ violation: Double) {
    // NaN must not pass for the smaller of two.
    primalViolation = violation.isNaN ? .infinity : max(primalViolation, violation)
  }

  private func distanceToWhole(_ value: Double) -> Double {
    (value - value.rounded()).magnitude / max(1, value.magnitude)
  }

  private func violation(
    _ value: Double, _ lower: Double, _ upper: Double, _ size: Double
  ) -> Double {
    max(0, lower - value, value - upper) / (1 + size)
  }

  mutating func checkDuals(_ duals: [Double], _ reducedCosts: [Double]) {
    let sign = program.sense == .minimize ? 1.0 : -1
    dualObjective = program.objectiveConstant
    var explained = Array(repeating: 0.0, count: point.count)
    var sizes = program.columns.costs.map(\.magnitude)
    for (row, terms) in program.rows.terms.enumerated() {
      for term in terms {
        let part = duals[row] * term.coefficient
        explained[term.variable.index] += part
        sizes[term.variable.index] = max(sizes[term.variable.index], part.magnitude)
      }
      addPrice(duals[row], program.rows.lower[row], program.rows.upper[row], sign, 0)
    }
    for (index, reducedCost) in reducedCosts.enumerated() {
      let error = program.columns.costs[index] - explained[index] - reducedCost
      stationarityError = max(stationarityError, error.magnitude / (1 + sizes[index]))
      addPrice(
        reducedCost, program.columns.lower[index], program.columns.upper[index], sign, sizes[index])
    }
  }

  /// A positive price, when minimising, is paid at the lower bound; one without a bound to be paid at is
  /// a violation.
  private mutating func addPrice(
    _ price: Double, _ lower: Double, _ upper: Double, _ sign: Double, _ size: Double
  ) {
    let bound = sign * price > 0 ? lower : upper
    if bound.isFinite {
      dualObjective += price * bound
    } else {
      dualViolation = max(dualViolation, price.magnitude / (1 + size))
    }
  }
}
