internal import SupplyChainCore

/// Reads the CPLEX LP format: an objective, constraints, bounds, and lists of variables by kind.
///
/// Both sides of a relation may be expressions, and a range may be written `2 <= x + y <= 5`. Quadratic
/// terms, indicators and special ordered sets are refused.
struct CPLEXLPReader {
  enum Section { case objective, constraints, bounds, integers, binaries, semiContinuous, end }

  private let text: UnsafeBufferPointer<UInt8>
  private let tokens: CPLEXLPTokens
  private var position = 0
  private var problems = FormatProblems()

  private var program = LinearProgram()
  private var columnNumbers: [String: Int] = [:]
  private var rowNumbers: Set<String> = []
  private var boundLines: [Int: Int] = [:]

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    tokens = CPLEXLPTokens(text)
  }

  /// Reads the whole text.
  mutating func read() throws(InvalidInput) -> LinearProgram {
    var section: Section?
    while position < tokens.tokens.count, section != .end, !problems.isFull {
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

  private func token(_ offset: Int = 0) -> Token? {
    position + offset < tokens.tokens.count ? tokens.tokens[position + offset] : nil
  }

  private func string(_ token: Token) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[token.bytes]), as: UTF8.self)
  }

  /// Reports a problem at the current token and goes on behind its line.
  private mutating func fail(_ field: String, _ reason: String) {
    guard let token = token() else {
      problems.report(field, line: tokens.lastLine, reason)
      return
    }
    problems.report(field, string(token), line: token.line, reason)
    position += 1
    while let next = self.token(), !next.isFirstOnLine { position += 1 }
  }

  // MARK: Sections

  /// Goes past the heading of a section, if one begins here.
  private mutating func readSection() -> Section? {
    guard let (section, length) = section() else { return nil }
    if section == .objective, let token = token() {
      let isMaximum = string(token).lowercased().hasPrefix("max")
      program.setSense(isMaximum ? .maximize : .minimize)
    }
    position += length
    return section
  }

  /// The section that begins at the current token, and the number of tokens in its heading.
  private func section() -> (Section, Int)? {
    guard let token = token(), token.isFirstOnLine, token.kind == .word,
      self.token(1)?.kind != .colon, token.bytes.count <= 8
    else { return nil }
    let second = self.token(1).map { string($0).lowercased() }
    switch string(token).lowercased() {
    case "minimize", "minimum", "minimise", "min", "maximize", "maximum", "maximise", "max":
      return (.objective, 1)
    case "subject" where second == "to", "such" where second == "that": return (.constraints, 2)
    case "st", "s.t.", "st.": return (.constraints, 1)
    case "bounds", "bound": return (.bounds, 1)
    case "general", "generals", "gen", "integer", "integers", "int": return (.integers, 1)
    case "binary", "binaries", "bin": return (.binaries, 1)
    case "semi" where self.token(1)?.kind == .minus: return (.semiContinuous, 3)
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
    while let token = token(), !isAtSection() {
      if isRight && !isFirst && token.isFirstOnLine && expression.terms.isEmpty { break }
      var sign = 1.0
      var hasSign = false
      while let next = self.token(), next.kind == .plus || next.kind == .minus {
        if next.kind == .minus { sign = -sign }
        hasSign = true
        position += 1
      }
      guard let next = self.token() else { break }
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
    guard let token = token() else { return }
    var factor = sign
    if token.kind == .number {
      position += 1
      factor *= token.value
      guard let next = self.token(), next.kind == .word, self.token(1)?.kind != .colon,
        !isAtSection(), !(isRight && next.isFirstOnLine)
      else {
        expression.constant += factor
        return
      }
    }
    guard let word = self.token(), word.kind == .word else { return }
    let name = string(word)
    position += 1
    if let infinity = infinity(name) {
      expression.constant += factor * infinity
      return
    }
    if !(factor.magnitude <= LinearProgram.magnitudeLimit) {
      problems.report("coefficient of \(name)", "\(factor)", line: word.line, "is too large")
      return
    }
    expression.terms.append(.init(column(name), coefficient: factor))
  }

  private func infinity(_ name: String) -> Double? {
    guard name.utf8.count == 3 || name.utf8.count == 8 else { return nil }
    let word = name.lowercased()
    return word == "inf" || word == "infinity" ? .infinity : nil
  }

  private mutating func column(_ name: String) -> Variable {
    if let number = columnNumbers[name] { return Variable(index: number) }
    let variable = program.addVariable(name)
    columnNumbers[name] = variable.index
    return variable
  }

  private mutating func readName() -> String? {
    guard let name = token(), token(1)?.kind == .colon, name.kind == .word else { return nil }
    position += 2
    return string(name)
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
    if let token = token(), !isAtSection() {
      problems.report("objective", string(token), line: token.line, "ends with what it cannot hold")
      position += 1
      while self.token() != nil, !isAtSection() { position += 1 }
    }
  }

  private mutating func readConstraint() {
    guard let start = token() else { return }
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
        problems.report("constraint", name, line: line, "is not a range of numbers")
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
    position > 0
      && (tokens.tokens[position - 1].kind == .number || tokens.tokens[position - 1].kind == .word)
  }

  private mutating func add(
    _ expression: LinearExpression, _ lower: Double, _ upper: Double, _ name: String?, _ line: Int
  ) {
    let lower = lower <= -FormatNumber.infinity ? -.infinity : lower
    let upper = upper >= FormatNumber.infinity ? .infinity : upper
    guard lower <= upper, lower < .infinity, upper > -.infinity else {
      problems.report("constraint", name, line: line, "has bounds that nothing can meet")
      return
    }
    if let name, !rowNumbers.insert(name).inserted {
      problems.report("constraint", name, line: line, "is there twice")
    }
    program.add(Constraint(expression, lower: lower, upper: upper), named: name)
  }

  private mutating func readRelation() -> CPLEXLPTokens.Kind? {
    guard let token = token(), token.kind == .less || token.kind == .greater || token.kind == .equal
    else { return nil }
    position += 1
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
    guard let start = token() else { return }
    if start.kind == .word, let next = token(1), next.kind == .word,
      string(next).lowercased() == "free"
    {
      let variable = column(string(start))
      program.setBounds(of: variable, lower: -.infinity, upper: .infinity)
      position += 2
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
    while let next = token(), next.kind == .plus || next.kind == .minus {
      if next.kind == .minus { sign = -sign }
      position += 1
    }
    guard let atom = token(), !isAtSection() else { return nil }
    switch atom.kind {
    case .number:
      position += 1
      return LinearExpression(constant: sign * atom.value)
    case .word:
      position += 1
      let name = string(atom)
      if let infinity = infinity(name) { return LinearExpression(constant: sign * infinity) }
      return sign * column(name)
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
    guard let token = token(), token.kind == .word else {
      return fail("variable", "is no name")
    }
    position += 1
    let name = string(token)
    guard let number = columnNumbers[name] else {
      problems.report("variable", name, line: token.line, "is in no objective, constraint or bound")
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
