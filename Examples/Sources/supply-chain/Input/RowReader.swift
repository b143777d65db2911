import SupplyChain

/// Reads the cells of one row and collects everything that is wrong with it.
struct RowReader {
  private let row: CSVTable.Row
  private(set) var problems: [String] = []

  init(_ row: CSVTable.Row) { self.row = row }

  mutating func report(_ reason: String) { problems.append(reason) }

  /// A text that must be there.
  mutating func text(_ column: String) -> String {
    guard let text = row[column] else {
      if !problems.contains("\(column) is empty") { report("\(column) is empty") }
      return ""
    }
    return text
  }

  /// A number of zero or more that must be there.
  mutating func number(_ column: String) -> Double? {
    if row[column] == nil { report("\(column) is empty") }
    return optional(column)
  }

  /// A number of zero or more; `nil` where the cell is empty.
  mutating func optional(_ column: String) -> Double? {
    let value = signed(column)
    if let value, value < 0 { report("\(column) (\(row[column] ?? "")) is negative") }
    return value
  }

  /// A number of either sign; `nil` where the cell is empty.
  mutating func signed(_ column: String) -> Double? {
    guard let text = row[column] else { return nil }
    guard let value = Double(text), value.isFinite else {
      report("\(column) (\(text)) is not a number")
      return nil
    }
    return value
  }

  /// A number of either sign that must be there.
  mutating func coordinate(_ column: String) -> Double? {
    if row[column] == nil { report("\(column) is empty") }
    return signed(column)
  }

  /// A whole number; `nil` where the cell is empty.
  mutating func whole(_ column: String) -> Int? {
    guard let text = row[column] else { return nil }
    guard let value = Int(text) else {
      report("\(column) (\(text)) is not a whole number")
      return nil
    }
    return value
  }

  /// A window of days; open where a cell is empty.
  mutating func window(_ first: String, _ last: String) -> DayWindow {
    let earliest = whole(first) ?? .min
    let latest = whole(last) ?? .max
    guard earliest <= latest else {
      report("\(last) (\(latest)) is before \(first) (\(earliest))")
      return .always
    }
    return (try? DayWindow(earliest: earliest, latest: latest)) ?? .always
  }

  /// Builds a value; what is wrong with it is collected.
  mutating func attempt<Value>(_ build: () throws -> Value) -> Value? {
    do {
      return try build()
    } catch let error as InvalidInput {
      problems += error.problems.map { "\($0)" }
    } catch {
      report("\(error)")
    }
    return nil
  }

  func hand(to all: inout FileProblems) {
    for problem in problems { all.add(problem, file: row.file, line: row.line) }
  }
}
