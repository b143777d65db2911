import SupplyChainCore

/// How the children of a genetic search are drawn, crossed and raised: what differs from one kind of
/// problem to another.
protocol Nursery: Sendable {
  associatedtype Individual: PopulationMember

  /// The prices with which a search begins.
  var firstPrices: Individual.Prices { get }

  /// Raises a child of two parents, or one drawn at random where there are none.
  func raise(
    _ embryo: Embryo<Individual>, _ prices: Individual.Prices,
    until deadline: ContinuousClock.Instant?
  ) -> Family<Individual>

  /// Whether a child kept the limits of each kind that has a price.
  func keeps(_ child: Individual) -> [Bool]

  /// The prices after children of whom such shares kept the limits of each kind.
  func adjusted(_ prices: Individual.Prices, kept shares: [Double]) -> Individual.Prices
}

/// A child to be: his parents, and the source of randomness that raises him.
struct Embryo<Individual: PopulationMember>: Sendable {
  /// Which of a litter he is.
  let slot: Int
  let parents: (Individual, Individual)?
  let generator: SeededGenerator
  /// Whether a plan that breaks a limit is mended.
  let isRepaired: Bool
}

/// A child, and his repaired self where he was repaired.
struct Family<Individual: PopulationMember>: Sendable {
  let child: Individual
  let repaired: Individual?
}
