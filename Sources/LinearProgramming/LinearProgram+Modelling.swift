public import SupplyChainCore

// What modellers otherwise write by hand, and get wrong.

extension LinearProgram {
  /// Adds a constraint that must hold when a decision is taken, and need not elsewhere.
  ///
  /// Each side of the constraint gets its slack when the decision is not taken: the big M, which is
  /// derived from the bounds of the variables unless it is given. The smaller it is the faster the
  /// solver, and too small a one cuts off solutions.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let isOpen = program.addVariable("open", .binary)
  /// let stock = program.addVariable("stock", upper: 500)
  /// try program.addIndicator(isOpen, implies: stock >= 100)
  /// ```
  ///
  /// - Parameters:
  ///   - decision: A binary variable.
  ///   - constraint: What holds when it is 1.
  ///   - bigM: How far each side of the constraint may be missed when it is 0.
  ///   - name: The name of the rows, for messages and files.
  /// - Returns: The rows, one for each finite side.
  /// - Throws: `InvalidInput` where the decision is not binary, or where no M is given and the bounds of
  ///   the variables do not yield one.
  /// - Complexity: O(number of terms).
  @discardableResult
  public mutating func addIndicator(
    _ decision: Variable, implies constraint: Constraint, bigM: Double? = nil,
    named name: String? = nil
  ) throws(InvalidInput) -> [Row] {
    guard kind(of: decision) == .integer, let bounds = bounds(of: decision), bounds.lower >= 0,
      bounds.upper <= 1
    else { throw InvalidInput("decision", value: self.name(of: decision), "is not binary") }
    if let bigM, !(bigM >= 0 && bigM.isFinite) {
      throw InvalidInput("bigM", value: bigM, "is not a number of at least zero")
    }
    let range = activityRange(of: constraint)
    let expression = LinearExpression(constraint.terms)
    var added: [Row] = []
    if constraint.upper < .infinity {
      let slack = try slack(bigM, range.upper - constraint.upper, name)
      added.append(add(expression + slack * decision <= constraint.upper + slack, named: name))
    }
    if constraint.lower > -.infinity {
      let slack = try slack(bigM, constraint.lower - range.lower, name)
      let lowerName = added.isEmpty ? name : name.map { "\($0) from below" }
      added.append(add(expression - slack * decision >= constraint.lower - slack, named: lowerName))
    }
    return added
  }

  private func slack(
    _ given: Double?, _ derived: Double, _ name: String?
  ) throws(InvalidInput) -> Double {
    if let given { return given }
    guard derived.isFinite else {
      throw InvalidInput(
        "constraint \(name ?? "")", "needs a big M, since its variables have no finite bounds")
    }
    return max(0, derived)
  }

  /// The least and the greatest value that the bounds of the variables allow an expression.
  func activityRange(of constraint: Constraint) -> (lower: Double, upper: Double) {
    var range = (lower: 0.0, upper: 0.0)
    for term in constraint.terms {
      guard var (lower, upper) = bounds(of: term.variable) else { return (-.infinity, .infinity) }
      if kind(of: term.variable) == .semiContinuous { lower = 0 }
      if term.coefficient < 0 { swap(&lower, &upper) }
      range.lower += term.coefficient * lower
      range.upper += term.coefficient * upper
    }
    return range
  }

