import ArgumentParser
import Foundation

/// What every section takes.
struct ScoreboardOptions: ParsableArguments {
  @Option(help: "The folder of benchmark data; by default $SUPPLY_CHAIN_DATA.")
  var data: String?

  @Option(help: "Seconds for each instance, where a solver takes a time limit.")
  var seconds = 10.0

  @Option(help: "At most this many series or instances of each set.")
  var limit: Int?

  /// The data folder.
  func folder() throws -> URL {
    guard let path = data ?? ProcessInfo.processInfo.environment["SUPPLY_CHAIN_DATA"] else {
      throw ValidationError("Give --data DIR or set SUPPLY_CHAIN_DATA.")
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("There is no folder \(path).")
    }
    return URL(fileURLWithPath: path, isDirectory: true)
  }
}
