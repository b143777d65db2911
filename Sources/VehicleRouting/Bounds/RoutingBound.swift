public import SupplyChainCore

/// A proven lower bound on the cost of a routing problem, so that a gap can be shown.
///
/// Each client has a price; the bound is the sum of the prices, as long as no route costs less than
/// its clients' prices together. The prices come from the cheapest *q-routes* through each client,
/// walks that keep the capacity but may visit a client twice, and a subgradient method raises them
/// (Christofides, Mingozzi and Toth 1981, <https://doi.org/10.1007/BF01589353>; Baldacci,
/// Christofides and Mingozzi 2008, <https://doi.org/10.1007/s10107-007-0178-5>).
///
/// Time windows, further dimensions of the load, and differences between vehicles make routes dearer
/// only, so that the bound holds with them, too, but is farther away.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: [.init(at: .init(x: 3, y: 4), demand: [2]), .init(at: .init(x: -3, y: 4), demand: [2])],
///   vehicleTypes: [.init(capacity: [2])])
/// let bound = RoutingBound(problem, until: .iterations(100))
/// print(bound?.value ?? 0)  // 20.0
/// ```
public struct RoutingBound: Sendable, Hashable, Codable {
  /// No plan costs less.
  public let value: Double
  /// The price of each client: no route costs less than its clients' prices together.
  public let prices: [Double]
  /// How many times the prices were raised.
  public let iterations: Int

  /// Computes a bound; `nil` for problems that it does not reach: without a load, with backhauls, with
  /// demands that are zero or no whole numbers, with more than 1,000 clients or 20,000 units of capacity.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - stop: When to end; by default after two seconds. It ends by itself when nothing changes.
  ///   - known: The cost of a plan that is known; it sets the steps and may be left out.
  /// - Complexity: O(*n²Q*) an iteration for *n* clients and a capacity of *Q*; O(*nQ*) memory.
  public init?(
    _ problem: RoutingProblem, until stop: some StoppingCriterion = .runtime(.seconds(2)),
    known: Double? = nil
  ) {
    guard let relaxation = RouteRelaxation(problem) else { return nil }
    var monitor = SearchMonitor(until: stop)
    var ascent = PriceAscent(relaxation, known: known)
    // The first round is done whatever the time: there is no bound without it.
    repeat { ascent.step(&monitor) } while !ascent.hasConverged && monitor.continues()
    value = relaxation.hasWholeCosts ? ascent.best.roundedUpSafely : ascent.best
    prices = ascent.bestPrices
    iterations = monitor.progress.iteration
  }

  /// How far a plan may be from the optimum, as a share of its cost; zero where it is proven optimal.
  ///
  /// - Parameter cost: The cost of a plan.
  /// - Returns: The gap, zero or more.
  public func gap(of cost: Double) -> Double {
    cost > value ? (cost - value) / cost : 0
  }
}

extension Double {
  /// Rounded up to a whole number, unless rounding errors alone lift it above one.
  fileprivate var roundedUpSafely: Double { (self - 1e-6 * Swift.max(1, magnitude)).rounded(.up) }
}
