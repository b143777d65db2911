/// A Swift example of the documentation, and where it stands.
public struct CodeBlock: Equatable {
  /// The lines of code, without the indentation they share with their fence.
  public var lines: [String]
  /// The number of the first of them in its file, counted from one.
  public var firstLine: Int

  /// An example of some lines.
  public init(lines: [String], firstLine: Int) {
    self.lines = lines
    self.firstLine = firstLine
  }

  /// The blocks fenced as ```` ```swift ```` in a Markdown text.
  public static func blocks(inMarkdown text: String) -> [CodeBlock] {
    blocks(in: text.lines.map { $0 })
  }

  /// The blocks fenced as ```` ```swift ```` in the `///` comments of a Swift source.
  public static func blocks(inCommentsOf source: String) -> [CodeBlock] {
    blocks(
      in: source.lines.map { line in
        let code = line.drop(while: \.isWhitespace)
        guard code.hasPrefix("///") else { return nil }
        let comment = code.dropFirst(3)
        return String(comment.hasPrefix(" ") ? comment.dropFirst() : comment)
      })
  }

  /// A whole file as one block: the steps of a tutorial are such files.
  public static func wholeFile(_ source: String) -> CodeBlock {
    CodeBlock(lines: source.lines, firstLine: 1)
  }

  /// Goes through lines of Markdown; `nil` is a line outside of any Markdown, which ends a block.
  private static func blocks(in lines: [String?]) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: (block: CodeBlock, fence: Substring, indentation: Int, isSwift: Bool)?
    for (offset, line) in lines.enumerated() {
      let content = line?.drop(while: \.isWhitespace)
      let ticks = content?.prefix { $0 == "`" } ?? ""
      if var block = open {
        guard let line, let content else {
          open = nil
          continue
        }
        if ticks.count >= block.fence.count && content.dropFirst(ticks.count).isBlank {
          if block.isSwift { blocks.append(block.block) }
          open = nil
        } else {
          block.block.lines.append(line.withoutIndentation(upTo: block.indentation))
          open = block
        }
      } else if let line, let content, ticks.count >= 3 {
        open = (
          CodeBlock(lines: [], firstLine: offset + 2), ticks, line.count - content.count,
          content.dropFirst(ticks.count).trimmed == "swift"
        )
      }
    }
    return blocks
  }
}

extension String {
  var lines: [String] {
    split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
  }

  fileprivate func withoutIndentation(upTo limit: Int) -> String {
    let indentation = prefix { $0 == " " }.count
    return String(dropFirst(Swift.min(indentation, limit)))
  }
}

extension Substring {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
