internal import SupplyChainCore

/// Reads the CPLEX LP format: an objective, constraints, bounds, and lists of variables by kind.
///
/// Both sides of a relation may be expressions, and a range may be written `2 <= x + y <= 5`. Quadratic
/// terms, indicators and special ordered sets are refused.
struct CPLEXLPReader {
  enum Section { case objective, constraints, bounds, integers, binaries, semiContinuous, end }

  private let text: UnsafeBufferPointer<UInt8>
  private var tokens: CPLEXLPTokens
  private var problems = FormatProblems()

  private var program = LinearProgram()
  private var columnNumbers = NameIndex()
  private var rowNumbers = NameIndex()
  private var boundLines: [Int: Int] = [:]

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    tokens = CPLEXLPTokens(text)
  }

  /// Reads the whole text.
  mutating func read() throws(InvalidInput) -> LinearProgram {
    var section: Section?
    while tokens.current != nil, section != .end, !problems.isFull {
      if let next = readSection() {
        section = next
        if next == .objective { readObjective() }
        continue
      }
      switch section {
      case .constraints: readConstraint()
      case .bounds: readBound()
      case .integers, .binaries, .semiContinuous: readKind(section)
      case .objective, .end, nil: fail("section", "begins with none that is known here")
      }
    }
    if problems.isEmpty && section != .end {
      problems.report("End", line: tokens.lastLine, "is missing: the text is cut off")
    }
    if problems.isEmpty { checkBounds() }
    if !problems.isEmpty { throw InvalidInput(problems.problems) }
    return program
  }

  // MARK: Tokens

  private typealias Token = CPLEXLPTokens.Token

  private func bytes(_ token: Token) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[token.bytes])
  }

  private func string(_ token: Token) -> String { String(decoding: bytes(token), as: UTF8.self) }

  /// Reports a problem at the current token and goes on behind its line.
  private mutating func fail(_ field: String, _ reason: String) {
    guard let token = tokens.current else {
      problems.report(field, line: tokens.lastLine, reason)
      return
    }
    problems.report(field, string(token), line: token.line, reason)
    tokens.advance()
    while let next = tokens.current, !next.isFirstOnLine { tokens.advance() }
  }

  // MARK: Sections

  /// Goes past the heading of a section, if one begins here.
  private mutating func readSection() -> Section? {
    guard let (section, length) = section() else { return nil }
    if section == .objective, let token = tokens.current {
      let isMaximum = string(token).lowercased().hasPrefix("max")
      program.setSense(isMaximum ? .maximize : .minimize)
    }
    tokens.advance(by: length)
    return section
  }

  /// The section that begins at the current token, and the number of tokens in its heading.
  private func section() -> (Section, Int)? {
    guard let token = tokens.current, token.isFirstOnLine, token.kind == .word,
      tokens.next?.kind != .colon, token.bytes.count <= 8
    else { return nil }
    let second = tokens.next.map { string($0).lowercased() }
    switch string(token).lowercased() {
    case "minimize", "minimum", "minimise", "min", "maximize", "maximum", "maximise", "max":
      return (.objective, 1)
    case "subject" where second == "to", "such" where second == "that": return (.constraints, 2)
    case "st", "s.t.", "st.": return (.constraints, 1)
    case "bounds", "bound": return (.bounds, 1)
    case "general", "generals", "gen", "integer", "integers", "int": return (.integers, 1)
    case "binary", "binaries", "bin": return (.binaries, 1)
    case "semi" where tokens.next?.kind == .minus: return (.semiContinuous, 3)
    case "semis", "semi", "sec": return (.semiContinuous, 1)
    case "end": return (.end, 1)
    default: return nil
    }
  }

  /// Whether a section begins at the current token.
  private func isAtSection() -> Bool { section() != nil }

  // MARK: Expressions

  /// A sum of terms and constants, up to a relation, a section or the next constraint's name.
  ///
  /// A right-hand side that is a number so far ends with its line: what comes next may be a
  /// constraint without a name, `- x + y >= 2`.
  private mutating func readExpression(isRight: Bool = false) -> LinearExpression? {
    var expression = LinearExpression()
    var isFirst = true
    while let token = tokens.current, !isAtSection() {
      if isRight && !isFirst && token.isFirstOnLine && expression.terms.isEmpty { break }
      var sign = 1.0
      var hasSign = false
      while let next = tokens.current, next.kind == .plus || next.kind == .minus {
        if next.kind == .minus { sign = -sign }
        hasSign = true
        tokens.advance()
      }
      guard let next = tokens.current else { break }
      if !hasSign && !isFirst { break }
      guard next.kind == .number || next.kind == .word, !isAtSection() else {
        if hasSign {
          fail("expression", "stands where a number or a variable is expected")
          return nil
        }
        if token.kind == .other {
          fail("expression", "is neither a number nor a variable")
          return nil
        }
        break
      }
      readTerm(sign, isRight, into: &expression)
      isFirst = false
    }
    return expression
  }

  private mutating func readTerm(
    _ sign: Double, _ isRight: Bool, into expression: inout LinearExpression
  ) {
    guard let token = tokens.current else { return }
    var factor = sign
    if token.kind == .number {
      tokens.advance()
      factor *= token.value
      guard let next = tokens.current, next.kind == .word, tokens.next?.kind != .colon,
        !isAtSection(), !(isRight && next.isFirstOnLine)
      else {
        expression.constant += factor
        return
      }
    }
    guard let word = tokens.current, word.kind == .word else { return }
    tokens.advance()
    if let infinity = infinity(word) {
      expression.constant += factor * infinity
      return
    }
    if !(factor.magnitude <= LinearProgram.magnitudeLimit) {
      problems.report(
        "coefficient of \(string(word))", "\(factor)", line: word.line, "is too large")
      return
    }
    expression.terms.append(.init(column(word), coefficient: factor))
  }

  private func infinity(_ token: Token) -> Double? {
    guard token.bytes.count == 3 || token.bytes.count == 8 else { return nil }
    let word = string(token).lowercased()
    return word == "inf" || word == "infinity" ? .infinity : nil
  }

  private mutating func column(_ token: Token) -> Variable {
    if let number = columnNumbers.position(of: bytes(token)) { return Variable(index: number) }
    _ = columnNumbers.append(bytes(token))
    return program.addVariable(string(token))
  }

  private mutating func readName() -> Token? {
    guard let name = tokens.current, tokens.next?.kind == .colon, name.kind == .word else {
      return nil
    }
    tokens.advance(by: 2)
    return name
  }

  // MARK: Objective and constraints

  private mutating func readObjective() {
    _ = readName()
    guard let objective = readExpression() else { return }
    if !(objective.constant.magnitude <= LinearProgram.magnitudeLimit) {
      return fail("objective", "has a constant that is not finite")
    }
    if program.sense == .maximize {
      program.maximize(objective)
    } else {
      program.minimize(objective)
    }
    if let token = tokens.current, !isAtSection() {
      problems.report("objective", string(token), line: token.line, "ends with what it cannot hold")
      tokens.advance()
      while tokens.current != nil, !isAtSection() { tokens.advance() }
    }
  }

  private mutating func readConstraint() {
    guard let start = tokens.current else { return }
    let line = start.line
    let name = readName()
    guard let left = readExpression() else { return }
    guard let relation = readRelation() else {
      return fail("constraint", "stands where a relation is expected")
    }
    guard let right = readExpression(isRight: true) else { return }
    if right.terms.isEmpty && right.constant == 0 && !isBehindNumber {
      return fail("constraint", "stands where a right-hand side is expected")
    }
    var (lower, upper) = bounds(relation, 0)
    var expression = left - right
    if let second = readRelation() {
      guard let end = readExpression(isRight: true) else { return }
      guard left.terms.isEmpty, end.terms.isEmpty, relation == second, relation != .equal else {
        problems.report(
          "constraint", name.map(string), line: line, "is not a range of numbers")
        return
      }
      (lower, upper) =
        relation == .less ? (left.constant, end.constant) : (end.constant, left.constant)
      expression = right
    } else {
      // The constant goes to the other side as it stands, so that nothing is rounded.
      lower = lower == 0 ? right.constant - left.constant : lower
      upper = upper == 0 ? right.constant - left.constant : upper
      expression.constant = 0
    }
    add(expression, lower, upper, name, line)
  }

  private var isBehindNumber: Bool {
    tokens.previous?.kind == .number || tokens.previous?.kind == .word
  }

  private mutating func add(
    _ expression: LinearExpression, _ lower: Double, _ upper: Double, _ name: Token?, _ line: Int
  ) {
    let lower = lower <= -FormatNumber.infinity ? -.infinity : lower
    let upper = upper >= FormatNumber.infinity ? .infinity : upper
    guard lower <= upper, lower < .infinity, upper > -.infinity else {
      problems.report(
        "constraint", name.map(string), line: line, "has bounds that nothing can meet")
      return
    }
    if let name, !rowNumbers.append(bytes(name)) {
      problems.report("constraint", string(name), line: line, "is there twice")
    }
    program.add(Constraint(expression, lower: lower, upper: upper), named: name.map(string))
  }

  private mutating func readRelation() -> CPLEXLPTokens.Kind? {
    guard let token = tokens.current,
      token.kind == .less || token.kind == .greater || token.kind == .equal
    else { return nil }
    tokens.advance()
    return token.kind
  }

  private func bounds(_ relation: CPLEXLPTokens.Kind, _ value: Double) -> (Double, Double) {
    switch relation {
    case .less: (-.infinity, value)
    case .greater: (value, .infinity)
    default: (value, value)
    }
  }

  // MARK: Bounds and kinds

  private mutating func readBound() {
    guard let start = tokens.current else { return }
    if start.kind == .word, let next = tokens.next, next.kind == .word,
      string(next).lowercased() == "free"
    {
      let variable = column(start)
      program.setBounds(of: variable, lower: -.infinity, upper: .infinity)
      tokens.advance(by: 2)
      return
    }
    guard let left = readAtom(), let relation = readRelation(), let middle = readAtom()
    else { return fail("bound", "is not of the form 1 <= x <= 2") }
    var pairs = [(left, relation, middle)]
    if let second = readRelation() {
      guard let right = readAtom() else { return fail("bound", "is not of the form 1 <= x <= 2") }
      pairs.append((middle, second, right))
    }
    for (left, relation, right) in pairs {
      if let variable = single(left), right.terms.isEmpty {
        setBound(of: variable, relation, right.constant, start.line)
      } else if let variable = single(right), left.terms.isEmpty {
        let turned: CPLEXLPTokens.Kind =
          relation == .less ? .greater : relation == .greater ? .less : .equal
        setBound(of: variable, turned, left.constant, start.line)
      } else {
        problems.report("bound", line: start.line, "is not of the form 1 <= x <= 2")
      }
    }
  }

  /// One side of a bound: a number with its sign, or a variable.
  private mutating func readAtom() -> LinearExpression? {
    var sign = 1.0
    while let next = tokens.current, next.kind == .plus || next.kind == .minus {
      if next.kind == .minus { sign = -sign }
      tokens.advance()
    }
    guard let atom = tokens.current, !isAtSection() else { return nil }
    switch atom.kind {
    case .number:
      tokens.advance()
      return LinearExpression(constant: sign * atom.value)
    case .word:
      tokens.advance()
      if let infinity = infinity(atom) { return LinearExpression(constant: sign * infinity) }
      return sign * column(atom)
    default: return nil
    }
  }

  private func single(_ expression: LinearExpression) -> Variable? {
    guard expression.terms.count == 1, expression.constant == 0,
      expression.terms[0].coefficient == 1
    else { return nil }
    return expression.terms[0].variable
  }

  private mutating func setBound(
    of variable: Variable, _ relation: CPLEXLPTokens.Kind, _ value: Double, _ line: Int
  ) {
    let value =
      value.magnitude < FormatNumber.infinity ? value : value < 0 ? -.infinity : .infinity
    guard let old = program.bounds(of: variable) else { return }
    program.setBounds(
      of: variable, lower: relation == .less ? old.lower : value,
      upper: relation == .greater ? old.upper : value)
    boundLines[variable.index] = line
  }

  private mutating func readKind(_ section: Section?) {
    guard let token = tokens.current, token.kind == .word else {
      return fail("variable", "is no name")
    }
    tokens.advance()
    guard let number = columnNumbers.position(of: bytes(token)) else {
      problems.report(
        "variable", string(token), line: token.line, "is in no objective, constraint or bound")
      return
    }
    let variable = Variable(index: number)
    switch section {
    case .binaries:
      program.setBounds(of: variable, lower: 0, upper: 1)
      program.setKind(of: variable, to: .integer)
    case .semiContinuous: program.setKind(of: variable, to: .semiContinuous)
    default: program.setKind(of: variable, to: .integer)
    }
  }

  private mutating func checkBounds() {
    for variable in program.variables {
      guard let (lower, upper) = program.bounds(of: variable) else { continue }
      let line = boundLines[variable.index] ?? tokens.lastLine
      let name = program.name(of: variable)
      if !(lower <= upper && lower < .infinity && upper > -.infinity) {
        problems.report(
          "bounds of \(name)", line: line,
          "have the lower one (\(lower)) above the upper (\(upper))")
      }
      if program.kind(of: variable) == .semiContinuous && !(upper.isFinite && lower >= 0) {
        problems.report(
          "semi-continuous variable", name, line: line,
          "needs a finite upper bound, and no negative lower one")
      }
    }
  }
}
