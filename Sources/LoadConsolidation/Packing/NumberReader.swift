internal import SupplyChainCore

/// The whole numbers of a text, line by line; what is no number is reported with its line.
struct NumberReader {
  private(set) var lines: [(number: Int, values: [Int])] = []

  init(_ text: String, _ checks: inout InputChecks) {
    // A byte-order mark is no part of the first number.
    let body = text.unicodeScalars.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    for (offset, line) in body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      var values: [Int] = []
      for word in line.split(whereSeparator: \.isWhitespace) {
        if let value = Int(word) {
          values.append(value)
        } else {
          checks.report(
            "text", line: offset + 1, value: String(word.prefix(40)), "is not a whole number")
        }
      }
      if !values.isEmpty { lines.append((offset + 1, values)) }
    }
  }
}
