public import SupplyChainCore

/// Stows boxes, crates and pallets in a container or trailer so that as much as possible goes in.
///
/// A beam search over blocks of pieces: each step puts a block into the free corner nearest to a
/// corner of the space, and each way to go on is judged by filling the rest at once. The beam grows
/// until time is over. Weight, axle and stacking limits hold for every load that it looks at. Where
/// everything goes in, the rest of the time goes into stowing it from the front wall in as little
/// length as possible.
///
/// ```swift
/// let problem = try StowageProblem(
///   space: CargoSpace(length: 5_898, width: 2_352, height: 2_393, maximumWeight: 28_200),
///   items: [
///     CargoItem("pallet", length: 1_200, width: 800, height: 1_100, count: 11, weight: 600),
///     CargoItem("crate", length: 600, width: 400, height: 400, count: 80, weight: 18),
///   ])
/// let plan = try Stowing().solve(problem, until: .runtime(.seconds(2)))
/// print(plan.isComplete, plan.fill, plan.leftOut)
/// ```
///
/// Sources: the beam of I. Araya and M.-C. Riff, doi:10.1016/j.cor.2013.09.003; the judgement of
/// blocks of I. Araya, K. Guerrero and E. Núñez, doi:10.1016/j.cor.2017.01.002; maximal free spaces
/// and blocks of several kinds of W. Zhu, W.-C. Oon, A. Lim and Y. Weng,
/// doi:10.1016/j.ejor.2012.05.002.
public struct Stowing: Hashable, Sendable, Codable {
  /// A solver.
  public init() {}

  /// Stows as much as it can.
  ///
  /// - Parameters:
  ///   - problem: The space and what is to go into it.
  ///   - stop: When to end; by default after ten seconds. It ends by itself when everything is in.
  ///   - progress: Told now and then how far the search has come; the cost is the volume left out.
  /// - Returns: The plan. The same iteration limit gives the same plan.
  public func solve(
    _ problem: StowageProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    progress: (SearchProgress) -> Void = { _ in }
  ) -> StowagePlan {
    solve(problem, counts: problem.items.map(\.count), until: stop, progress: progress)
  }

  private func solve(
    _ problem: StowageProblem, counts: [Int], until stop: any StoppingCriterion,
    progress: (SearchProgress) -> Void
  ) -> StowagePlan {
    var search = StowageSearch(problem, counts: counts, monitor: SearchMonitor(until: stop))
    return search.run(progress: progress)
  }

  /// Stows everything in as many equal spaces as it takes, one after the other, each as full as it
  /// can be.
  ///
  /// - Parameters:
  ///   - problem: One of the spaces and all that is to go into them.
  ///   - stop: When to end a space; by default after ten seconds each.
  ///   - progress: Told now and then how far the search for the present space has come.
  /// - Returns: A plan for each space, until nothing is left. A cancelled search fills the spaces
  ///   that remain in the quickest way.
  public func solveAll(
    _ problem: StowageProblem, until stop: any StoppingCriterion = .runtime(.seconds(10)),
    progress: (SearchProgress) -> Void = { _ in }
  ) -> [StowagePlan] {
    var plans: [StowagePlan] = []
    var left = problem.items.map(\.count)
    // Each item fits into an empty space, so that each plan takes something.
    while left.contains(where: { $0 > 0 }) {
      let plan = solve(problem, counts: left, until: stop, progress: progress)
      plans.append(plan)
      left = plan.leftOut
    }
    return plans
  }
}
