// What a program tells about itself.

extension LinearProgram {
  /// The number of variables.
  public var variableCount: Int { columns.lower.count }

  /// The number of constraints.
  public var constraintCount: Int { rows.lower.count }

  /// The number of coefficients in the constraints that are not zero.
  public var nonzeroCount: Int { rows.terms.termCount }

  /// The variables, in order.
  public var variables: VariableList { VariableList(count: variableCount) }

  /// The handles of the constraints, in order.
  public var constraints: RowList { RowList(count: constraintCount) }

  /// Whether some variable is integer or semi-continuous, so that there are no dual values.
  ///
  /// - Complexity: O(number of variables).
  public var isMixedInteger: Bool { columns.kinds.contains { $0 != .continuous } }

  /// The objective as an expression.
  ///
  /// - Complexity: O(number of variables).
  public var objective: LinearExpression {
    LinearExpression(
      columns.costs.indices.lazy.filter { columns.costs[$0] != 0 }.map {
        .init(Variable(index: $0), coefficient: columns.costs[$0])
      }, constant: objectiveConstant)
  }

  /// A constraint of the program.
  ///
  /// - Parameter row: Its handle.
  /// - Returns: The constraint; `nil` where the program has none of that handle.
  public func constraint(_ row: Row) -> Constraint? {
    guard rows.lower.indices.contains(row.index) else { return nil }
    return Constraint(
      canonical: Array(rows.terms[row.index]), lower: rows.lower[row.index],
      upper: rows.upper[row.index])
  }

  /// The least and the greatest value of a variable; `nil` where the program does not have it.
  public func bounds(of variable: Variable) -> (lower: Double, upper: Double)? {
    guard columns.lower.indices.contains(variable.index) else { return nil }
    return (columns.lower[variable.index], columns.upper[variable.index])
  }

  /// The kind of a variable; `nil` where the program does not have it.
  public func kind(of variable: Variable) -> Variable.Kind? {
    columns.kinds.indices.contains(variable.index) ? columns.kinds[variable.index] : nil
  }

  /// The name of a variable: the one given, or `x` and its position counted from one.
  public func name(of variable: Variable) -> String {
    columns.names[variable.index] ?? "x\(variable.index + 1)"
  }

  /// The name of a constraint: the one given, or `c` and its position counted from one.
  public func name(of row: Row) -> String { rows.names[row.index] ?? "c\(row.index + 1)" }
}

/// The variables of a program, in order, without storage of their own.
///
/// ```swift
/// var program = LinearProgram()
/// for index in 0..<3 { program.addVariable("x\(index)") }
/// let names = program.variables.map { program.name(of: $0) }
/// ```
public struct VariableList: RandomAccessCollection, Sendable, Hashable {
  private let total: Int

  init(count: Int) { total = count }

  /// The first position: zero.
  public var startIndex: Int { 0 }
  /// The number of variables.
  public var endIndex: Int { total }
  /// The variable at a position.
  public subscript(position: Int) -> Variable { Variable(index: position) }
}

/// The constraints of a program, in order, without storage of their own.
///
/// ```swift
/// var program = LinearProgram()
/// let x = program.addVariable("x")
/// program.add(x >= 1, named: "floor")
/// let names = program.constraints.map { program.name(of: $0) }
/// ```
public struct RowList: RandomAccessCollection, Sendable, Hashable {
  private let total: Int

  init(count: Int) { total = count }

  /// The first position: zero.
  public var startIndex: Int { 0 }
  /// The number of constraints.
  public var endIndex: Int { total }
  /// The constraint at a position.
  public subscript(position: Int) -> Row { Row(index: position) }
}
