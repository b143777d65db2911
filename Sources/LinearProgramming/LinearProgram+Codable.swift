// An infinite bound is left out, since JSON has no infinity.

extension LinearProgram: Codable {
  private enum Key: String, CodingKey {
    case name, sense, constant, variables, constraints
  }

  private struct CodedVariable: Codable {
    var name: String?
    var kind: Variable.Kind
    var lower: Double?
    var upper: Double?
    var cost: Double
  }

  private struct CodedConstraint: Codable {
    var name: String?
    var lower: Double?
    var upper: Double?
    /// The positions of the variables, and their coefficients.
    var variables: [Int]
    var coefficients: [Double]
  }

  /// Reads a program, and checks it as ``check()`` does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(name: try container.decodeIfPresent(String.self, forKey: .name))
    setSense(
      try container.decode(Sense.self, forKey: .sense),
      constant: try container.decodeIfPresent(Double.self, forKey: .constant) ?? 0)
    for variable in try container.decode([CodedVariable].self, forKey: .variables) {
      addVariable(
        variable.name, variable.kind, lower: variable.lower ?? -.infinity,
        upper: variable.upper ?? .infinity, cost: variable.cost)
    }
    for constraint in try container.decode([CodedConstraint].self, forKey: .constraints) {
      guard constraint.variables.count == constraint.coefficients.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .constraints, in: container,
          debugDescription: "a constraint has not as many coefficients as variables")
      }
      let terms = zip(constraint.variables, constraint.coefficients).map {
        LinearExpression.Term(Variable(index: $0), coefficient: $1)
      }
      add(
        Constraint(
          LinearExpression(terms), lower: constraint.lower ?? -.infinity,
          upper: constraint.upper ?? .infinity), named: constraint.name)
    }
    try check()
  }

  /// Writes a program.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(name, forKey: .name)
    try container.encode(sense, forKey: .sense)
    try container.encode(objectiveConstant, forKey: .constant)
    try container.encode(columns.lower.indices.map(coded(variable:)), forKey: .variables)
    try container.encode(rows.lower.indices.map(coded(constraint:)), forKey: .constraints)
  }

  private func coded(variable index: Int) -> CodedVariable {
    CodedVariable(
      name: columns.names[index], kind: columns.kinds[index],
      lower: columns.lower[index].isFinite ? columns.lower[index] : nil,
      upper: columns.upper[index].isFinite ? columns.upper[index] : nil,
      cost: columns.costs[index])
  }

  private func coded(constraint index: Int) -> CodedConstraint {
    CodedConstraint(
      name: rows.names[index],
      lower: rows.lower[index].isFinite ? rows.lower[index] : nil,
      upper: rows.upper[index].isFinite ? rows.upper[index] : nil,
      variables: rows.terms[index].map(\.variable.index),
      coefficients: rows.terms[index].map(\.coefficient))
  }
}
