/// The names that one file gives and others refer to.
struct KnownNames {
  let file: String
  /// `nil` where the file could not be read: then nobody can say that a name is wrong.
  private var names: Set<String>?

  init(file: String) { self.file = file }

  /// Takes the names of a column; one that is there twice is reported.
  mutating func collect(_ column: String, of table: CSVTable?, _ problems: inout FileProblems) {
    guard let table else { return }
    var names: Set<String> = []
    for row in table.rows {
      guard let name = row[column] else { continue }
      if !names.insert(name).inserted {
        problems.add("\(column) \"\(name)\" is there twice", file: row.file, line: row.line)
      }
    }
    self.names = names
  }

  /// Reports a name that is not known.
  func check(_ name: String, _ column: String, _ cells: inout RowReader) {
    if let names, !name.isEmpty, !names.contains(name) {
      cells.report("\(column) \"\(name)\" is not in \(file)")
    }
  }
}
