/// A linear expression between two bounds: `2 * x + y <= 4`.
///
/// Comparing expressions makes one; ``LinearProgram/add(_:named:)`` takes it into a program and hands
/// back the ``Row`` by which a solution knows it.
///
/// ```swift
/// var program = LinearProgram()
/// let x = program.addVariable("x")
/// let y = program.addVariable("y")
/// program.add(2 * x + y <= 4)
/// program.add(x - y == 1, named: "balance")
/// program.add((x + 3 * y).between(2, and: 9))
/// ```
public struct Constraint: Hashable, Sendable, Codable {
  /// What is bounded; its constant has been moved into the bounds.
  public let terms: [LinearExpression.Term]
  /// The least value; minus infinity where there is none.
  public let lower: Double
  /// The greatest value; infinity where there is none.
  public let upper: Double

  /// Bounds an expression from both sides.
  ///
  /// The numbers are looked at when a solver takes the program, all at once and by name.
  ///
  /// - Parameters:
  ///   - expression: What is bounded.
  ///   - lower: The least value; minus infinity for none.
  ///   - upper: The greatest value; infinity for none.
  public init(_ expression: consuming some LinearForm, lower: Double, upper: Double) {
    let expression = expression.asExpression()
    self.lower = lower - expression.constant
    self.upper = upper - expression.constant
    terms = expression.canonicalTerms()
  }

  package init(canonical terms: [LinearExpression.Term], lower: Double, upper: Double) {
    self.terms = terms
    self.lower = lower
    self.upper = upper
  }
}

extension LinearForm {
  /// Bounds the expression from both sides.
  ///
  /// - Parameters:
  ///   - lower: The least value.
  ///   - upper: The greatest value.
  /// - Returns: The constraint.
  public consuming func between(_ lower: Double, and upper: Double) -> Constraint {
    Constraint(self, lower: lower, upper: upper)
  }

  /// At most a number.
  public static func <= (left: consuming Self, right: Double) -> Constraint {
    Constraint(left, lower: -.infinity, upper: right)
  }

  /// At least a number.
  public static func >= (left: consuming Self, right: Double) -> Constraint {
    Constraint(left, lower: right, upper: .infinity)
  }

  /// Equal to a number.
  public static func == (left: consuming Self, right: Double) -> Constraint {
    Constraint(left, lower: right, upper: right)
  }

  /// A number that is at most the expression.
  public static func <= (left: Double, right: consuming Self) -> Constraint { right >= left }

  /// A number that is at least the expression.
  public static func >= (left: Double, right: consuming Self) -> Constraint { right <= left }

  /// A number that is equal to the expression.
  public static func == (left: Double, right: consuming Self) -> Constraint { right == left }

  /// At most another expression.
  public static func <= (left: consuming Self, right: some LinearForm) -> Constraint {
    Constraint(left - right, lower: -.infinity, upper: 0)
  }

  /// At least another expression.
  public static func >= (left: consuming Self, right: some LinearForm) -> Constraint {
    Constraint(left - right, lower: 0, upper: .infinity)
  }

  /// Equal to another expression.
  public static func == (left: consuming Self, right: some LinearForm) -> Constraint {
    Constraint(left - right, lower: 0, upper: 0)
  }
}
