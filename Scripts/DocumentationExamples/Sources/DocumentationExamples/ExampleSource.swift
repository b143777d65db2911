/// The examples of one file as a Swift source that compiles if, and only if, each of them does.
///
/// Each example becomes the body of a function, so that examples know nothing of one another. What
/// may not stand within a function (`import`, `extension`, `protocol`) is moved out of it.
/// `#sourceLocation` makes the compiler name the line of the documentation.
public struct ExampleSource {
  /// The path that compiler messages show.
  public var path: String
  /// The examples.
  public var blocks: [CodeBlock]

  /// A source of some examples.
  public init(path: String, blocks: [CodeBlock]) {
    self.path = path
    self.blocks = blocks
  }

  /// The Swift source.
  public var text: String {
    var text = "import SupplyChain\n"
    for block in blocks {
      let chunks = Chunk.chunks(of: block)
      // A type that is extended has to stand beside its extension.
      let hoistsTypes = chunks.contains { $0.kind == .outsideOnly }
      let isOutside = chunks.map { chunk in
        chunk.kind == .outsideOnly || chunk.kind == .type && hoistsTypes
      }
      for (chunk, isOutside) in zip(chunks, isOutside) where isOutside {
        text += located(chunk)
      }
      // An example that awaits nothing gets a synchronous function: within an asynchronous one, the
      // compiler would ask it to await the `async` twin of whatever it calls.
      let effects = block.lines.contains { $0.contains("await") } ? "async throws" : "throws"
      text += "private func example\(block.firstLine)() \(effects) {\n"
      for (chunk, isOutside) in zip(chunks, isOutside) where !isOutside {
        text += located(chunk)
      }
      text += "}\n"
    }
    return text
  }

  private func located(_ chunk: Chunk) -> String {
    "#sourceLocation(file: \"\(path)\", line: \(chunk.firstLine))\n"
      + chunk.lines.map { "\($0)\n" }.joined() + "#sourceLocation()\n"
  }
}

/// A statement or declaration at the outermost level of an example.
struct Chunk {
  enum Kind { case statement, type, outsideOnly }

  var lines: [String]
  var firstLine: Int
  var kind: Kind

  private static let outsideOnly: Set<Substring> = [
    "import", "extension", "protocol", "infix", "prefix", "postfix", "precedencegroup",
  ]
  private static let types: Set<Substring> = ["struct", "enum", "class", "actor"]
  private static let modifiers: Set<Substring> = [
    "public", "private", "fileprivate", "internal", "final", "indirect", "nonisolated",
  ]

  static func chunks(of block: CodeBlock) -> [Chunk] {
    var chunks: [Chunk] = []
    // Whether the next line belongs to the chunk so far: after an attribute or a comment.
    var isOpen = false
    for (offset, line) in block.lines.enumerated() {
      let begins = line.first.map { !" \t})]".contains($0) } ?? false
      let code = line.hasPrefix("@main") ? line.replacing("@main", with: "     ") : line
      if begins && !isOpen || chunks.isEmpty {
        chunks.append(Chunk(lines: [], firstLine: block.firstLine + offset, kind: .statement))
      }
      chunks[chunks.count - 1].lines.append(code)
      if begins {
        isOpen = code.hasPrefix("@") || code.hasPrefix("//") || code.hasPrefix("     ")
        if let kind = kind(of: code) {
          chunks[chunks.count - 1].kind = kind
          isOpen = false
        }
      }
    }
    return chunks
  }

  private static func kind(of line: String) -> Kind? {
    let words = line.split { $0.isWhitespace || $0 == "(" }
    let word = words.first { !modifiers.contains($0) && !$0.hasPrefix("@") }
    guard let word else { return nil }
    if outsideOnly.contains(word) { return .outsideOnly }
    return types.contains(word) ? .type : nil
  }
}
