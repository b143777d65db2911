internal import SupplyChainCore

// Columns, right-hand sides, ranges and bounds.

extension MPSReader {
  mutating func readColumn() {
    if fields.count >= 3, string(fields[1]) == "'MARKER'" { return readMarker() }
    guard fields.count == 3 || fields.count == 5 else {
      return problems.report(
        "COLUMNS", line: line, "needs a column, and one or two rows with a coefficient each")
    }
    if currentColumn < 0 || !areEqual(fields[0], currentName) {
      guard beginColumn() else { return }
    }
    for pair in stride(from: 1, to: fields.count, by: 2) {
      guard let row = row(fields[pair]),
        let value = coefficient(fields[pair + 1], "COLUMNS: coefficient")
      else { continue }
      guard lastColumn[row] != currentColumn else {
        problems.report(
          "COLUMNS: row", string(fields[pair]), line: line, "is there twice for the column")
        continue
      }
      lastColumn[row] = currentColumn
      switch kinds[row] {
      case .ignored: break
      case .objective: columns.costs[currentColumn] = value
      default:
        rows.terms.append(
          .init(Variable(index: currentColumn), coefficient: value), to: positions[row])
      }
    }
  }

  private mutating func beginColumn() -> Bool {
    guard columnNumbers.append(bytes(fields[0])) else {
      problems.report("COLUMNS: name", string(fields[0]), line: line, "is there twice")
      return false
    }
    currentColumn = columnNumbers.count - 1
    currentName = fields[0]
    columns.lower.append(0)
    columns.upper.append(.infinity)
    columns.costs.append(0)
    columns.kinds.append(isBetweenMarkers ? .integer : .continuous)
    bounds.append(ColumnBounds(isMarked: isBetweenMarkers))
    return true
  }

  private mutating func readMarker() {
    switch string(fields[fields.count - 1]).uppercased() {
    case "'INTORG'": isBetweenMarkers = true
    case "'INTEND'": isBetweenMarkers = false
    default:
      problems.report(
        "MARKER", string(fields[fields.count - 1]), line: line, "is neither INTORG nor INTEND")
    }
  }

  /// One line of right-hand sides or ranges; the name of the set may be missing.
  mutating func readVector(_ section: Section) {
    let word = section == .ranges ? "RANGES" : "RHS"
    let first = fields.count % 2
    guard (2...5).contains(fields.count) else {
      return problems.report(word, line: line, "needs one or two rows with a number each")
    }
    guard isFirstSet(first == 1 ? fields[0] : 0..<0, section) else { return }
    for pair in stride(from: first, to: fields.count, by: 2) {
      guard let row = row(fields[pair]), let value = number(fields[pair + 1], word) else {
        continue
      }
      if section == .ranges { setRange(row, value, fields[pair]) } else { setRow(row, value, pair) }
    }
  }

  private mutating func setRow(_ row: Int, _ value: Double, _ pair: Int) {
    guard !hasRightHandSide[row] else {
      return problems.report("RHS: row", string(fields[pair]), line: line, "is there twice")
    }
    hasRightHandSide[row] = true
    if kinds[row] == .objective {
      if let value = coefficient(fields[pair + 1], "RHS") { constant = -value }
    } else {
      rightHandSides[row] = value
    }
  }

  private mutating func setRange(_ row: Int, _ value: Double, _ field: Range<Int>) {
    if kinds[row] == .objective || kinds[row] == .ignored {
      problems.report("RANGES: row", string(field), line: line, "is a free row")
    } else if rangeValues[row] != nil {
      problems.report("RANGES: row", string(field), line: line, "is there twice")
    } else {
      rangeValues[row] = value
    }
  }

  /// Whether a line belongs to the first set of its section, the one that counts.
  private mutating func isFirstSet(_ field: Range<Int>, _ section: Section) -> Bool {
    let name = string(field)
    if let known = setNames[section] { return known == name }
    setNames[section] = name
    return true
  }

  // MARK: Bounds

