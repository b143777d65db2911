public import SupplyChainCore

extension LinearProgram {
  /// Beyond this magnitude a product of two numbers of a program may overflow, and solvers that take
  /// 10³⁰ for infinity disagree with those that do not.
  package static let magnitudeLimit = 1e100

  /// The most variables, and the most constraints; GLPK has no room for more.
  package static let countLimit = 100_000_000

  /// The most coefficients; GLPK has no room for more.
  package static let nonzeroLimit = 500_000_000

  /// Looks for everything that cannot be meant.
  ///
  /// - Throws: `InvalidInput` with every number that is not one, every bound that is crossed, every
  ///   variable that belongs to another program, by the names of its variable and constraint.
  /// - Complexity: O(variables + constraints + nonzeros).
  public func check() throws(InvalidInput) {
    var checks = InputChecks()
    requireCoefficient(objectiveConstant, "objective constant", in: &checks)
    require(
      variableCount, isAtMost: Self.countLimit, "number of variables", in: &checks)
    require(
      constraintCount, isAtMost: Self.countLimit, "number of constraints", in: &checks)
    require(
      nonzeroCount, isAtMost: Self.nonzeroLimit, "number of coefficients", in: &checks)
    for index in columns.lower.indices {
      checkVariable(
        index, columns.lower[index], columns.upper[index], columns.costs[index], in: &checks)
    }
    for index in rows.lower.indices {
      check(
        rows.terms[index], rows.lower[index], rows.upper[index], name(of: Row(index: index)),
        in: &checks)
    }
    for stranger in strangers {
      checks.report(stranger.field, value: stranger.name, "is not of this program")
    }
    try checks.finish()
  }

  /// Looks at what a variable is about to get.
  package func check(
    _ variable: Variable, lower: Double, upper: Double, cost: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checkVariable(variable.index, lower, upper, cost, in: &checks)
    try checks.finish()
  }

  /// Looks at a constraint that is about to be added.
  package func check(_ constraint: Constraint, _ name: String) throws(InvalidInput) {
    var checks = InputChecks()
    check(constraint.terms, constraint.lower, constraint.upper, name, in: &checks)
    try checks.finish()
  }

  private func checkVariable(
    _ index: Int, _ lower: Double, _ upper: Double, _ cost: Double,
    in checks: inout InputChecks
  ) {
    let isFine =
      cost.magnitude <= Self.magnitudeLimit && areBounds(lower, upper)
      && columns.kinds[index] != .semiContinuous
    if isFine { return }
    let name = "variable \(name(of: Variable(index: index)))"
    requireCoefficient(cost, "\(name): cost", in: &checks)
    checkBounds(lower, upper, name, in: &checks)
    if columns.kinds[index] == .semiContinuous {
      checks.require(
        upper.isFinite, "\(name): upper bound", value: upper,
        "must be finite for a semi-continuous variable")
      checks.require(
        lower >= 0, "\(name): lower bound", value: lower,
        "is negative for a semi-continuous variable")
    }
  }

  private func check(
    _ terms: some Sequence<LinearExpression.Term>, _ lower: Double, _ upper: Double,
    _ name: @autoclosure () -> String, in checks: inout InputChecks
  ) {
    var isFine = areBounds(lower, upper)
    for term in terms {
      let coefficientIsFine = term.coefficient.magnitude <= Self.magnitudeLimit
      isFine = isFine && coefficientIsFine && isOwn(term.variable)
    }
    if isFine { return }
    let name = "constraint \(name())"
    checkBounds(lower, upper, name, in: &checks)
    for term in terms {
      if !isOwn(term.variable) {
        checks.report(
          name, value: "x\(term.variable.index + 1)", "has a variable of another program")
      } else {
        requireCoefficient(
          term.coefficient, "\(name): coefficient of \(self.name(of: term.variable))",
          in: &checks)
      }
    }
  }

  private func areBounds(_ lower: Double, _ upper: Double) -> Bool {
    lower <= upper && lower < .infinity && upper > -.infinity && isBound(lower) && isBound(upper)
  }

  private func isOwn(_ variable: Variable) -> Bool {
    variable.index >= 0 && variable.index < variableCount
  }

  private func isBound(_ value: Double) -> Bool {
    value.magnitude <= Self.magnitudeLimit || value.isInfinite
  }

  private func checkBounds(
    _ lower: Double, _ upper: Double, _ name: String, in checks: inout InputChecks
  ) {
    for (bound, side, wrong) in [
      (lower, "lower", Double.infinity), (upper, "upper", -Double.infinity),
    ] {
      checks.require(!bound.isNaN, "\(name): \(side) bound", value: bound, "is not a number")
      checks.require(
        bound.isNaN || bound != wrong, "\(name): \(side) bound", value: bound,
        "excludes every value")
      checks.require(
        bound.isNaN || isBound(bound), "\(name): \(side) bound", value: bound,
        "is beyond ±\(Self.magnitudeLimit); leave it out or make it infinite")
    }
    if lower > upper && lower < .infinity && upper > -.infinity {
      checks.report(
        "\(name): lower bound", value: "\(lower)", "is above the upper bound (\(upper))")
    }
  }

  private func requireCoefficient(
    _ value: Double, _ field: @autoclosure () -> String, in checks: inout InputChecks
  ) {
    if value.magnitude <= Self.magnitudeLimit { return }
    checks.report(
      field(), value: "\(value)",
      value.isFinite ? "is beyond ±\(Self.magnitudeLimit)" : "is not a finite number")
  }

  private func require(
    _ count: Int, isAtMost limit: Int, _ field: String, in checks: inout InputChecks
  ) {
    checks.require(count <= limit, field, value: count, "is above \(limit)")
  }
}
