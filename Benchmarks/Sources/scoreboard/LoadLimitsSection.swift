import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard load-limits`: how long after a deadline, or after a cancellation, a solver returns.
struct LoadLimitsSection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load-limits",
    abstract: "Deadlines and cancellations of consolidation, packing, cutting and stowing.",
    discussion: """
      Each problem is made up, and too large to be solved to the end. The columns show the seconds that \\
      a solver took with each limit, and the longest of the times from a cancellation, early and late \\
      in a search, to its end.
      """)

  @Option(help: "The limits in seconds, with commas between.")
  var limits = "0.05,0.2,0.5,3"

  @Option(help: "After how many seconds a search is cancelled, with commas between.")
  var cancellations = "0.02,0.1,0.3,1,2.5"

  @Option(help: "Only problems whose name contains this text.")
  var only: String?

  func run() async throws {
    let limits = self.limits.split(separator: ",").compactMap { Double($0) }
    let moments = cancellations.split(separator: ",").compactMap { Double($0) }
    var table = TextTable(
      ["problem"] + limits.map { "s on \($0)" } + ["at the last", "cancelled after, ms at most"])
    for item in try LoadLimitCase.all() {
      if let only, !item.name.contains(only) { continue }
      var cells = [item.name]
      var outcome = ""
      for limit in limits {
        let start = ContinuousClock.now
        outcome = try item.solve(.runtime(.seconds(limit)))
        cells.append(String(format: "%.3f", (ContinuousClock.now - start) / .seconds(1)))
      }
      var worst = 0.0
      for moment in moments { worst = max(worst, try await cancellation(of: item, after: moment)) }
      table.rows.append(cells + [outcome, String(format: "%.0f", 1_000 * worst)])
    }
    table.printOut()
  }

  /// The seconds from the cancellation of a search to its end.
  ///
  /// The search has a thread of its own: on a machine with one core a task would not let the clock in.
  private func cancellation(of item: LoadLimitCase, after seconds: Double) async throws -> Double {
    let search = Search { _ in try item.solve(.runtime(.seconds(60))) }
    try await Task.sleep(for: .seconds(seconds))
    let start = ContinuousClock.now
    search.cancel()
    _ = try await search.result
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
