/// A table for a terminal or a page: text columns to the left, numbers to the right.
struct Table {
  private var rows: [(cells: [String], isTotal: Bool)]
  private let textColumns: Int

  /// A table whose first columns hold text.
  init(_ header: [String], textColumns: Int = 1) {
    rows = [(header, false)]
    self.textColumns = textColumns
  }

  mutating func add(_ cells: [String], isTotal: Bool = false) { rows.append((cells, isTotal)) }

  /// The table in plain text, a line a row.
  var text: String {
    let columns = rows.map(\.cells.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.cells.count > column ? $0.cells[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column < textColumns ? cell + padding : padding + cell
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// The table as HTML.
  var markup: String {
    var html = "<div class=\"scroll\"><table><thead>"
    for (number, row) in rows.enumerated() {
      let tag = number == 0 ? "th" : "td"
      let cells = row.cells.enumerated().map { column, cell in
        "<\(tag)\(column < textColumns ? "" : " class=\"n\"")>\(escaped(cell))</\(tag)>"
      }
      html += "<tr\(row.isTotal ? " class=\"total\"" : "")>\(cells.joined())</tr>\n"
      if number == 0 { html += "</thead><tbody>" }
    }
    return html + "</tbody></table></div>\n"
  }
}