  /// Adds a variable that is a piecewise linear function of an expression: a freight tariff, say.
  ///
  /// The function need be neither convex nor concave. One binary variable a piece says which piece it
  /// is (the incremental formulation; Padberg 2000,
  /// <https://doi.org/10.1016/S0167-6377(00)00024-0>). For a convex cost that is minimised,
  /// ``addConvexCost(of:through:named:)`` does without them.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let tonnes = program.addVariable("tonnes", upper: 20)
  /// let freight = try program.addPiecewiseLinear(
  ///   of: tonnes, through: [(0, 0), (5, 500), (20, 1_100)], named: "freight")
  /// program.minimize(freight)
  /// ```
  ///
  /// - Parameters:
  ///   - expression: The argument; it is held between the first and the last of the points.
  ///   - points: At least two points of the function, by rising argument.
  ///   - name: The name of the variable, for messages and files.
  /// - Returns: The variable.
  /// - Throws: `InvalidInput` where the points are too few, not finite or not rising.
  /// - Complexity: O(number of points + number of terms).
  @discardableResult
  public mutating func addPiecewiseLinear(
    of expression: some LinearForm, through points: [(x: Double, y: Double)],
    named name: String? = nil
  ) throws(InvalidInput) -> Variable {
    try Self.checkPoints(points)
    let value = addVariable(name, lower: -.infinity)
    var argument = LinearExpression(constant: points[0].x)
    var result = LinearExpression(constant: points[0].y)
    var before: (share: Variable, decision: Variable)?
    for piece in 1..<points.count {
      // The share of the piece that is used; the next piece begins only where this one is full.
      let label = name.map { "\($0) piece \(piece)" }
      let share = addVariable(label, upper: 1)
      argument += (points[piece].x - points[piece - 1].x) * share
      result += (points[piece].y - points[piece - 1].y) * share
      if let before {
        add(before.share >= before.decision)
        add(share <= before.decision)
      }
      if piece < points.count - 1 {
        before = (share, addVariable(label.map { "\($0) is full" }, .binary))
      }
    }
    add(expression.asExpression() - argument == 0, named: name.map { "\($0) argument" })
    add(value - result == 0, named: name.map { "\($0) value" })
    return value
  }

  /// Adds a variable that is at least a convex piecewise linear function of an expression.
  ///
  /// Minimised, it is equal to the function. Beyond the first and the last point the outer pieces go on.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let hours = program.addVariable("hours", upper: 60)
  /// let wages = try program.addConvexCost(of: hours, through: [(0, 0), (40, 800), (60, 1_500)])
  /// program.minimize(wages - 30 * hours)
  /// ```
  ///
  /// - Parameters:
  ///   - expression: The argument.
  ///   - points: At least two points of the function, by rising argument and with rising slopes.
  ///   - name: The name of the variable, for messages and files.
  /// - Returns: The variable.
  /// - Throws: `InvalidInput` where the points are too few, not finite, not rising or not convex.
  /// - Complexity: O(number of points × number of terms).
  @discardableResult
  public mutating func addConvexCost(
    of expression: some LinearForm, through points: [(x: Double, y: Double)],
    named name: String? = nil
  ) throws(InvalidInput) -> Variable {
    try Self.checkPoints(points)
    var slopes: [Double] = []
    for piece in 1..<points.count {
      slopes.append(
        (points[piece].y - points[piece - 1].y) / (points[piece].x - points[piece - 1].x))
      if piece > 1 && slopes[piece - 1] < slopes[piece - 2] {
        throw InvalidInput("points", at: piece, value: points[piece].y, "makes the cost not convex")
      }
    }
    let value = addVariable(name, lower: -.infinity)
    let argument = expression.asExpression()
    for (slope, point) in zip(slopes, points) {
      add(value - slope * argument >= point.y - slope * point.x)
    }
    return value
  }

  private static func checkPoints(_ points: [(x: Double, y: Double)]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(points.count >= 2, "points", value: points.count, "are fewer than two")
    for (index, point) in points.enumerated() {
      checks.requireFinite(point.x, "points.x", at: index)
      checks.requireFinite(point.y, "points.y", at: index)
      if index > 0 && !(point.x > points[index - 1].x) {
        checks.report("points.x", at: index, value: "\(point.x)", "is not above the one before")
      }
    }
    try checks.finish()
  }

  /// Adds binary variables that give each of some items a place of its own: all different.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let isAt = program.addAssignment(items: 3, places: 4)
  /// program.minimize(5 * isAt[0][2] + 3 * isAt[1][2])
  /// ```
  ///
  /// - Parameters:
  ///   - items: The number of items.
  ///   - places: The number of places; with fewer than items the program is infeasible.
  /// - Returns: For each item and each place, whether the item is there.
  /// - Complexity: O(items × places).
  public mutating func addAssignment(items: Int, places: Int) -> [[Variable]] {
    let isAt = (0..<max(0, items)).map { item in
      (0..<max(0, places)).map { addVariable("item \(item) at \($0)", .binary) }
    }
    for (item, row) in isAt.enumerated() {
      add(LinearExpression.sum(row) == 1, named: "item \(item)")
    }
    for place in 0..<max(0, places) where !isAt.isEmpty {
      add(LinearExpression.sum(isAt.map { $0[place] }) <= 1, named: "place \(place)")
    }
    return isAt
  }
}