  mutating func readBound() {
    let type = string(fields[0]).uppercased()
    let takesValue = ["UP", "LO", "FX", "LI", "UI", "SC"].contains(type)
    guard takesValue || ["FR", "MI", "PL", "BV"].contains(type) else {
      return problems.report("BOUNDS: type", type, line: line, "is none that is known here")
    }
    // Type, set, column, value; without a set there is one field less.
    let least = takesValue ? 3 : 2
    guard (least...4).contains(fields.count) else {
      return problems.report(
        "BOUNDS", line: line, "needs a type, a column" + (takesValue ? " and a value" : ""))
    }
    var hasSet = fields.count > least
    if !takesValue && fields.count == 3 && columnNumbers.position(of: bytes(fields[2])) == nil {
      hasSet = false  // a value that nobody needs
    }
    guard isFirstSet(hasSet ? fields[1] : 0..<0, .bounds) else { return }
    let name = fields[hasSet ? 2 : 1]
    guard let column = columnNumbers.position(of: bytes(name)) else {
      return problems.report("BOUNDS: column", string(name), line: line, "is not in COLUMNS")
    }
    var value = 0.0
    if takesValue {
      guard let number = number(fields[hasSet ? 3 : 2], "BOUNDS: value") else { return }
      value =
        number.magnitude < FormatNumber.infinity
        ? number : number.sign == .minus ? -.infinity : .infinity
    }
    bounds[column].isBounded = true
    bounds[column].line = Int32(truncatingIfNeeded: line)
    setBound(type, column, value)
  }

  private mutating func setBound(_ type: String, _ column: Int, _ value: Double) {
    switch type {
    case "LO", "LI":
      columns.lower[column] = value
      bounds[column].hasLower = true
    case "UP", "UI":
      columns.upper[column] = value
      if value < 0 && !bounds[column].hasLower { columns.lower[column] = -.infinity }
    case "FX":
      columns.lower[column] = value
      columns.upper[column] = value
      bounds[column].hasLower = true
    case "FR":
      columns.lower[column] = -.infinity
      columns.upper[column] = .infinity
      bounds[column].hasLower = true
    case "MI":
      columns.lower[column] = -.infinity
      bounds[column].hasLower = true
    case "PL": columns.upper[column] = .infinity
    case "SC":
      columns.upper[column] = value
      columns.kinds[column] = .semiContinuous
    default:
      columns.lower[column] = 0
      columns.upper[column] = 1
      bounds[column].hasLower = true
    }
    if ["LI", "UI", "BV"].contains(type) { columns.kinds[column] = .integer }
  }

  // MARK: The end

  /// Turns right-hand sides and ranges into bounds, and looks at the bounds of the columns.
  mutating func finish() {
    if lastColumn.isEmpty { prepareRows() }
    columns.names = columnNumbers.names
    rows.lower = Array(repeating: -.infinity, count: rowCount)
    rows.upper = Array(repeating: .infinity, count: rowCount)
    for (row, position) in positions.enumerated() where position >= 0 {
      let (lower, upper) = rowBounds(row)
      rows.lower[position] = lower <= -FormatNumber.infinity ? -.infinity : lower
      rows.upper[position] = upper >= FormatNumber.infinity ? .infinity : upper
      if !(lower <= upper && lower < .infinity && upper > -.infinity) {
        problems.report(
          "row", rows.names[position], line: line, "has a right-hand side that nothing can meet")
      }
    }
    for column in bounds.indices {
      if bounds[column].isMarked && !bounds[column].isBounded { columns.upper[column] = 1 }
      checkBounds(of: column)
    }
  }

  private func rowBounds(_ row: Int) -> (Double, Double) {
    let value = rightHandSides[row]
    let range = rangeValues[row]
    switch kinds[row] {
    case .atMost: return (range.map { value - $0.magnitude } ?? -.infinity, value)
    case .atLeast: return (value, range.map { value + $0.magnitude } ?? .infinity)
    default:
      guard let range else { return (value, value) }
      return range < 0 ? (value + range, value) : (value, value + range)
    }
  }

  private mutating func checkBounds(of column: Int) {
    let lower = columns.lower[column]
    let upper = columns.upper[column]
    let line = max(1, Int(bounds[column].line))
    let name = columns.names[column]
    if !(lower <= upper && lower < .infinity && upper > -.infinity) {
      problems.report(
        "BOUNDS: column", name, line: line,
        "has a lower bound (\(lower)) above its upper (\(upper))")
    }
    if columns.kinds[column] == .semiContinuous && !(upper.isFinite && lower >= 0) {
      problems.report(
        "BOUNDS: column", name, line: line,
        "is semi-continuous and needs a finite upper bound, and no negative lower one")
    }
  }
}
