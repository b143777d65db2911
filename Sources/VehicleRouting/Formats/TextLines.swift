/// The lines of a text with their numbers and words, for readers that say where something is wrong.
struct TextLines {
  struct Line {
    /// The number of the line, counted from one.
    let number: Int
    /// The line without the spaces around it.
    let text: Substring
    /// What stands between spaces and tabs.
    let words: [Substring]
  }

  /// The lines that are not blank.
  let lines: [Line]
  /// The number of the last line of the text, blank or not.
  let lastNumber: Int

  /// Splits a text; line ends may be those of any system, and a byte-order mark is skipped.
  init(_ text: String) {
    var lines: [Line] = []
    var number = 0
    let newline = UInt8(ascii: "\n")
    for piece in text.utf8.split(separator: newline, omittingEmptySubsequences: false) {
      number += 1
      let words = piece.split { byte in
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
      }.map { Substring($0) }
      guard let first = words.first, let last = words.last else { continue }
      var line = Substring(piece)[first.startIndex..<last.endIndex]
      var kept = words
      if number == 1, line.unicodeScalars.first == "\u{FEFF}" {
        line = Substring(line.unicodeScalars.dropFirst())
        kept = line.split { $0 == " " || $0 == "\t" }
      }
      if kept.isEmpty { continue }
      lines.append(Line(number: number, text: line, words: kept))
    }
    self.lines = lines
    lastNumber = max(1, number)
  }
}
