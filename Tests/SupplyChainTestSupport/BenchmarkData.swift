private import Foundation

/// The folder of public benchmark sets, which is not part of the package.
///
/// Tests that need it say `.enabled(if: BenchmarkData.folder != nil, "SUPPLY_CHAIN_DATA is not set")`.
package enum BenchmarkData {
  /// The folder; `nil` where `SUPPLY_CHAIN_DATA` is not set.
  package static var folder: String? { ProcessInfo.processInfo.environment["SUPPLY_CHAIN_DATA"] }

  /// The text of a file in it; `nil` where it is not there.
  package static func text(_ path: String) -> String? {
    folder.flatMap { FileManager.default.contents(atPath: "\($0)/\(path)") }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
