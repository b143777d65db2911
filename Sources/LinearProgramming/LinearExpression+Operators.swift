// The operators of expressions. Each takes over its left operand, so that a chain `a + b + c` grows
// one array and does not copy it at every step.

extension LinearForm {
  /// The sum of two expressions.
  public static func + (left: consuming Self, right: some LinearForm) -> LinearExpression {
    var sum = left.asExpression()
    right.add(to: &sum, times: 1)
    return sum
  }

  /// An expression and a number more.
  public static func + (left: consuming Self, right: Double) -> LinearExpression {
    var sum = left.asExpression()
    sum.constant += right
    return sum
  }

  /// A number and an expression more.
  public static func + (left: Double, right: consuming Self) -> LinearExpression {
    var sum = right.asExpression()
    sum.constant += left
    return sum
  }

  /// The difference of two expressions.
  public static func - (left: consuming Self, right: some LinearForm) -> LinearExpression {
    var difference = left.asExpression()
    right.add(to: &difference, times: -1)
    return difference
  }

  /// An expression less a number.
  public static func - (left: consuming Self, right: Double) -> LinearExpression {
    var difference = left.asExpression()
    difference.constant -= right
    return difference
  }

  /// A number less an expression.
  public static func - (left: Double, right: consuming Self) -> LinearExpression {
    var difference = -right
    difference.constant += left
    return difference
  }

  /// An expression with its sign turned.
  public static prefix func - (operand: consuming Self) -> LinearExpression { -1 * operand }

  /// A multiple of an expression.
  public static func * (factor: Double, operand: consuming Self) -> LinearExpression {
    var product = operand.asExpression()
    for index in product.terms.indices { product.terms[index].coefficient *= factor }
    // Zero stays zero, so that a factor which is not a number is reported once, by its variable.
    if product.constant != 0 { product.constant *= factor }
    return product
  }

  /// A multiple of an expression.
  public static func * (operand: consuming Self, factor: Double) -> LinearExpression {
    factor * operand
  }

  /// A fraction of an expression.
  public static func / (operand: consuming Self, divisor: Double) -> LinearExpression {
    var quotient = operand.asExpression()
    for index in quotient.terms.indices { quotient.terms[index].coefficient /= divisor }
    if quotient.constant != 0 { quotient.constant /= divisor }
    return quotient
  }
}

extension LinearExpression {
  /// Adds an expression in place.
  public static func += (left: inout LinearExpression, right: some LinearForm) {
    right.add(to: &left, times: 1)
  }

  /// Adds a number in place.
  public static func += (left: inout LinearExpression, right: Double) { left.constant += right }

  /// Subtracts an expression in place.
  public static func -= (left: inout LinearExpression, right: some LinearForm) {
    right.add(to: &left, times: -1)
  }

  /// Subtracts a number in place.
  public static func -= (left: inout LinearExpression, right: Double) { left.constant -= right }

  /// Multiplies in place.
  public static func *= (left: inout LinearExpression, right: Double) {
    for index in left.terms.indices { left.terms[index].coefficient *= right }
    if left.constant != 0 { left.constant *= right }
  }
}
