/// The names that one file gives and others refer to.
struct KnownNames {
  let file: String
  private var names: Set<String> = []

  init(file: String) { self.file = file }

  /// Takes the names of a column; one that is there twice is reported.
  mutating func collect(_ column: String, of table: CSVTable?, _ problems: inout FileProblems) {
    for row in table?.rows ?? [] {
      guard let name = row[column] else { continue }
      if !names.insert(name).inserted {
        problems.add("\(column) \"\(name)\" is there twice", file: row.file, line: row.line)
      }
    }
  }

  /// Whether a name is known; it is reported if not.
  func check(
    _ name: String, _ column: String, _ row: CSVTable.Row, _ problems: inout FileProblems
  ) -> Bool {
    if names.contains(name) { return true }
    problems.add("\(column) \"\(name)\" is not in \(file)", file: row.file, line: row.line)
    return false
  }
}
