/// What a solver found: why it stopped, and, apart from that, what it has to show.
///
/// A search that was stopped early may have a point; one that ended by itself may have none because
/// there is none. So ``status`` says why the solver stopped and ``primal`` whether there is a point.
/// Whatever has no meaning is `nil` and never zero: there are no dual values for a program with
/// integer variables, and no point for one that is infeasible.
///
/// ```swift
/// var program = LinearProgram()
/// let x = program.addVariable("x", upper: 4)
/// let wood = program.add(3 * x <= 10, named: "wood")
/// program.maximize(2 * x)
///
/// let solution = try GLPKSolver().solve(program)
/// if solution.status == .optimal, let amount = solution[x], let price = solution.dual(of: wood) {
///   print("make \(amount), and pay up to \(price) for one more unit of wood")
/// }
/// ```
public struct Solution: Hashable, Sendable, Codable {
  /// Why the solver stopped.
  public var status: Status

  /// The value of the objective at the point, in the orientation of the program.
  public var objective: Double?

  /// The value of each variable; `nil` where no feasible point is known.
  public var primal: [Double]?

  /// The value of the left-hand side of each constraint at the point.
  public var activity: [Double]?

  /// The dual value of each constraint: by how much the objective changes for each unit by which the
  /// right-hand side grows.
  ///
  /// The sign is that of the change in the user's own orientation, whether the program minimises or
  /// maximises, and for every kind of constraint: a positive value means that a greater right-hand
  /// side makes the objective greater. `nil` without an optimal basis, and for a mixed integer
  /// program.
  public var duals: [Double]?

  /// The reduced cost of each variable: the change of the objective for each unit it is pushed up.
  ///
  /// `nil` wherever ``duals`` is.
  public var reducedCosts: [Double]?

  /// Which variables and constraints hold the vertex; `nil` where the point is no vertex.
  public var basis: Basis?

  /// How far costs and right-hand sides may move before the optimal basis changes; `nil` where it was
  /// not asked for, and wherever ``basis`` is.
  public var ranging: Ranging?

  /// A proven bound on the best objective there can be: from below when minimising, from above when
  /// maximising.
  public var bound: Double?

  /// The number of iterations of the simplex method.
  public var iterations: Int

  /// The number of nodes of the search tree; zero for a linear program.
  public var nodes: Int

  /// Describes a solution; for those who write a solver.
  ///
  /// - Parameters:
  ///   - status: Why the solver stopped.
  ///   - objective: The value of the objective at the point.
  ///   - primal: The value of each variable.
  ///   - activity: The value of the left-hand side of each constraint.
  ///   - duals: The dual value of each constraint.
  ///   - reducedCosts: The reduced cost of each variable.
  ///   - basis: Which variables and constraints hold the vertex.
  ///   - ranging: How far costs and right-hand sides may move.
  ///   - bound: A proven bound on the best objective.
  ///   - iterations: The number of iterations of the simplex method.
  ///   - nodes: The number of nodes of the search tree.
  public init(
    status: Status, objective: Double? = nil, primal: [Double]? = nil,
    activity: [Double]? = nil, duals: [Double]? = nil, reducedCosts: [Double]? = nil,
    basis: Basis? = nil, ranging: Ranging? = nil, bound: Double? = nil, iterations: Int = 0,
    nodes: Int = 0
  ) {
    self.status = status
    self.objective = objective
    self.primal = primal
    self.activity = activity
    self.duals = duals
    self.reducedCosts = reducedCosts
    self.basis = basis
    self.ranging = ranging
    self.bound = bound
    self.iterations = iterations
    self.nodes = nodes
  }

  /// The distance of the objective from the bound, relative to the objective; `nil` without either.
  ///
  /// Zero where they are equal; infinity where only the objective is zero.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    let distance = (objective - bound).magnitude
    return distance == 0 ? 0 : distance / objective.magnitude
  }

  /// The value of a variable; `nil` without a point.
  public subscript(variable: Variable) -> Double? { primal?[checked: variable.index] }

  /// The value of an expression at the point; `nil` without one.
  public func value(of expression: some LinearForm) -> Double? {
    primal.map { expression.asExpression().value(at: $0) }
  }

  /// The value of the left-hand side of a constraint; `nil` without a point.
  public func activity(of row: Row) -> Double? { activity?[checked: row.index] }

  /// The dual value of a constraint; `nil` where there are no ``duals``.
  public func dual(of row: Row) -> Double? { duals?[checked: row.index] }

  /// The reduced cost of a variable; `nil` where there are no ``reducedCosts``.
  public func reducedCost(of variable: Variable) -> Double? {
    reducedCosts?[checked: variable.index]
  }
}

extension Array {
  subscript(checked index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
