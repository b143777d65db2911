import Foundation
import SwiftCSV

/// A CSV file with a header, whose rows know their line in the file.
struct CSVTable {
  let file: String
  let rows: [Row]

  /// One row: its cells by the name of the column.
  struct Row {
    let file: String
    let line: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: Int]

    /// The trimmed text of a cell; `nil` where the column is absent or the cell empty.
    subscript(column: String) -> String? {
      guard let position = columns[column], position < cells.count else { return nil }
      let text = cells[position].trimmingCharacters(in: .whitespacesAndNewlines)
      return text.isEmpty ? nil : text
    }
  }

  /// Reads a file; what is wrong with its form is added to the problems.
  ///
  /// A column that is neither required nor optional is named in a note and ignored. The result is
  /// `nil` if there is no table to speak of.
  init?(
    folder: URL, name: String, required: [String], optional: [String] = [],
    problems: inout FileProblems
  ) {
    let url = folder.appendingPathComponent(name)
    guard let data = try? Data(contentsOf: url) else {
      problems.add("cannot be read", file: url.relativePath, line: 1)
      return nil
    }
    self.init(
      text: String(decoding: data, as: UTF8.self), file: url.relativePath, required: required,
      optional: optional, problems: &problems)
  }

  /// Reads a text; what is wrong with its form is added to the problems.
  init?(
    text: String, file: String, required: [String], optional: [String] = [],
    problems: inout FileProblems
  ) {
    self.file = file
    let records: [(line: Int, cells: [String])]
    do {
      records = try Self.records(of: text)
    } catch {
      problems.add("\(error.reason)", file: file, line: error.line)
      return nil
    }
    guard let header = records.first else {
      problems.add("the file is empty", file: file, line: 1)
      return nil
    }
    let names = header.cells.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    var columns: [String: Int] = [:]
    for (position, column) in names.enumerated() where !column.isEmpty {
      if columns.updateValue(position, forKey: column) != nil {
        problems.add("column \"\(column)\" is there twice", file: file, line: header.line)
      }
    }
    let missing = required.filter { columns[$0] == nil }
    for column in missing {
      problems.add("column \"\(column)\" is missing", file: file, line: header.line)
    }
    guard missing.isEmpty else { return nil }
    for column in names where !column.isEmpty && !(required + optional).contains(column) {
      note("\(file):\(header.line): column \"\(column)\" is not known and ignored")
    }
    var rows: [Row] = []
    rows.reserveCapacity(records.count)
    for record in records.dropFirst() {
      if record.cells.count > names.count {
        problems.add(
          "\(record.cells.count) cells where the header has \(names.count)", file: file,
          line: record.line)
      }
      rows.append(Row(file: file, line: record.line, cells: record.cells, columns: columns))
    }
    if records.count == 1 {
      problems.add("there is no row below the header", file: file, line: header.line)
    }
    self.rows = rows
  }

  private struct FormError: Error {
    let line: Int
    let reason: String
  }

  /// The records of a text with the line on which each begins; blank lines are left out.
  private static func records(
    of text: String
  ) throws(FormError) -> [(line: Int, cells: [String])] {
    // The reader ends a file within an open quote without a word, so quotes are counted first; a
    // final line end makes it keep an empty last cell.
    guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else {
      throw FormError(line: lineOfLastQuote(in: text), reason: "a quote is not closed")
    }
    var records: [(line: Int, cells: [String])] = []
    var line = 1
    do {
      let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
      // No row is read at first, so that one pass over the text does both: rows and their lines.
      let csv = try EnumeratedCSV(
        string: body + "\n", delimiter: .comma, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { cells in
        let isBlank = cells.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        if !isBlank { records.append((line, cells)) }
        line += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
      }
    } catch {
      throw FormError(line: line, reason: "a quoted cell goes on after its closing quote")
    }
    return records
  }

  private static func lineOfLastQuote(in text: String) -> Int {
    let end = text.utf8.lastIndex(of: UInt8(ascii: "\"")) ?? text.startIndex
    return 1 + text[..<end].count(where: \.isNewline)
  }
}
