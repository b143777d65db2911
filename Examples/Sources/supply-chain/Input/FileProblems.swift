/// Everything found wrong in the files of one run, so that a user mends them all at once.
struct FileProblems {
  private var lines: [(file: String, line: Int, reason: String)] = []

  var isEmpty: Bool { lines.isEmpty }

  mutating func add(_ reason: String, file: String, line: Int) {
    lines.append((file, line, reason))
  }

  /// Every problem as `file:line: what is wrong`, by file and line.
  var descriptions: [String] {
    lines.enumerated().sorted {
      ($0.element.file, $0.element.line, $0.offset) < ($1.element.file, $1.element.line, $1.offset)
    }.map { "\($0.element.file):\($0.element.line): \($0.element.reason)" }
  }

  /// Prints the problems, and ends the program with exit code 2 if there is any.
  func endProgramIfAny() throws {
    guard !isEmpty else { return }
    for description in descriptions.prefix(Self.limit) { note(description) }
    if lines.count > Self.limit { note("… and \(lines.count - Self.limit) more") }
    throw ProgramExit.badInput
  }

  /// More lines than this hide the cause instead of showing it.
  private static let limit = 200
}
