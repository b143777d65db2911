/// What a master program says that things are worth, for pricing loads.
struct MasterPrices {
  /// What carrying each item of the group is worth, less the capacity of its facility; −∞ for one not
  /// wanted.
  var worth: [Double]
  /// The position of each item among those of its group.
  let position: [Int]
  /// What a load of each offer is worth besides: zero or less, as vehicles are scarce.
  var offer: [Double]

  func worth(of item: Int) -> Double { worth[position[item]] }

  /// What a load is worth; its cost is to be taken off.
  func worth(of members: some Sequence<Int>, offer: Int) -> Double {
    members.reduce(self.offer[offer]) { $0 + worth(of: $1) }
  }
}

/// What pricing found.
struct Pricing {
  /// Loads worth more than they cost.
  var loads: [PricedLoad] = []
  /// An upper bound on (worth − cost) ÷ cost over all loads there are; infinity where not known.
  var largestRatio = 0.0
  /// An upper bound on worth − cost over all loads there are; infinity where not known.
  var largestProfit = 0.0

  /// Takes note of a load, or of a bound on some.
  ///
  /// - Parameters:
  ///   - profit: Worth less cost, or a bound on it.
  ///   - cost: The cost, or a bound below it.
  mutating func note(profit: Double, cost: Double) {
    if profit <= 0 { return }
    largestProfit = max(largestProfit, profit)
    largestRatio = max(largestRatio, cost > 0 ? profit / cost : .infinity)
  }
}

/// Finds loads that pay at the prices of a master program.
protocol LoadPricer {
  /// Loads worth more than they cost, for each atom the best there is, and how far from paying all
  /// others are.
  ///
  /// - Parameters:
  ///   - prices: The prices.
  ///   - threshold: By how much worth must exceed cost.
  ///   - continues: Asked now and then; after a no the ratio is infinity.
  /// - Returns: What was found.
  mutating func price(
    _ prices: MasterPrices, above threshold: Double, while continues: () -> Bool
  ) -> Pricing

  /// All loads that cost less than they are worth and a gap; `nil` where they are more than a
  /// limit, or the search for them was cut short.
  mutating func loads(
    within gap: Double, at prices: MasterPrices, limit: Int, while continues: () -> Bool
  ) -> [PricedLoad]?
}
