public import DemandForecasting
public import LoadConsolidation
internal import Probability
public import SupplyChainCore
public import VehicleRouting

/// Plans a supply chain as one flow: forecast, stock, loads, routes, and back once.
///
/// 1. The demand of every item is forecast.
/// 2. Its order-up-to level covers, with the product's service level, the demand from one order to
///    the arrival of the next: a quantile of the forecast's own distribution over that time.
/// 3. What is ordered within the horizon is consolidated into loads.
/// 4. How often a warehouse is really served, and how long its loads really take, replaces what its
///    site states; 2 and 3 are done once more.
/// 5. What customers take in one delivery cycle is routed from each warehouse.
///
/// ```swift
/// func plan(_ network: SupplyNetwork) throws {
///   let plan = try SupplyChainPlanner().plan(network, until: .runtime(.seconds(1)), seed: 1)
///   print("stock", plan.costs.holding, "freight", plan.costs.freight)
///   print("delivery", plan.costs.delivery, "total", plan.costs.total)
/// }
/// ```
///
/// Every part can be used by itself; the planner only hands results on.
public struct SupplyChainPlanner: Sendable {
  /// The days that orders and loads are planned for: four weeks show a monthly rhythm.
  public var horizonDays = 28
  /// The periods to forecast at least; more are forecast where a lead time needs them.
  public var forecastPeriods = 12
  /// The days between two deliveries to a customer: a week is common in wholesale.
  public var deliveryCycleDays = 7
  /// What a year of holding stock costs, as a share of its value: capital, space and loss together
  /// are commonly put at a fifth to a quarter (Silver, Pyke and Thomas 2017, section 1.6).
  public var holdingRate = 0.2
  /// How much longer a road is than the great circle: 1.2 to 1.4 in most countries (Ballou, Rahardja
  /// and Sakai 2002, <https://doi.org/10.1016/S0965-8564(01)00044-1>).
  public var roadFactor = 1.3
  /// The speed of delivery vehicles in kilometres per hour, stops in traffic included.
  public var speed = 50.0
  /// The hours to unload at a customer.
  public var unloadingHours = 0.25
  /// Whether the terms that come out of the loads go back into the stock targets.
  public var learnsFromLoads = true

  /// How demand is forecast.
  public var model: any ForecastModel
  /// How shipments are consolidated.
  public var consolidation: any ConsolidationMethod
  /// How deliveries are routed.
  public var routing: any RoutingSolver

  /// A planner; every part can be replaced.
  ///
  /// - Parameters:
  ///   - model: How demand is forecast.
  ///   - consolidation: How shipments are consolidated.
  ///   - routing: How deliveries are routed.
  public init(
    model: any ForecastModel = AutomaticExponentialSmoothing(),
    consolidation: any ConsolidationMethod = SetPartitioningConsolidation(),
    routing: any RoutingSolver = HybridSearch()
  ) {
    self.model = model
    self.consolidation = consolidation
    self.routing = routing
  }

  /// Plans.
  ///
  /// - Parameters:
  ///   - network: The supply chain as it stands.
  ///   - stop: When to end each single search: the two consolidations, and the routing of each
  ///     warehouse.
  ///   - seed: The seed of all that is random; with an iteration limit the same seed gives the same
  ///     plan.
  ///   - progress: Told now and then how far the plan has come.
  /// - Returns: The plan.
  /// - Throws: `InvalidInput` for an option that can't be meant or a history that can't be forecast;
  ///   `CancellationError` if the task was cancelled.
  public func plan(
    _ network: SupplyNetwork, until stop: some StoppingCriterion, seed: UInt64 = 1,
    progress: (PlanningProgress) -> Void = { _ in }
  ) throws -> SupplyChainPlan {
    try checkOptions()
    progress(.init(stage: .forecast, fraction: 0))
    let stated = try network.statedTerms()
    let forecasts = try forecasts(for: network, covering: stated)

    let context = try PlanningContext(planner: self, network: network, forecasts: forecasts)
    progress(.init(stage: .stock, fraction: 0.2))
    let first = try context.round(under: stated, until: stop, seed: seed) {
      progress(.init(stage: .loads, fraction: 0.3))
    }
    var second: PlanningRound?
    var lessons: [SupplyChainPlan.Lesson] = []
    if learnsFromLoads {
      progress(.init(stage: .stock, fraction: 0.45))
      let learned = try context.terms(from: first)
      let round = try context.round(under: learned, until: stop, seed: seed) {
        progress(.init(stage: .loads, fraction: 0.5))
      }
      lessons = try context.lessons(from: first, to: round)
      second = round
    }
    let deliveries = try context.deliveries(until: stop, seed: seed) { share in
      progress(.init(stage: .routes, fraction: 0.6 + 0.4 * share))
    }
    progress(.init(stage: .routes, fraction: 1))
    return SupplyChainPlan(
      horizonDays: horizonDays, deliveryCycleDays: deliveryCycleDays, forecasts: forecasts,
      firstRound: first, secondRound: second, lessons: lessons, deliveries: deliveries)
  }

