internal import SupplyChainCore

/// Reads MPS, fixed or free, from bytes.
///
/// The rules where customs differ: a right-hand side of the objective is the negative of its constant;
/// integer variables between markers without any bound are binary; a negative upper bound without a
/// lower one takes the lower one away; the first set of right-hand sides, ranges and bounds counts;
/// free rows other than the first are left out.
struct MPSReader {
  enum Section { case name, sense, rows, columns, rightHandSides, ranges, bounds, end }

  /// What a row of the file is in the program.
  enum RowKind { case objective, ignored, atMost, atLeast, equal }

  let text: UnsafeBufferPointer<UInt8>
  let isFixed: Bool

  var problems = FormatProblems()
  var line = 0
  var section: Section?
  /// The fields of the current line.
  var fields: [Range<Int>] = []

  var name: String?
  var sense = LinearProgram.Sense.minimize
  var constant = 0.0
  var columns = LinearProgram.Columns()
  var rows = LinearProgram.Rows()
  var rowNumbers = NameIndex()
  /// By number in the file: what the row is, and its position in the program.
  var kinds: [RowKind] = []
  var positions: [Int] = []
  /// How many are rows of the program.
  var rowCount = 0
  var hasObjective = false

  var columnNumbers = NameIndex()
  var currentColumn = -1
  var currentName = 0..<0
  /// The column that last had an entry in a row, by number in the file.
  var lastColumn: [Int] = []
  var isBetweenMarkers = false

  var rightHandSides: [Double] = []
  var rangeValues: [Double?] = []
  var hasRightHandSide: [Bool] = []
  var setNames: [Section: String] = [:]
  var bounds: [ColumnBounds] = []

  struct ColumnBounds {
    var isBounded = false
    var hasLower = false
    var isMarked = false
    var line = Int32(0)
  }

  init(_ text: UnsafeBufferPointer<UInt8>, isFixed: Bool) {
    self.text = text
    self.isFixed = isFixed
  }

