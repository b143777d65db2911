/// A linear or mixed integer program: variables with bounds, a linear objective, linear constraints.
///
/// A program is built in the order in which one would write it down, and is a value: a copy that is
/// changed leaves the original alone. Building never fails. What cannot be meant, such as a
/// coefficient that is not a number or a lower bound above the upper one, is found when a solver takes
/// the program, all of it at once and by name; ``check()`` tells beforehand.
///
/// ```swift
/// var program = LinearProgram()
/// let chairs = program.addVariable("chairs")
/// let tables = program.addVariable("tables")
/// program.add(chairs + 4 * tables <= 120, named: "wood")
/// program.add(2 * chairs + 3 * tables <= 90, named: "hours")
/// program.maximize(30 * chairs + 80 * tables)
///
/// let solution = try GLPKSolver().solve(program)
/// print(solution.objective ?? .nan, solution[tables] ?? .nan)
/// ```
public struct LinearProgram: Sendable, Hashable {
  /// Whether the objective is to fall or to rise.
  public enum Sense: String, Hashable, Sendable, Codable {
    /// The smaller the better.
    case minimize
    /// The greater the better.
    case maximize
  }

  /// The name of the program, for messages and files.
  public var name: String?
  /// Whether the objective is to fall or to rise.
  public private(set) var sense = Sense.minimize
  /// The constant part of the objective.
  public private(set) var objectiveConstant = 0.0

  package private(set) var columns = Columns()
  package private(set) var rows = Rows()

  /// The variables, one array a property: a solver reads them as they are.
  package struct Columns: Sendable, Hashable {
    package var lower: [Double] = []
    package var upper: [Double] = []
    package var costs: [Double] = []
    package var kinds: [Variable.Kind] = []
    package var names = Names()
  }

  /// The constraints; the terms of each are in canonical order.
  package struct Rows: Sendable, Hashable {
    package var lower: [Double] = []
    package var upper: [Double] = []
    package var terms = TermLists()
    package var names = Names()
  }

  /// A program without variables, whose objective is zero.
  ///
  /// - Parameter name: The name of the program, for messages and files.
  public init(name: String? = nil) { self.name = name }

  mutating func replace(sense: Sense, constant: Double, columns: Columns, rows: Rows) {
    self.sense = sense
    objectiveConstant = constant
    self.columns = columns
    self.rows = rows
  }

  // MARK: Variables

  /// Adds a variable.
  ///
  /// - Parameters:
  ///   - name: The name, for messages and files; one is made up when it is asked for.
  ///   - kind: What values the variable may take.
  ///   - lower: The least value; minus infinity for none.
  ///   - upper: The greatest value; infinity for none.
  ///   - cost: What a unit adds to the objective.
  /// - Returns: The variable.
  /// - Complexity: O(1).
  @discardableResult
  public mutating func addVariable(
    _ name: String? = nil, _ kind: Variable.Kind = .continuous, lower: Double = 0,
    upper: Double = .infinity, cost: Double = 0
  ) -> Variable {
    let index = columns.lower.count
    let isBinary = kind == .binary
    columns.lower.append(isBinary && lower < 0 ? 0 : lower)
    columns.upper.append(isBinary && upper > 1 ? 1 : upper)
    columns.costs.append(cost)
    columns.kinds.append(isBinary ? .integer : kind)
    if let name { columns.names.append(name.utf8, at: index) }
    return Variable(index: index)
  }

  /// Adds a variable to the program and to constraints that are there already: a column.
  ///
  /// - Parameters:
  ///   - name: The name, for messages and files; one is made up when it is asked for.
  ///   - kind: What values the variable may take.
  ///   - lower: The least value; minus infinity for none.
  ///   - upper: The greatest value; infinity for none.
  ///   - cost: What a unit adds to the objective.
  ///   - entries: The coefficients in the constraints; those of one row are added up.
  /// - Returns: The variable.
  /// - Complexity: O(number of entries).
  @discardableResult
  public mutating func addVariable(
    _ name: String? = nil, _ kind: Variable.Kind = .continuous, lower: Double = 0,
    upper: Double = .infinity, cost: Double = 0,
    entries: some Sequence<(row: Row, coefficient: Double)>
  ) -> Variable {
    let variable = addVariable(name, kind, lower: lower, upper: upper, cost: cost)
    for (row, coefficient) in entries
    where isOwn(row, "variable \(name ?? "x\(variable.index + 1)")") {
      rows.terms.append(.init(variable, coefficient: coefficient), to: row.index)
    }
    return variable
  }

