/// Collects the problems of one value, so that an `init` reports all of them at once.
///
/// Used by the library's own initialisers:
///
///     var checks = InputChecks()
///     checks.require(demandRate, "demandRate", isAbove: 0)
///     try checks.finish()
package struct InputChecks {
  package private(set) var problems: [InvalidInput.Problem] = []
  /// How many problems were found beyond the limit.
  package private(set) var furtherProblems = 0

  /// Beyond this many problems a message helps nobody and a hostile input would fill the memory.
  package static let limit = 100

  package init() {}

  /// Takes note of a problem.
  package mutating func report(
    _ field: String, at index: Int? = nil, line: Int? = nil, value: String? = nil,
    _ reason: String
  ) {
    guard problems.count < Self.limit else {
      furtherProblems += 1
      return
    }
    problems.append(
      .init(field: field, index: index, line: line, value: value, reason: reason))
  }

  /// Takes note of a problem unless a condition holds.
  package mutating func require(
    _ holds: Bool, _ field: String, at index: Int? = nil, value: some Any, _ reason: String
  ) {
    if !holds { report(field, at: index, value: "\(value)", reason) }
  }

  /// Requires a number that is neither NaN nor infinite.
  package mutating func requireFinite(_ value: Double, _ field: String, at index: Int? = nil) {
    require(value.isFinite, field, at: index, value: value, "is not a finite number")
  }

  /// Requires a finite number that is zero or more.
  package mutating func requireNonNegative(
    _ value: Double, _ field: String, at index: Int? = nil
  ) {
    requireFinite(value, field, at: index)
    if value.isFinite { require(value >= 0, field, at: index, value: value, "is negative") }
  }

  /// Requires a finite number above zero.
  package mutating func requirePositive(_ value: Double, _ field: String, at index: Int? = nil) {
    requireFinite(value, field, at: index)
    if value.isFinite { require(value > 0, field, at: index, value: value, "is not above zero") }
  }

  /// Requires a probability strictly between zero and one.
  package mutating func requireOpenUnit(_ value: Double, _ field: String, at index: Int? = nil) {
    require(
      value > 0 && value < 1, field, at: index, value: value, "is not between 0 and 1")
  }

  /// Throws what was found, if anything was.
  package consuming func finish() throws(InvalidInput) {
    if problems.isEmpty { return }
    if furtherProblems > 0 {
      let count = furtherProblems == 1 ? "1 further problem" : "\(furtherProblems) further problems"
      problems.append(
        .init(field: "input", line: problems.last?.line, reason: "has \(count), not listed"))
    }
    throw InvalidInput(problems)
  }
}