  /// Reads the whole text.
  mutating func read() throws(InvalidInput) -> LinearProgram {
    var start = 0
    while start < text.count, section != .end, !problems.isFull {
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      line += 1
      readLine(start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end))
      start = end + 1
    }
    if problems.isEmpty && section != .end {
      problems.report("ENDATA", line: max(1, line), "is missing: the text is cut off")
    }
    if problems.isEmpty { finish() }
    if !problems.isEmpty { throw InvalidInput(problems.problems) }
    return LinearProgram(
      name: name, sense: sense, constant: constant, columns: columns, rows: rows)
  }

  // MARK: Lines

  private mutating func readLine(_ bytes: Range<Int>) {
    guard let first = bytes.first, text[first] != UInt8(ascii: "*") else { return }
    if text[first] == 0x20 || text[first] == 0x09 {
      split(bytes)
      if !fields.isEmpty { readData() }
    } else {
      splitFree(bytes)
      readSection()
    }
  }

  private mutating func split(_ bytes: Range<Int>) {
    if isFixed && section != .sense { splitFixed(bytes) } else { splitFree(bytes) }
  }

  private mutating func splitFree(_ bytes: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    var position = bytes.lowerBound
    while position < bytes.upperBound {
      while position < bytes.upperBound, text[position] <= 0x20 { position += 1 }
      let start = position
      while position < bytes.upperBound, text[position] > 0x20 { position += 1 }
      if position > start { fields.append(start..<position) }
    }
  }

  /// The fields by their columns; the first only where it is there, the second always.
  private mutating func splitFixed(_ bytes: Range<Int>) {
    fields.removeAll(keepingCapacity: true)
    let places = [1..<3, 4..<12, 14..<22, 24..<36, 39..<47, 49..<61]
    var found: [Range<Int>] = []
    for place in places {
      let start = min(bytes.lowerBound + place.lowerBound, bytes.upperBound)
      let end = min(bytes.lowerBound + place.upperBound, bytes.upperBound)
      found.append(trimmed(start..<end))
    }
    if !found[0].isEmpty { fields.append(found[0]) }
    while let last = found.last, last.isEmpty { found.removeLast() }
    if found.count > 1 { fields += found[1...] }
  }

  private func trimmed(_ bytes: Range<Int>) -> Range<Int> {
    var (start, end) = (bytes.lowerBound, bytes.upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  // MARK: Sections

  private mutating func readSection() {
    guard let first = fields.first else { return }
    let word = string(first).uppercased()
    switch word {
    case "NAME":
      section = .name
      if fields.count > 1 { name = string(fields[1]) }
    case "OBJSENSE":
      section = .sense
      if fields.count > 1 { readSense(fields[1]) }
    case "ROWS": section = .rows
    case "COLUMNS": enter(.columns, after: !kinds.isEmpty, word)
    case "RHS": enter(.rightHandSides, after: !lastColumn.isEmpty, word)
    case "RANGES": enter(.ranges, after: !lastColumn.isEmpty, word)
    case "BOUNDS": enter(.bounds, after: !lastColumn.isEmpty, word)
    case "ENDATA": section = .end
    default:
      problems.report("section", word, line: line, "is none that is known here")
      section = nil
    }
    if section == .columns && lastColumn.isEmpty { prepareRows() }
  }

  private mutating func enter(_ next: Section, after holds: Bool, _ word: String) {
    if !holds { problems.report("section", word, line: line, "comes before its rows and columns") }
    section = holds ? next : nil
  }

  mutating func prepareRows() {
    lastColumn = Array(repeating: -1, count: kinds.count)
    rightHandSides = Array(repeating: 0, count: kinds.count)
    hasRightHandSide = Array(repeating: false, count: kinds.count)
    rangeValues = Array(repeating: nil, count: kinds.count)
    rows.terms.append(emptyLists: rowCount)
  }

  private mutating func readData() {
    switch section {
    case .sense: readSense(fields[0])
    case .rows: readRow()
    case .columns: readColumn()
    case .rightHandSides: readVector(.rightHandSides)
    case .ranges: readVector(.ranges)
    case .bounds: readBound()
    case .name: problems.report("line", line: line, "belongs to no section")
    case .end, nil: break
    }
  }

  private mutating func readSense(_ field: Range<Int>) {
    switch string(field).uppercased() {
    case "MAX", "MAXIMIZE", "MAXIMISE": sense = .maximize
    case "MIN", "MINIMIZE", "MINIMISE": sense = .minimize
    default: problems.report("OBJSENSE", string(field), line: line, "is neither MAX nor MIN")
    }
  }

  private mutating func readRow() {
    guard fields.count == 2 else {
      return problems.report("ROWS", line: line, "needs a type and a name")
    }
    guard lastColumn.isEmpty else {
      return problems.report("ROWS", line: line, "comes after the columns")
    }
    let kind: RowKind
    switch string(fields[0]).uppercased() {
    case "N": kind = hasObjective ? .ignored : .objective
    case "L": kind = .atMost
    case "G": kind = .atLeast
    case "E": kind = .equal
    case let other:
      return problems.report("ROWS: type", other, line: line, "is none of N, L, G, E")
    }
    guard rowNumbers.append(bytes(fields[1])) else {
      return problems.report("ROWS: name", string(fields[1]), line: line, "is there twice")
    }
    kinds.append(kind)
    if kind == .objective { hasObjective = true }
    guard kind != .objective && kind != .ignored else { return positions.append(-1) }
    rows.names.append(bytes(fields[1]), at: rowCount)
    positions.append(rowCount)
    rowCount += 1
  }

  // MARK: Fields

  func bytes(_ field: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[field])
  }

  func string(_ field: Range<Int>) -> String { String(decoding: bytes(field), as: UTF8.self) }

  func areEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && text[left].elementsEqual(text[right])
  }

  mutating func number(_ field: Range<Int>, _ what: String) -> Double? {
    guard let value = FormatNumber.parse(text[field]) else {
      problems.report(what, string(field), line: line, "is not a number")
      return nil
    }
    return value
  }

  mutating func coefficient(_ field: Range<Int>, _ what: String) -> Double? {
    guard let value = number(field, what) else { return nil }
    guard value.magnitude <= LinearProgram.magnitudeLimit else {
      problems.report(what, string(field), line: line, "is too large")
      return nil
    }
    return value
  }

  mutating func row(_ field: Range<Int>) -> Int? {
    guard let number = rowNumbers.position(of: bytes(field)) else {
      problems.report("row", string(field), line: line, "is not in ROWS")
      return nil
    }
    return number
  }
}
