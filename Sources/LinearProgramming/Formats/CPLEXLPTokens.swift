internal import SupplyChainCore

/// The words, numbers and signs of a text in CPLEX LP format, of which a reader sees three at a time.
struct CPLEXLPTokens {
  enum Kind: Equatable { case word, number, plus, minus, less, greater, equal, colon, other }

  struct Token {
    var kind: Kind
    var bytes: Range<Int>
    var line: Int
    var isFirstOnLine: Bool
    var value = 0.0
  }

  private(set) var previous: Token?
  private(set) var current: Token?
  private(set) var next: Token?
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1
  private var isFirstOnLine = true

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    advance(by: 2)
    previous = nil
  }

  /// The line that has been read last.
  var lastLine: Int { line }

  /// Goes on by some tokens.
  mutating func advance(by count: Int = 1) {
    for _ in 0..<count {
      previous = current
      current = next
      next = skipBlanks() ? readToken() : nil
    }
  }

  /// Whether there is something left.
  private mutating func skipBlanks() -> Bool {
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\\") {
        while position < text.count, text[position] != 0x0A { position += 1 }
      } else if byte == 0x0A {
        line += 1
        isFirstOnLine = true
        position += 1
      } else if byte <= 0x20 {
        position += 1
      } else {
        return true
      }
    }
    return false
  }

  private mutating func readToken() -> Token {
    let start = position
    let kind = readKind()
    var token = Token(
      kind: kind, bytes: start..<position, line: line, isFirstOnLine: isFirstOnLine)
    isFirstOnLine = false
    if kind == .number {
      if let value = FormatNumber.parse(text[token.bytes]) {
        token.value = value
      } else {
        token.kind = .other
      }
    }
    return token
  }

  private mutating func readKind() -> Kind {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "+"): position += 1
    case UInt8(ascii: "-"):
      position += 1
      return .minus
    case UInt8(ascii: ":"):
      position += 1
      return .colon
    case UInt8(ascii: "<"): return readRelation(.less)
    case UInt8(ascii: ">"): return readRelation(.greater)
    case UInt8(ascii: "="): return readRelation(.equal)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      readNumber()
      return .number
    default:
      if !Self.isNameByte(byte) {
        position += 1
        return .other
      }
      while position < text.count, Self.isNameByte(text[position]) { position += 1 }
      return .word
    }
    return .plus
  }

  /// `<`, `<=` and `=<` are one, and so are those of the other side.
  private mutating func readRelation(_ kind: Kind) -> Kind {
    position += 1
    guard position < text.count else { return kind }
    switch (kind, text[position]) {
    case (.equal, UInt8(ascii: "<")):
      position += 1
      return .less
    case (.equal, UInt8(ascii: ">")):
      position += 1
      return .greater
    case (_, UInt8(ascii: "=")) where kind != .equal: position += 1
    default: break
    }
    return kind
  }

  private mutating func readNumber() {
    func isDigit(_ position: Int) -> Bool {
      position < text.count && text[position] >= UInt8(ascii: "0")
        && text[position] <= UInt8(ascii: "9")
    }
    while isDigit(position) { position += 1 }
    if position < text.count, text[position] == UInt8(ascii: ".") { position += 1 }
    while isDigit(position) { position += 1 }
    guard position < text.count, text[position] | 0x20 == UInt8(ascii: "e") else { return }
    // `2e` is two times the variable e; `2e3` is a number.
    var next = position + 1
    if next < text.count, text[next] == UInt8(ascii: "+") || text[next] == UInt8(ascii: "-") {
      next += 1
    }
    guard isDigit(next) else { return }
    while isDigit(next) { next += 1 }
    position = next
  }

  /// Letters, digits and ``!"#$%&(),.;?@_`'{}~|``; anything beyond ASCII counts as a letter.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    case 0x21...0x29, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ";"),
      UInt8(ascii: "?"), UInt8(ascii: "@"), UInt8(ascii: "_"), 0x60, 0x7B...0x7E:
      true
    default: false
    }
  }
}
