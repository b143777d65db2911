import SupplyChainCore

/// A hybrid genetic search for the classical problem: order crossover, a cut into routes, local search
/// with priced excess, and a population managed for quality and for diversity.
///
/// Vidal 2022, <https://doi.org/10.1016/j.cor.2021.105643>. Children are raised several at once; they
/// depend on the seed and on the number of the litter, never on the threads.
struct GeneticSearch {
  private let kernel: CapacitatedKernel
  private let threads: ThreadCount
  private let litter: Int
  private let nursery: Nursery
  private var population: GeneticPopulation
  private var generator: SeededGenerator
  private var fittest: GeneticIndividual
  /// Whether each of the latest children kept the capacities, and the lengths, without repair.
  private var record = Record()
  private var born = 0
  private var bornAtBest = 0
  /// How many children of this population were drawn at random.
  private var founded = 0

  private static let width = 20
  /// How many children are drawn at random before crossover begins.
  private static let founders = 100
  /// How many children without a better plan end a population.
  private static let patience = 20_000
  private static let childrenPerPricing = 100
  private static let wantedShare = 0.2

  private struct Record {
    var count = 0
    var loads = 0
    var lengths = 0
  }

  /// A search that begins with plans that keep all constraints.
  ///
  /// - Parameters:
  ///   - kernel: The problem; it must have a matrix.
  ///   - plans: The routes of one plan or of several, numbered as in the kernel.
  ///   - threads: How many children may be raised at once.
  ///   - litter: How many children are raised between two looks at the population.
  ///   - seed: The seed of all randomness.
  init(
    _ kernel: CapacitatedKernel, from plans: [[[Int]]], threads: ThreadCount, litter: Int,
    seed: UInt64
  ) {
    self.kernel = kernel
    self.threads = threads
    self.litter = litter
    generator = SeededGenerator(seed: seed)
    let elders = plans.map { routes in
      GeneticIndividual(routes.map { $0.map { Int32($0) } }, kernel: kernel)
    }
    let load = (0..<kernel.clientCount).reduce(0) { $0 + kernel.demand[$1] }
    let fewest = Double(load) / Double(max(1, kernel.capacity))
    let enough = max(Int(1.3 * fewest) + 3, plans.map(\.count).max() ?? 0)
    let routeCount = max(1, min(kernel.routeLimit, kernel.clientCount, enough))
    let near = GranularNeighbours(kernel, width: Self.width)
    nursery = Nursery(
      kernel, routeCount: routeCount,
      plans: (0..<litter).map { _ in PenalizedPlan(kernel, routeCount: routeCount, near: near) })
    population = GeneticPopulation(Self.firstPrices(kernel, nursery.highest))
    fittest = elders.min { $0.length < $1.length } ?? GeneticIndividual([], kernel: kernel)
    for elder in elders { population.add(elder) }
  }

  private static func firstPrices(
    _ kernel: CapacitatedKernel, _ highest: PenalizedPlan.Prices
  ) -> PenalizedPlan.Prices {
    var (farthest, largest) = (1, 1)
    for client in 0..<kernel.clientCount {
      farthest = max(farthest, kernel.fromDepot[client])
      largest = max(largest, kernel.demand[client])
    }
    return PenalizedPlan.Prices(
      load: min(highest.load, max(1, (farthest << PenalizedPlan.fraction) / largest)),
      length: min(highest.length, 1 << PenalizedPlan.fraction))
  }

  /// The best routes so far, numbered as in the kernel.
  var best: [[Int]] { fittest.routes.map { $0.map { Int($0) } } }

  /// Raises children until the monitor says stop.
  ///
  /// - Parameters:
  ///   - iterationsPerChild: How many iterations a child counts for.
  ///   - monitor: The books.
  ///   - progress: The listener.
  mutating func run(
    iterationsPerChild: Int, monitor: inout SearchMonitor, progress: (SearchProgress) -> Void
  ) {
    while monitor.continues() {
      let deadline = monitor.remainingTime.map { ContinuousClock.now + $0 }
      let families = conceive().parallelMap(threads: threads) {
        [nursery, prices = population.prices] in
        nursery.raise($0, prices, until: deadline)
      }
      for family in families {
        born += 1
        record.count += 1
        if family.child.excessLoad == 0 { record.loads += 1 }
        if family.child.excessLength == 0 { record.lengths += 1 }
        welcome(family.child)
        if let repaired = family.repaired, repaired.isFeasible { welcome(repaired) }
      }
      if record.count >= Self.childrenPerPricing { reprice() }
      if born - bornAtBest > Self.patience {
        population.clear()
        bornAtBest = born
        founded = 0
      }
      monitor.complete(
        iterations: iterationsPerChild * families.count,
        bestCost: kernel.cost(ofLength: fittest.length))
      monitor.report(to: progress)
    }
  }

  private mutating func welcome(_ individual: GeneticIndividual) {
    population.add(individual)
    if individual.isFeasible, individual.length < fittest.length {
      fittest = individual
      bornAtBest = born
    }
  }

  /// The tours of the next children.
  private mutating func conceive() -> [Nursery.Embryo] {
    let isFounding = founded < Self.founders
    if !isFounding { population.weigh() }
    return (0..<litter).map { slot in
      var tour: [Int32]
      if isFounding {
        founded += 1
        tour = (0..<kernel.clientCount).map { Int32($0) }
        generator.shuffle(&tour)
      } else {
        tour = crossed(population.parent(&generator), population.parent(&generator))
      }
      return Nursery.Embryo(
        slot: slot, tour: tour, generator: SeededGenerator(seed: generator.next()),
        isRepaired: generator.uniform() < 0.5)
    }
  }

  /// A stretch of one parent's tour, and behind it the others in the order of the second's (OX).
  private mutating func crossed(
    _ one: GeneticIndividual, _ other: GeneticIndividual
  ) -> [Int32] {
    let n = kernel.clientCount
    var tour = [Int32](repeating: 0, count: n)
    var isTaken = [Bool](repeating: false, count: n)
    let start = generator.index(below: n)
    var end = generator.index(below: n)
    while end == start, n > 1 { end = generator.index(below: n) }
    var place = start
    while true {
      let client = one.tour[place]
      tour[place] = client
      isTaken[Int(client)] = true
      if place == end { break }
      place = place + 1 == n ? 0 : place + 1
    }
    var source = end
    for _ in 0..<n {
      source = source + 1 == n ? 0 : source + 1
      let client = other.tour[source]
      if isTaken[Int(client)] { continue }
      place = place + 1 == n ? 0 : place + 1
      tour[place] = client
    }
    return tour
  }

  /// Makes excess dearer or cheaper, so that a fifth of the children keep the constraints.
  private mutating func reprice() {
    func adjusted(_ price: Int, _ kept: Int, most: Int) -> Int {
      let share = Double(kept) / Double(record.count)
      if share < Self.wantedShare - 0.05 { return min(most, price * 6 / 5 + 1) }
      if share > Self.wantedShare + 0.05 { return max(1, price * 17 / 20) }
      return price
    }
    let (prices, highest) = (population.prices, nursery.highest)
    population.reprice(
      PenalizedPlan.Prices(
        load: adjusted(prices.load, record.loads, most: highest.load),
        length: adjusted(prices.length, record.lengths, most: highest.length)))
    record = Record()
  }
}