  // MARK: Constraints

  /// Adds a constraint.
  ///
  /// - Parameters:
  ///   - constraint: The constraint, for instance `2 * x + y <= 4`.
  ///   - name: The name, for messages and files; one is made up when it is asked for.
  /// - Returns: The row by which a solution knows the constraint.
  /// - Complexity: O(number of terms).
  @discardableResult
  public mutating func add(_ constraint: consuming Constraint, named name: String? = nil) -> Row {
    let index = rows.lower.count
    rows.lower.append(constraint.lower)
    rows.upper.append(constraint.upper)
    rows.terms.append(constraint.terms)
    if let name { rows.names.append(name.utf8, at: index) }
    return Row(index: index)
  }

  // MARK: The objective

  /// Sets the objective and lets it fall.
  ///
  /// - Parameter objective: What is to become small; it replaces the objective that was there.
  public mutating func minimize(_ objective: consuming some LinearForm) {
    setObjective(objective.asExpression(), .minimize)
  }

  /// Sets the objective and lets it rise.
  ///
  /// - Parameter objective: What is to become large; it replaces the objective that was there.
  public mutating func maximize(_ objective: consuming some LinearForm) {
    setObjective(objective.asExpression(), .maximize)
  }

  /// Keeps the costs of the variables and sets the direction and the constant.
  ///
  /// - Parameters:
  ///   - sense: Whether the objective is to fall or to rise.
  ///   - constant: The constant part of the objective.
  public mutating func setSense(_ sense: Sense, constant: Double = 0) {
    self.sense = sense
    objectiveConstant = constant
  }

  private mutating func setObjective(_ objective: LinearExpression, _ sense: Sense) {
    self.sense = sense
    objectiveConstant = objective.constant
    for index in columns.costs.indices { columns.costs[index] = 0 }
    for term in objective.terms {
      if columns.costs.indices.contains(term.variable.index) {
        columns.costs[term.variable.index] += term.coefficient
      } else {
        _ = isOwn(term.variable, "objective")
      }
    }
  }

  /// Uses of variables and constraints of another program, kept until the check.
  package private(set) var strangers: [Stranger] = []

  package struct Stranger: Sendable, Hashable {
    package var field: String
    package var name: String
  }

  private mutating func isOwn(_ variable: Variable, _ field: @autoclosure () -> String) -> Bool {
    if columns.lower.indices.contains(variable.index) { return true }
    strangers.append(.init(field: field(), name: "x\(variable.index + 1)"))
    return false
  }

  private mutating func isOwn(_ row: Row, _ field: @autoclosure () -> String) -> Bool {
    if rows.lower.indices.contains(row.index) { return true }
    strangers.append(.init(field: field(), name: "c\(row.index + 1)"))
    return false
  }

  // MARK: Changes

  // A variable or constraint that is not of this program changes nothing, and is reported by `check()`.

  /// Replaces the bounds of a variable.
  public mutating func setBounds(of variable: Variable, lower: Double, upper: Double) {
    guard isOwn(variable, "changed bounds") else { return }
    columns.lower[variable.index] = lower
    columns.upper[variable.index] = upper
  }

  /// Replaces the bounds of a constraint.
  public mutating func setBounds(of row: Row, lower: Double, upper: Double) {
    guard isOwn(row, "changed bounds") else { return }
    rows.lower[row.index] = lower
    rows.upper[row.index] = upper
  }

  /// Replaces what a unit of a variable adds to the objective.
  public mutating func setCost(of variable: Variable, to cost: Double) {
    guard isOwn(variable, "changed cost") else { return }
    columns.costs[variable.index] = cost
  }

  /// Replaces the kind of a variable; one made binary keeps no value outside 0…1.
  public mutating func setKind(of variable: Variable, to kind: Variable.Kind) {
    guard isOwn(variable, "changed kind") else { return }
    columns.kinds[variable.index] = kind == .binary ? .integer : kind
    if kind == .binary {
      if columns.lower[variable.index] < 0 { columns.lower[variable.index] = 0 }
      if columns.upper[variable.index] > 1 { columns.upper[variable.index] = 1 }
    }
  }
}
