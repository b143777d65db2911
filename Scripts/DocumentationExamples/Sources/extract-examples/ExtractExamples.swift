import DocumentationExamples
import Foundation

/// `extract-examples ROOT OUTPUT` writes a Swift source into the folder OUTPUT for each file below
/// ROOT whose documentation has Swift examples.
@main
struct ExtractExamples {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("Usage: extract-examples ROOT OUTPUT\n".utf8))
      exit(2)
    }
    let root = URL(fileURLWithPath: arguments[1], isDirectory: true)
    let output = URL(fileURLWithPath: arguments[2], isDirectory: true)
    try? FileManager.default.removeItem(at: output)
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)

    var files = 0
    var examples = 0
    for path in try documentedFiles(below: root) {
      let url = root.appendingPathComponent(path)
      let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      let blocks =
        if path.hasSuffix(".md") {
          CodeBlock.blocks(inMarkdown: text)
        } else if path.contains(".docc/") {
          [CodeBlock.wholeFile(text)]
        } else {
          CodeBlock.blocks(inCommentsOf: text)
        }
      if blocks.isEmpty { continue }
      let name = path.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined() + ".swift"
      try Data(ExampleSource(path: url.path, blocks: blocks).text.utf8)
        .write(to: output.appendingPathComponent(name))
      files += 1
      examples += blocks.count
    }
    print("\(examples) examples in \(files) files")
  }

  /// Everything a user reads: Markdown, documentation catalogues and the comments of the library.
  private static func documentedFiles(below root: URL) throws -> [String] {
    let folders = ["", "Sources", "DocC", "Examples"]
    return try folders.flatMap { folder in
      let url = folder.isEmpty ? root : root.appendingPathComponent(folder)
      let names =
        folder.isEmpty
        ? try FileManager.default.contentsOfDirectory(atPath: url.path)
        : try FileManager.default.subpathsOfDirectory(atPath: url.path)
      return names.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
        .filter { path in
          guard !path.contains(".build/") else { return false }
          let isSource = path.hasPrefix("Sources/") || path.contains(".docc/")
          return path.hasSuffix(".md") || path.hasSuffix(".swift") && isSource
        }
        .sorted()
    }
  }
}
