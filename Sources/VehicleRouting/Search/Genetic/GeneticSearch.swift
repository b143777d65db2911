import SupplyChainCore

/// A hybrid genetic search: crossover, local search with priced excess, and a population managed for
/// quality and for diversity.
///
/// Vidal 2022, <https://doi.org/10.1016/j.cor.2021.105643>. Children are raised several at once; they
/// depend on the seed and on the number of the litter, never on the threads.
struct GeneticSearch<Breed: Nursery> {
  typealias Individual = Breed.Individual

  private let nursery: Breed
  private let threads: ThreadCount
  private let litter: Int
  private var population: GeneticPopulation<Individual>
  private var generator: SeededGenerator
  /// The best plan that keeps all limits; `nil` as long as there is none.
  private(set) var fittest: Individual?
  /// How many of the latest children kept the limits of each kind without repair.
  private var kept: [Int] = []
  private var recorded = 0
  private var born = 0
  private var bornAtBest = 0
  /// How many children of this population were drawn at random.
  private var founded = 0

  /// How many children are drawn at random before crossover begins.
  private static var founders: Int { 100 }
  /// How many children without a better plan end a population.
  private static var patience: Int { 20_000 }
  private static var childrenPerPricing: Int { 100 }

  /// A search that begins with some plans.
  ///
  /// - Parameters:
  ///   - nursery: Where children are raised.
  ///   - elders: The plans.
  ///   - threads: How many children may be raised at once.
  ///   - litter: How many children are raised between two looks at the population.
  ///   - seed: The seed of all randomness.
  init(
    _ nursery: Breed, from elders: [Individual], threads: ThreadCount, litter: Int, seed: UInt64
  ) {
    self.nursery = nursery
    self.threads = threads
    self.litter = litter
    generator = SeededGenerator(seed: seed)
    population = GeneticPopulation(nursery.firstPrices)
    for elder in elders { welcome(elder) }
  }

  /// Raises children until the monitor says stop, and ends the population.
  ///
  /// - Parameters:
  ///   - iterationsPerChild: How many iterations a child counts for.
  ///   - monitor: The books.
  ///   - bestCost: What the best plan costs, in the problem's units.
  ///   - progress: The listener.
  mutating func run(
    iterationsPerChild: Int, monitor: inout SearchMonitor, bestCost: (Individual) -> Double,
    progress: (SearchProgress) -> Void
  ) {
    // Members hold each other.
    defer { population.clear() }
    while monitor.continues() {
      let deadline = monitor.remainingTime.map { ContinuousClock.now + $0 }
      let families = conceive().parallelMap(threads: threads) {
        [nursery, prices = population.prices] in
        nursery.raise($0, prices, until: deadline)
      }
      for family in families {
        born += 1
        record(family.child)
        welcome(family.child)
        if let repaired = family.repaired, repaired.isFeasible { welcome(repaired) }
      }
      if recorded >= Self.childrenPerPricing { reprice() }
      if born - bornAtBest > Self.patience {
        population.clear()
        bornAtBest = born
        founded = 0
      }
      monitor.complete(
        iterations: iterationsPerChild * families.count, bestCost: fittest.map(bestCost))
      monitor.report(to: progress)
    }
  }

  private mutating func welcome(_ individual: Individual) {
    population.add(individual)
    let prices = population.prices
    guard individual.isFeasible else { return }
    if fittest.map({ individual.cost(prices) < $0.cost(prices) }) ?? true {
      fittest = individual
      bornAtBest = born
    }
  }

  /// The next children to be.
  private mutating func conceive() -> [Embryo<Individual>] {
    let isFounding = founded < Self.founders || population.isEmpty
    if !isFounding { population.weigh() }
    return (0..<litter).map { slot in
      if isFounding { founded += 1 }
      let parents =
        isFounding ? nil : (population.parent(&generator), population.parent(&generator))
      return Embryo(
        slot: slot, parents: parents, generator: SeededGenerator(seed: generator.next()),
        isRepaired: generator.uniform() < 0.5)
    }
  }

  private mutating func record(_ child: Individual) {
    let keeps = nursery.keeps(child)
    if kept.count < keeps.count { kept = keeps.map { _ in 0 } }
    recorded += 1
    for (kind, isKept) in keeps.enumerated() where isKept { kept[kind] += 1 }
  }

  /// Makes excess dearer or cheaper.
  private mutating func reprice() {
    let shares = kept.map { Double($0) / Double(recorded) }
    population.reprice(nursery.adjusted(population.prices, kept: shares))
    kept = kept.map { _ in 0 }
    recorded = 0
  }
}
