import ArgumentParser
import Foundation
import SupplyChain

/// The ways a subcommand ends, as documented for whoever calls the program from a script.
enum ProgramExit {
  static let noFeasibleAnswer = ExitCode(1)
  static let badInput = ExitCode(2)
}

/// Standard error, for everything that is not the result.
struct StandardError: TextOutputStream {
  func write(_ string: String) { FileHandle.standardError.write(Data(string.utf8)) }
}

/// Prints one line on standard error.
func note(_ line: String) {
  var stream = StandardError()
  print(line, to: &stream)
}

/// A text read from a file or from standard input, with the name that messages give it.
struct ProgramInput {
  let name: String
  let text: String

  /// Reads a file; `-` or `nil` stands for standard input.
  init(path: String?) throws {
    let data: Data
    if let path, path != "-" {
      name = path
      guard let contents = FileManager.default.contents(atPath: path) else {
        note("\(path):1: cannot be read")
        throw ProgramExit.badInput
      }
      data = contents
    } else {
      name = "<stdin>"
      data = FileHandle.standardInput.readDataToEndOfFile()
    }
    text = String(decoding: data, as: UTF8.self)
  }

  /// Runs a reader over the text; what it finds wrong is printed as `file:line: what is wrong`.
  func parse<Value>(_ read: (String) throws -> Value) throws -> Value {
    do {
      return try read(text)
    } catch let error as InvalidInput {
      for problem in error.problems { note("\(name):\(problem.line ?? 1): \(problem)") }
      throw ProgramExit.badInput
    }
  }
}