  /// Plans off the caller's actor.
  ///
  /// - Parameters:
  ///   - network: The supply chain as it stands.
  ///   - stop: When to end each single search.
  ///   - seed: The seed of all that is random.
  ///   - progress: Told now and then how far the plan has come, from another thread.
  /// - Returns: The plan.
  /// - Throws: `InvalidInput` for an option that can't be meant or a history that can't be forecast;
  ///   `CancellationError` if the task was cancelled.
  public func plan(
    _ network: SupplyNetwork, until stop: some StoppingCriterion, seed: UInt64 = 1,
    progress: @escaping @Sendable (PlanningProgress) -> Void = { _ in }
  ) async throws -> SupplyChainPlan {
    try await offActor { try plan(network, until: stop, seed: seed, progress: progress) }
  }

  private func checkOptions() throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      (1...3_660).contains(horizonDays), "horizonDays", value: horizonDays, "is not in 1...3660")
    checks.require(
      (1...1_000).contains(forecastPeriods), "forecastPeriods", value: forecastPeriods,
      "is not in 1...1000")
    checks.require(
      (1...366).contains(deliveryCycleDays), "deliveryCycleDays", value: deliveryCycleDays,
      "is not in 1...366")
    checks.requireNonNegative(holdingRate, "holdingRate")
    checks.requirePositive(roadFactor, "roadFactor")
    checks.requirePositive(speed, "speed")
    checks.requireNonNegative(unloadingHours, "unloadingHours")
    try checks.finish()
  }

  /// The forecast of every item, far enough ahead for every target.
  private func forecasts(
    for network: SupplyNetwork, covering terms: [ReplenishmentTerms]
  ) throws -> [Forecast] {
    // The terms that come out of the loads are at most a horizon apart and a stated lead time long.
    let longest = terms.map(\.protectionDays).max() ?? 0
    let days = longest + 2 * Double(horizonDays)
    let periods = max(forecastPeriods, Int((days / network.daysPerPeriod).rounded(.up)) + 1)
    let model = self.model
    let results = network.items.parallelMap { item in
      Result { try model.forecast(item.history, horizon: periods).nonNegative }
    }
    try Cancellation.check()
    var forecasts: [Forecast] = []
    var problems: [InvalidInput.Problem] = []
    for (index, result) in results.enumerated() {
      do {
        forecasts.append(try result.get())
      } catch let error as InvalidInput {
        for problem in error.problems {
          problems.append(
            .init(
              field: "items.history", index: index, value: problem.value,
              reason: "cannot be forecast: \(problem)"))
        }
      }
    }
    if !problems.isEmpty { throw InvalidInput(problems) }
    return forecasts
  }
}

extension SupplyNetwork {
  /// The terms that the warehouses state.
  fileprivate func statedTerms() throws(InvalidInput) -> [ReplenishmentTerms] {
    var terms: [ReplenishmentTerms] = []
    for id in warehouses {
      guard let site = sites.first(where: { $0.id == id }) else { continue }
      terms.append(
        ReplenishmentTerms(
          site: id, reviewDays: Double(site.reviewDays),
          leadTime: try Deterministic(Double(site.leadTimeDays)),
          latestArrivalDays: site.leadTimeDays))
    }
    return terms
  }
}
