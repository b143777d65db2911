import Dispatch
import Foundation
import SupplyChain
import Synchronization

/// A filter over lines: reads a stream, transforms each line on all cores, and writes the results in
/// the order of the input.
///
/// A batch is what one read brings, so the memory is bounded however long the stream is, and a line
/// typed at a terminal is answered at once.
struct LineFilter {
  let name: String
  private let handle: FileHandle

  /// One read; a few thousand short lines, enough to keep every core busy.
  private static let readSize = 1 << 20

  /// Opens a file; `-` or `nil` stands for standard input.
  init(path: String?) throws {
    guard let path, path != "-" else {
      name = "<stdin>"
      handle = .standardInput
      return
    }
    name = path
    guard let file = FileHandle(forReadingAtPath: path) else {
      note("\(path):1: cannot be read")
      throw ProgramExit.badInput
    }
    handle = file
  }

  /// Transforms every line that is not blank.
  ///
  /// A line that cannot be meant is reported as `file:line: what is wrong` and left out, the others
  /// go on; at the end the program then ends with exit code 2.
  func run(
    threads: ThreadCount = .allCores, _ transform: @escaping @Sendable (Data) throws -> Data
  ) throws {
    var rest = Data()
    var line = 0
    var hasFailed = false
    var isAtEnd = false
    while !isAtEnd {
      let chunk = try handle.read(upToCount: Self.readSize) ?? Data()
      isAtEnd = chunk.isEmpty
      rest.append(chunk)
      var lines: [Data] = []
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: 0x0A) {
        lines.append(rest[start..<end])
        start = rest.index(after: end)
      }
      if isAtEnd, start < rest.endIndex {
        lines.append(rest[start...])
        start = rest.endIndex
      }
      rest = Data(rest[start...])
      let results = Self.map(lines, threads: threads, transform)
      var output = Data()
      for result in results {
        line += 1
        switch result {
        case .success(let data):
          guard let data else { continue }
          output.append(data)
          output.append(0x0A)
        case .failure(let error):
          hasFailed = true
          for reason in error.reasons { note("\(name):\(line): \(reason)") }
        }
      }
      try FileHandle.standardOutput.write(contentsOf: output)
    }
    if hasFailed { throw ProgramExit.badInput }
  }

  private struct LineError: Error { var reasons: [String] }

  private static func map(
    _ lines: [Data], threads: ThreadCount, _ transform: @escaping @Sendable (Data) throws -> Data
  ) -> [Result<Data?, LineError>] {
    let blank = Set(" \t\r".utf8)
    let one: @Sendable (Data) -> Result<Data?, LineError> = { line in
      if line.allSatisfy(blank.contains) { return .success(nil) }
      do { return .success(try transform(line)) } catch {
        return .failure(LineError(reasons: reasons(for: error)))
      }
    }
    let workers = min(threads.limit ?? ProcessInfo.processInfo.activeProcessorCount, lines.count)
    guard workers > 1, lines.count > 16 else { return lines.map(one) }
    let chunks = min(lines.count, workers * 4)
    let parts = Mutex([[Result<Data?, LineError>]](repeating: [], count: chunks))
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      let range = lines.count * chunk / chunks..<lines.count * (chunk + 1) / chunks
      let part = lines[range].map(one)
      parts.withLock { $0[chunk] = part }
    }
    return parts.withLock { $0.flatMap { $0 } }
  }

  /// What is wrong, in words for whoever wrote the line.
  static func reasons(for error: any Error) -> [String] {
    switch error {
    case let error as InvalidInput: return error.problems.map(\.description)
    case DecodingError.keyNotFound(let key, let context):
      return ["\(path(context.codingPath + [key])) is missing"]
    case DecodingError.typeMismatch(let type, let context),
      DecodingError.valueNotFound(let type, let context):
      return ["\(path(context.codingPath)) is not \(description(of: type))"]
    case DecodingError.dataCorrupted(let context):
      let place = path(context.codingPath)
      return [place.isEmpty ? "is not valid JSON" : "\(place) \(context.debugDescription)"]
    default: return ["\(error)"]
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }

  private static func description(of type: Any.Type) -> String {
    switch type {
    case is Double.Type, is Int.Type, is UInt64.Type: "a number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is [Double].Type, is [Int].Type, is [Any].Type: "a list"
    default: "an object"
    }
  }
}
