/// A sum of variables with coefficients, and a constant: `2 * x - y + 3`.
///
/// Expressions grow in place: `+=`, and the left operand of `+` where nobody else holds it, append to
/// the terms that are there. Building one of n terms therefore costs O(n), in a loop as well as in
/// one line. A variable may occur more than once; its coefficients are added up when the expression
/// enters a program.
///
/// ```swift
/// var program = LinearProgram()
/// let loads = (0..<5).map { program.addVariable("load\($0)", .binary) }
/// let weights = [4.0, 8, 3, 7, 5]
///
/// var weight = LinearExpression()
/// for (load, tonnes) in zip(loads, weights) { weight += tonnes * load }
/// let same = LinearExpression.sum(over: loads.indices) { weights[$0] * loads[$0] }
/// program.add(weight <= 20)
/// ```
public struct LinearExpression: Hashable, Sendable, Codable {
  /// A variable with its coefficient.
  public struct Term: Hashable, Sendable, Codable {
    /// The variable.
    public var variable: Variable
    /// What it is multiplied by.
    public var coefficient: Double

    /// A variable with its coefficient.
    ///
    /// - Parameters:
    ///   - variable: The variable.
    ///   - coefficient: What it is multiplied by.
    public init(_ variable: Variable, coefficient: Double) {
      self.variable = variable
      self.coefficient = coefficient
    }
  }

  /// The terms in the order in which they were added.
  public var terms: [Term]
  /// The constant part.
  public var constant: Double

  /// An expression of terms and a constant; without either it is zero.
  ///
  /// - Parameters:
  ///   - terms: The terms.
  ///   - constant: The constant part.
  public init(_ terms: [Term] = [], constant: Double = 0) {
    self.terms = terms
    self.constant = constant
  }

  /// The sum of one expression for each element.
  ///
  /// - Parameters:
  ///   - elements: What to go over.
  ///   - expression: The summand of an element: a variable or an expression.
  /// - Returns: The sum.
  /// - Throws: What `expression` throws.
  /// - Complexity: O(number of terms).
  public static func sum<Element, Summand: LinearForm, Failure: Error>(
    over elements: some Sequence<Element>,
    _ expression: (Element) throws(Failure) -> Summand
  ) throws(Failure) -> LinearExpression {
    var sum = LinearExpression()
    for element in elements { try expression(element).add(to: &sum, times: 1) }
    return sum
  }

  /// The sum of variables or expressions.
  ///
  /// - Parameter summands: The summands.
  /// - Returns: The sum.
  /// - Complexity: O(number of terms).
  public static func sum(_ summands: some Sequence<some LinearForm>) -> LinearExpression {
    var sum = LinearExpression()
    for summand in summands { summand.add(to: &sum, times: 1) }
    return sum
  }

  /// The value at a point.
  ///
  /// - Parameter values: The value of each variable, by index.
  /// - Returns: The value; NaN where a variable lies beyond the point.
  /// - Complexity: O(number of terms).
  public func value(at values: [Double]) -> Double {
    terms.reduce(constant) { sum, term in
      values.indices.contains(term.variable.index)
        ? sum + term.coefficient * values[term.variable.index] : .nan
    }
  }

  /// The terms with each variable once, in the order of the program, and none with coefficient zero.
  ///
  /// - Complexity: O(n) where they are in order already, O(n log n) elsewhere.
  package consuming func canonicalTerms() -> [Term] {
    var needsWork = false
    var last = -1
    for term in terms {
      if term.variable.index <= last || term.coefficient == 0 {
        needsWork = true
        break
      }
      last = term.variable.index
    }
    guard needsWork else { return terms }
    // By position second, so that coefficients of one variable are added in the order given.
    let order = terms.indices.sorted {
      (terms[$0].variable.index, $0) < (terms[$1].variable.index, $1)
    }
    var merged: [Term] = []
    merged.reserveCapacity(terms.count)
    for position in order {
      let term = terms[position]
      if let end = merged.indices.last, merged[end].variable == term.variable {
        merged[end].coefficient += term.coefficient
      } else {
        merged.append(term)
      }
    }
    merged.removeAll { $0.coefficient == 0 }
    return merged
  }
}

/// What can stand in a linear expression: a ``Variable`` or a ``LinearExpression``.
///
/// The operators take any two of them, and numbers. Other types have no reason to conform.
public protocol LinearForm: Sendable {
  /// Adds a multiple of this to an expression, in place.
  func add(to expression: inout LinearExpression, times factor: Double)

  /// This as an expression that can grow.
  consuming func asExpression() -> LinearExpression
}

extension Variable: LinearForm {
  /// Adds a multiple of the variable to an expression.
  public func add(to expression: inout LinearExpression, times factor: Double) {
    expression.terms.append(.init(self, coefficient: factor))
  }

  /// The variable as an expression of one term.
  public consuming func asExpression() -> LinearExpression {
    LinearExpression([.init(self, coefficient: 1)])
  }
}

extension LinearExpression: LinearForm {
  /// Adds a multiple of the expression to another.
  public func add(to expression: inout LinearExpression, times factor: Double) {
    if constant != 0 { expression.constant += factor * constant }
    if factor == 1 {
      expression.terms += terms
    } else {
      for term in terms {
        expression.terms.append(.init(term.variable, coefficient: factor * term.coefficient))
      }
    }
  }

  /// The expression itself.
  public consuming func asExpression() -> LinearExpression { self }
}
