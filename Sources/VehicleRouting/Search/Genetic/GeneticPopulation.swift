import SupplyChainCore

/// Plans that keep the constraints and plans that do not, the best and the most different of each.
///
/// Who is worse in both respects goes first (Vidal, Crainic, Gendreau, Lahrichi and Rei 2012,
/// <https://doi.org/10.1287/opre.1120.1048>).
struct GeneticPopulation<Individual: PopulationMember> {
  /// How many of each kind remain when a generation ends, and how many more are born in it.
  private static var survivors: Int { 25 }
  private static var generation: Int { 40 }
  /// How many of the best are not weighed against diversity.
  private static var elite: Double { 4 }
  /// How many of the nearest plans count for a plan's diversity.
  private static var nearest: Int { 5 }

  private(set) var prices: Individual.Prices
  /// The members of both kinds, the cheapest first.
  private var feasible: [Member] = []
  private var infeasible: [Member] = []

  private struct Member {
    let individual: Individual
    var cost: Individual.Cost
    var fitness = 0.0
  }

  init(_ prices: Individual.Prices) { self.prices = prices }

  var isEmpty: Bool { feasible.isEmpty && infeasible.isEmpty }

  /// Adds a plan; more than a generation of its kind, and the worst die.
  mutating func add(_ individual: Individual) {
    if individual.isFeasible {
      add(individual, to: &feasible)
    } else {
      add(individual, to: &infeasible)
    }
  }

  private func add(_ individual: Individual, to members: inout [Member]) {
    for member in members { individual.meet(member.individual) }
    let cost = individual.cost(prices)
    let index = members.firstIndex { $0.cost > cost } ?? members.count
    members.insert(Member(individual: individual, cost: cost), at: index)
    if members.count > Self.survivors + Self.generation {
      while members.count > Self.survivors { removeWorst(&members) }
    }
  }

  private func removeWorst(_ members: inout [Member]) {
    weigh(&members)
    var worst = (index: -1, isClone: false, fitness: -1.0)
    for index in members.indices.dropFirst() {
      let isClone = members[index].individual.meanDistance(ofNearest: 1) < 0.5
      let fitness = members[index].fitness
      if (isClone && !worst.isClone) || (isClone == worst.isClone && fitness > worst.fitness) {
        worst = (index, isClone, fitness)
      }
    }
    guard worst.index >= 0 else { return }
    members[worst.index].individual.leave()
    members.remove(at: worst.index)
  }

  /// Ranks the members of a kind by cost and by how different they are from the others.
  private func weigh(_ members: inout [Member]) {
    let count = members.count
    guard count > 1 else {
      if count == 1 { members[0].fitness = 0 }
      return
    }
    let diversity = members.indices
      .map { (-members[$0].individual.meanDistance(ofNearest: Self.nearest), $0) }
      .sorted { $0 < $1 }
    let weight = Double(count) <= Self.elite ? 0 : 1 - Self.elite / Double(count)
    for (rank, entry) in diversity.enumerated() {
      let ranks = (Double(entry.1), Double(rank))
      members[entry.1].fitness = (ranks.0 + weight * ranks.1) / Double(count - 1)
    }
  }

  /// Weighs all members, before parents are drawn.
  mutating func weigh() {
    weigh(&feasible)
    weigh(&infeasible)
  }

  /// The fitter one of two drawn at random.
  func parent(_ generator: inout SeededGenerator) -> Individual {
    let count = feasible.count + infeasible.count
    func draw(_ generator: inout SeededGenerator) -> Member {
      let index = generator.index(below: count)
      return index < feasible.count ? feasible[index] : infeasible[index - feasible.count]
    }
    let (one, other) = (draw(&generator), draw(&generator))
    return one.fitness < other.fitness ? one.individual : other.individual
  }

  /// Changes the prices; the infeasible plans are sorted anew.
  mutating func reprice(_ prices: Individual.Prices) {
    self.prices = prices
    for index in infeasible.indices {
      infeasible[index].cost = infeasible[index].individual.cost(prices)
    }
    infeasible.sort { $0.cost < $1.cost }
  }

  /// Begins anew with nobody.
  mutating func clear() {
    for member in feasible + infeasible { member.individual.leave() }
    feasible = []
    infeasible = []
  }
}
