/// Writes free MPS.
struct MPSWriter {
  private let program: LinearProgram
  private var text = ""

  init(_ program: LinearProgram) { self.program = program }

  mutating func write() -> String {
    let columnNames = FormatNames.columns(of: program) { $0 > 0x20 && $0 != 0x7F }
    var rowNames = FormatNames.rows(of: program) { $0 > 0x20 && $0 != 0x7F }
    let objective = rowNames.reserve("OBJ")
    text += "NAME \(FormatNames.word(program.name ?? "program") { $0 > 0x20 && $0 != 0x7F })\n"
    if program.sense == .maximize { text += "OBJSENSE\n    MAX\n" }
    text += "ROWS\n N  \(objective)\n"
    for row in 0..<program.constraintCount { text += " \(type(of: row))  \(rowNames[row])\n" }
    writeColumns(columnNames, rowNames, objective)
    writeRightHandSides(rowNames, objective)
    writeRanges(rowNames)
    writeBounds(columnNames)
    text += "ENDATA\n"
    return text
  }

  private func type(of row: Int) -> String {
    let (lower, upper) = (program.rows.lower[row], program.rows.upper[row])
    if lower == upper { return "E" }
    if upper < .infinity && (lower == -.infinity || range(row).isFromAbove) { return "L" }
    return lower > -.infinity ? "G" : "L"
  }

  /// The width of a row with two bounds, and whether it is counted down from the upper one.
  ///
  /// Whichever gives the other bound back to the last bit; where neither does, it is off by one.
  private func range(_ row: Int) -> (width: Double, isFromAbove: Bool) {
    let (lower, upper) = (program.rows.lower[row], program.rows.upper[row])
    let width = upper - lower
    for candidate in [width, width.nextUp, width.nextDown] {
      if upper - candidate == lower { return (candidate, true) }
      if lower + candidate == upper { return (candidate, false) }
    }
    return (width, true)
  }

  private mutating func writeColumns(
    _ columnNames: FormatNames, _ rowNames: FormatNames, _ objective: String
  ) {
    text += "COLUMNS\n"
    var entries: [[(row: Int, value: Double)]] = Array(
      repeating: [], count: program.variableCount)
    for (row, terms) in program.rows.terms.enumerated() {
      for term in terms { entries[term.variable.index].append((row, term.coefficient)) }
    }
    var isBetweenMarkers = false
    for column in 0..<program.variableCount {
      let isInteger = program.columns.kinds[column] == .integer
      if isInteger != isBetweenMarkers {
        text += "    MARKER  'MARKER'  \(isInteger ? "'INTORG'" : "'INTEND'")\n"
        isBetweenMarkers = isInteger
      }
      let cost = program.columns.costs[column]
      if cost != 0 || entries[column].isEmpty {
        text += "    \(columnNames[column])  \(objective)  \(cost)\n"
      }
      for (row, value) in entries[column] {
        text += "    \(columnNames[column])  \(rowNames[row])  \(value)\n"
      }
    }
    if isBetweenMarkers { text += "    MARKER  'MARKER'  'INTEND'\n" }
  }

  private mutating func writeRightHandSides(_ rowNames: FormatNames, _ objective: String) {
    text += "RHS\n"
    if program.objectiveConstant != 0 {
      text += "    RHS  \(objective)  \(-program.objectiveConstant)\n"
    }
    for row in 0..<program.constraintCount {
      let (lower, upper) = (program.rows.lower[row], program.rows.upper[row])
      var value = type(of: row) == "L" ? upper : lower
      // A row without any bound: no more than infinity.
      if value == .infinity { value = FormatNumber.infinity }
      if value != 0 { text += "    RHS  \(rowNames[row])  \(value)\n" }
    }
  }

  private mutating func writeRanges(_ rowNames: FormatNames) {
    var isFirst = true
    for row in 0..<program.constraintCount {
      let (lower, upper) = (program.rows.lower[row], program.rows.upper[row])
      guard lower > -.infinity, upper < .infinity, lower < upper else { continue }
      if isFirst { text += "RANGES\n" }
      isFirst = false
      text += "    RNG  \(rowNames[row])  \(range(row).width)\n"
    }
  }

  private mutating func writeBounds(_ columnNames: FormatNames) {
    text += "BOUNDS\n"
    for column in 0..<program.variableCount {
      let name = columnNames[column]
      let kind = program.columns.kinds[column]
      let (lower, upper) = (program.columns.lower[column], program.columns.upper[column])
      if kind == .semiContinuous {
        if lower != 0 { text += " LO BND  \(name)  \(lower)\n" }
        text += " SC BND  \(name)  \(upper)\n"
      } else if lower == upper {
        text += " FX BND  \(name)  \(lower)\n"
      } else if lower == -.infinity && upper == .infinity {
        text += " FR BND  \(name)\n"
      } else {
        if lower == -.infinity { text += " MI BND  \(name)\n" }
        if lower > -.infinity && (lower != 0 || upper < 0) {
          text += " LO BND  \(name)  \(lower)\n"
        }
        if upper < .infinity { text += " UP BND  \(name)  \(upper)\n" }
        if upper == .infinity && kind == .integer { text += " PL BND  \(name)\n" }
      }
    }
  }
}
