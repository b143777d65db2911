private import RealModule
import SupplyChainCore

/// How the temperature falls, geometrically, over the time or the iterations that there are.
struct CoolingSchedule: Sendable {
  private let hot: Double
  private let cold: Double
  private let start: ContinuousClock.Instant
  private let runtimeLimit: Duration?
  private let iterationLimit: Int

  /// Where a criterion limits neither time nor iterations, the search cools down over this many
  /// iterations for each client, and stays cold.
  private static let defaultIterationsPerClient = 1_000

  /// A schedule for the time that remains, or else for the iterations.
  init(
    from hot: Double, to cold: Double, until stop: some StoppingCriterion, clients: Int,
    remaining: Duration?
  ) {
    self.hot = hot
    self.cold = cold
    start = .now
    runtimeLimit = remaining
    iterationLimit =
      stop.iterationLimit ?? (remaining == nil ? Self.defaultIterationsPerClient * clients : .max)
  }

  /// The temperature after some iterations, now; `nil` where the time is up.
  func temperature(after iterations: Int) -> Double? {
    var share = Double(iterations) / Double(max(1, iterationLimit))
    if let runtimeLimit {
      let elapsed = ContinuousClock.now - start
      if elapsed >= runtimeLimit { return nil }
      share = max(share, elapsed / runtimeLimit)
    }
    return hot * Double.pow(cold / hot, min(1, share))
  }
}
