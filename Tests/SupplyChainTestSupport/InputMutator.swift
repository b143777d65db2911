private import SupplyChainCore

/// Makes damaged texts out of sound ones, for tests that a reader refuses what it cannot mean and
/// survives everything.
///
/// The same seed gives the same texts. `Scripts/fuzz` looks harder, for as long as it is told to;
/// this one is quick enough for the test run:
///
///     var mutator = InputMutator(seeds: [soundText], seed: 1)
///     for _ in 0..<500 {
///       let text = mutator.next()
///       do { _ = try Reader.read(text) } catch is InvalidInput {}
///     }
package struct InputMutator {
  private let seeds: [[UInt8]]
  private var generator: SeededGenerator

  /// Numbers and words that readers stumble over.
  private static let tokens = [
    "", "0", "-1", "1e999", "-1e999", "nan", "inf", "1e-400", "9223372036854775807",
    "-9223372036854775808", "99999999999999999999", "4294967296", "0x10", "1.5.2", "+", "-", "é",
    "\u{FEFF}", "\0", "\"", "\"\"", "\r\n", "\n\n", "\t", ",", ":", "{", "}", "[", "]",
    "EOF", "null",
  ].map { Array($0.utf8) }

  package init(seeds: [String], seed: UInt64) {
    self.seeds = seeds.isEmpty ? [[]] : seeds.map { Array($0.utf8) }
    generator = SeededGenerator(seed: seed)
  }

  /// The next damaged text; bytes that are no UTF-8 are repaired as `String(decoding:as:)` does.
  package mutating func next() -> String { String(decoding: nextBytes(), as: UTF8.self) }

  /// The next damaged text, as bytes.
  package mutating func nextBytes() -> [UInt8] {
    var bytes = seeds[generator.index(below: seeds.count)]
    for _ in 0...generator.index(below: 4) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let place = generator.index(below: bytes.count + 1)
    switch generator.index(below: 8) {
    case 0:
      bytes.removeSubrange(place...)
    case 1:
      if place < bytes.count { bytes[place] ^= 1 << UInt8(generator.index(below: 8)) }
    case 2:
      bytes.insert(UInt8(generator.index(below: 256)), at: place)
    case 3:
      bytes.replaceSubrange(word(around: place, in: bytes), with: anyToken())
    case 4:
      bytes.insert(contentsOf: anyToken(), at: place)
    case 5:
      bytes.removeSubrange(line(around: place, in: bytes))
    case 6:
      bytes.insert(contentsOf: bytes[line(around: place, in: bytes)], at: place)
    default:
      let other = seeds[generator.index(below: seeds.count)]
      bytes.replaceSubrange(place..., with: other[generator.index(below: other.count + 1)...])
    }
  }

  private mutating func anyToken() -> [UInt8] {
    Self.tokens[generator.index(below: Self.tokens.count)]
  }

  /// The bytes around a place that are neither white space nor a separator.
  private func word(around place: Int, in bytes: [UInt8]) -> Range<Int> {
    range(around: place, in: bytes) { Array(" \t\r\n,;:".utf8).contains($0) }
  }

  private func line(around place: Int, in bytes: [UInt8]) -> Range<Int> {
    range(around: place, in: bytes) { $0 == UInt8(ascii: "\n") }
  }

  private func range(
    around place: Int, in bytes: [UInt8], isSeparator: (UInt8) -> Bool
  ) -> Range<Int> {
    let lower = bytes[..<place].lastIndex(where: isSeparator).map { $0 + 1 } ?? 0
    let upper = bytes[place...].firstIndex(where: isSeparator) ?? bytes.count
    return lower..<upper
  }
}
