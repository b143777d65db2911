import SupplyChainCore

/// One of the walkers of a `RichSearch`: a plan of its own that it ruins and recreates.
///
/// It is used by one thread at a time.
final class RuinWalker: @unchecked Sendable {
  let search: RuinAndRecreate
  var generator: SeededGenerator
  private var iterations = 0
  /// The best plan before it went on with other routes.
  private var earlier: (routes: [(route: Int, clients: [Int])], cost: Double, isFeasible: Bool)

  /// How long a walker goes on: for so many iterations, or until a moment.
  struct Slice: Sendable {
    var iterations = Int.max
    var end: ContinuousClock.Instant?
  }

  /// How many iterations pass between two looks at the clock.
  private static let batch = 50

  /// A walker that begins with given routes.
  init(
    _ kernel: RoutingKernel, routes: [(route: Int, clients: [Int])], near: NeighbourLists,
    wide: NeighbourLists, options: RuinAndRecreateOptions, generator: SeededGenerator
  ) {
    let plan = RoutePlan(kernel, neighbours: wide)
    plan.replaceAll(routes)
    let search = RuinAndRecreate(plan: plan, near: near, wide: wide, options: options)
    self.search = search
    self.generator = generator
    earlier = (routes, plan.cost, search.feasibleCost != nil)
  }

  /// The cost of the best plan in the kernel's units, and whether it visits all who must be visited.
  var bestCost: Double { min(earlier.cost, search.best.cost) }
  var isFeasible: Bool {
    search.best.cost <= earlier.cost ? search.feasibleCost != nil : earlier.isFeasible
  }
  var bestRoutes: [(route: Int, clients: [Int])] {
    search.best.cost <= earlier.cost ? search.best.routes : earlier.routes
  }

  /// The number of iterations since this was last asked.
  func takeCount() -> Int {
    defer { iterations = 0 }
    return iterations
  }

  /// Goes on with other routes.
  func begin(with routes: [(route: Int, clients: [Int])]) {
    if search.best.cost < earlier.cost {
      earlier = (search.best.routes, search.best.cost, search.feasibleCost != nil)
    }
    search.begin(with: routes)
  }

  /// Ruins and recreates at a temperature.
  func walk(temperature: Double, _ slice: Slice) {
    go(slice) {
      search.iterate(temperature: temperature, using: &generator)
      return true
    }
  }

  /// Gives vehicles up one after the other, as long as there is a place for everybody.
  func saveVehicles(downTo fewest: Int, temperature: Double, _ slice: Slice) {
    if search.requiredMissing == 0 { search.giveUpVehicle() }
    go(slice) {
      if search.iterateWithoutVehicle(temperature: temperature, using: &generator) {
        if search.plan.filledCount <= fewest { return false }
        search.giveUpVehicle()
      }
      return true
    }
  }

  /// Ends the search for fewer vehicles with the best plan of one of the walkers.
  func endSavingVehicles(with routes: [(route: Int, clients: [Int])]) {
    begin(with: routes)
    search.vehicleLimit = search.plan.filledCount
  }

  private func go(_ slice: Slice, _ iterate: () -> Bool) {
    var left = slice.iterations
    while left > 0, slice.end.map({ ContinuousClock.now < $0 }) ?? true {
      let batch = min(Self.batch, left)
      for _ in 0..<batch {
        iterations += 1
        if !iterate() { return }
      }
      left -= batch
      if Cancellation.isRequested { return }
    }
  }
}
