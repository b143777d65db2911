private import RealModule
import SupplyChainCore

/// How the temperature falls, geometrically, over the time or the iterations that there are.
struct CoolingSchedule: Sendable {
  private let hot: Double
  private let cold: Double
  private let start: ContinuousClock.Instant
  private let runtimeLimit: Duration?
  private let firstIteration: Int
  private let iterationLimit: Int

  /// Where a criterion limits neither time nor iterations, the search cools down over this many
  /// iterations for each client, and stays cold.
  private static let defaultIterationsPerClient = 1_000

  /// A schedule for a share of the time that remains, or else of the iterations.
  init(
    from hot: Double, to cold: Double, until stop: some StoppingCriterion, clients: Int,
    done: Int, remaining: Duration?, share: Double
  ) {
    self.hot = hot
    self.cold = cold
    start = .now
    runtimeLimit = remaining.map { $0 * share }
    firstIteration = done
    iterationLimit =
      stop.iterationLimit.map { Int(min(0x1p62, Double($0 - done) * share)) }
      ?? (remaining == nil ? Self.defaultIterationsPerClient * clients : .max)
  }

  /// The temperature after some iterations, now; `nil` where the time is up.
  func temperature(after iterations: Int) -> Double? {
    var share = Double(iterations - firstIteration) / Double(max(1, iterationLimit))
    if let runtimeLimit {
      let elapsed = ContinuousClock.now - start
      if elapsed >= runtimeLimit { return nil }
      share = max(share, elapsed / runtimeLimit)
    }
    return hot * Double.pow(cold / hot, min(1, share))
  }

  /// Whether it is over after some iterations, now.
  func isOver(after iterations: Int) -> Bool {
    iterations - firstIteration >= iterationLimit
      || runtimeLimit.map { ContinuousClock.now - start >= $0 } ?? false
  }
}
