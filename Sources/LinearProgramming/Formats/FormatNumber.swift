internal import SupplyChainCore

/// Numbers in the text formats of linear programs.
enum FormatNumber {
  /// From here on a bound counts as infinite, as it does for every reader of these formats.
  static let infinity = 1e30

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The number that the bytes spell, all of them, rounded correctly; `nil` where they spell none.
  ///
  /// `inf` and `infinity` are numbers here; what overflows is infinite.
  static func parse(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    var position = bytes.startIndex
    let end = bytes.endIndex
    guard position < end else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var hasPoint = false
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: ".") && !hasPoint {
        hasPoint = true
      } else if byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
        mantissa = mantissa &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
        digits += 1
        if hasPoint { exponent -= 1 }
      } else {
        break
      }
      position += 1
    }
    if digits == 0 { return word(bytes[start..<end]).map { isNegative ? -$0 : $0 } }
    if position < end {
      guard let written = self.exponent(bytes[position..<end]) else { return nil }
      exponent += written
    }
    // Exact: both factors are, and the operation rounds once (Clinger 1990).
    if digits <= 18 && mantissa <= 1 << 53 && exponent.magnitude <= 22 {
      let value =
        exponent < 0
        ? Double(mantissa) / powersOfTen[-exponent] : Double(mantissa) * powersOfTen[exponent]
      return isNegative ? -value : value
    }
    return Double(String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self))
  }

  private static func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    guard bytes.count == 3 || bytes.count == 8 else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    return word == "inf" || word == "infinity" ? .infinity : nil
  }

  /// The exponent that `e+12` and the like spell; far beyond any double it stays where it is.
  private static func exponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var position = bytes.startIndex
    guard bytes[position] | 0x20 == UInt8(ascii: "e") else { return nil }
    position += 1
    guard position < bytes.endIndex else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    guard position < bytes.endIndex else { return nil }
    var exponent = 0
    while position < bytes.endIndex {
      let byte = bytes[position]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      if exponent < 100_000 { exponent = exponent * 10 + Int(byte - UInt8(ascii: "0")) }
      position += 1
    }
    return isNegative ? -exponent : exponent
  }
}

/// The problems of a text, each with its line.
struct FormatProblems {
  private(set) var problems: [InvalidInput.Problem] = []

  var isEmpty: Bool { problems.isEmpty }
  var isFull: Bool { problems.count >= InputChecks.limit }

  mutating func report(_ field: String, _ value: String? = nil, line: Int, _ reason: String) {
    guard !isFull else { return }
    problems.append(.init(field: field, line: line, value: value, reason: reason))
  }
}

extension LinearProgram {
  /// A program that a reader has put together.
  init(name: String?, sense: Sense, constant: Double, columns: Columns, rows: Rows) {
    self.init(name: name)
    replace(sense: sense, constant: constant, columns: columns, rows: rows)
  }
}
