/// Writes the CPLEX LP format.
struct CPLEXLPWriter {
  private let program: LinearProgram
  private let columnNames: FormatNames
  private let rowNames: FormatNames
  private var text = ""
  private var termsOnLine = 0

  init(_ program: LinearProgram) {
    self.program = program
    columnNames = FormatNames.columns(of: program, isAllowed: CPLEXLPTokens.isNameByte)
    rowNames = FormatNames.rows(of: program, isAllowed: CPLEXLPTokens.isNameByte)
  }

  mutating func write() -> String {
    text += program.sense == .maximize ? "Maximize\n" : "Minimize\n"
    writeObjective()
    text += "Subject To\n"
    for row in 0..<program.constraintCount { writeConstraint(row) }
    writeBounds()
    writeKind(.integer, "Generals")
    writeKind(.semiContinuous, "Semi-Continuous")
    text += "End\n"
    return text
  }

  private static let reserved: Set = [
    "free", "inf", "infinity", "end", "st", "s.t.", "st.", "bounds", "bound", "general",
    "generals", "gen", "integer", "integers", "int", "binary", "binaries", "bin", "semis", "semi",
    "sec", "subject", "such", "minimize", "minimum", "minimise", "min", "maximize", "maximum",
    "maximise", "max", "sos", "sos1", "sos2", "pwl", "pwlobj",
  ]

  /// Names that begin like a number, or that are a word of the format, get a letter in front.
  private func name(_ column: Int) -> String { Self.safe(columnNames[column]) }

  private static func safe(_ name: String) -> String {
    guard let first = name.utf8.first else { return "_" }
    let isNumeral =
      first == UInt8(ascii: ".") || (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9"))
    return isNumeral || reserved.contains(name.lowercased()) ? "_\(name)" : name
  }

  private mutating func writeTerm(_ coefficient: Double, _ column: Int) {
    // A reader adds variables in the order in which it meets them; long lines it need not take.
    if termsOnLine == 6 {
      text += "\n  "
      termsOnLine = 0
    }
    termsOnLine += 1
    text += coefficient.sign == .minus ? " - " : " + "
    text += "\(coefficient.magnitude) \(name(column))"
  }

  /// All variables, also those without a cost: their order is that of the program.
  private mutating func writeObjective() {
    text += " obj:"
    termsOnLine = 0
    for (column, cost) in program.columns.costs.enumerated() { writeTerm(cost, column) }
    let constant = program.objectiveConstant
    if constant != 0 { text += constant < 0 ? " - \(-constant)" : " + \(constant)" }
    text += "\n"
  }

  private mutating func writeConstraint(_ row: Int) {
    let (lower, upper) = (program.rows.lower[row], program.rows.upper[row])
    text += " \(Self.safe(rowNames[row])):"
    let isRange = lower > -.infinity && upper < .infinity && lower != upper
    if isRange { text += " \(lower) <=" }
    termsOnLine = 0
    let terms = Array(program.rows.terms[row])
    for term in terms { writeTerm(term.coefficient, term.variable.index) }
    if terms.isEmpty {
      text += program.variableCount > 0 ? " 0 \(name(0))" : " 0"
    }
    if lower == upper {
      text += " = \(upper)\n"
    } else if upper < .infinity {
      text += " <= \(upper)\n"
    } else {
      text += lower > -.infinity ? " >= \(lower)\n" : " >= -infinity\n"
    }
  }

  private mutating func writeBounds() {
    text += "Bounds\n"
    for column in 0..<program.variableCount {
      let (lower, upper) = (program.columns.lower[column], program.columns.upper[column])
      if lower == 0 && lower.sign == .plus && upper == .infinity { continue }
      if lower == -.infinity && upper == .infinity {
        text += " \(name(column)) free\n"
      } else if lower == upper {
        text += " \(name(column)) = \(upper)\n"
      } else {
        let from = lower == -.infinity ? "-infinity" : "\(lower)"
        let to = upper == .infinity ? "infinity" : "\(upper)"
        text += " \(from) <= \(name(column)) <= \(to)\n"
      }
    }
  }

  private mutating func writeKind(_ kind: Variable.Kind, _ title: String) {
    let members = program.columns.kinds.indices.filter { program.columns.kinds[$0] == kind }
    if members.isEmpty { return }
    text += "\(title)\n"
    for column in members { text += " \(name(column))\n" }
  }
}
