import ArgumentParser
import SupplyChain

/// What every command with a search takes: how long, and which seed.
struct SearchOptions: ParsableArguments {
  @Option(help: "Seconds at most.")
  var seconds = 10.0

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  func validate() throws {
    guard seconds >= 0, seconds < 1e9 else {
      throw ValidationError("--seconds is a number from 0 to 1e9.")
    }
  }

  /// The share of the time that a search has had.
  func share(of progress: SearchProgress) -> Double {
    seconds > 0 ? min(1, progress.elapsed / .seconds(seconds)) : 1
  }

  /// The end of the search.
  var limit: RuntimeLimit { RuntimeLimit(.seconds(seconds)) }
}
