#if GLPK
  /// What a unit of each dimension is worth to a knapsack: prices that make its Lagrangian bound small.
  ///
  /// The bound is the price of the whole bin, and what the best items gain that it can hold; it is
  /// brought down by subgradient steps (Held, Wolfe and Crowder 1974,
  /// <https://doi.org/10.1007/BF01580223>). Any prices give a bound, so none of this has to be exact.
  struct RoomPrices {
    private let classes: VectorClasses
    /// The best prices of the search before, from which the next one starts.
    private var last: [Double]

    private static let steps = 80

    init(_ classes: VectorClasses) {
      self.classes = classes
      let dimensions = Double(classes.dimensions)
      last = classes.capacities.map { $0 > 0 ? 1 / (dimensions * Double($0)) : 0 }
    }

    /// Prices for a search.
    ///
    /// - Parameters:
    ///   - values: What an item of each class is worth.
    ///   - limits: How many items of each class a pattern may hold.
    ///   - target: What the bound will hardly be below.
    /// - Returns: The price of a unit of each dimension.
    /// - Complexity: O(classes × dimensions), some eighty times.
    mutating func best(values: [Double], limits: [Int], target: Double) -> [Double] {
      let dimensions = classes.dimensions
      let able = values.indices.filter { values[$0] > 0 && limits[$0] > 0 }
      let copies = able.map { classes.copies(of: $0, limit: limits[$0]) }
      let sizes = able.flatMap { index in
        classes.sizes[(index * dimensions)..<((index + 1) * dimensions)].map { Double($0) }
      }
      let capacities = classes.capacities.map { Double($0) }
      // The prices of the search before, to the scale of the present values.
      let before = zip(last, capacities).reduce(0) { $0 + $1.0 * $1.1 }
      var prices = before > 0 ? last.map { $0 * target / before } : last
      var best = prices
      var bestBound = Double.infinity
      var pace = 1.0
      var misses = 0
      var gains: [(gain: Double, position: Int)] = []
      for _ in 0..<Self.steps {
        gains.removeAll(keepingCapacity: true)
        var least = Double.infinity
        for position in able.indices {
          var asked = 0.0
          for dimension in 0..<dimensions {
            asked += prices[dimension] * sizes[position * dimensions + dimension]
          }
          least = min(least, asked)
          let gain = values[able[position]] - asked
          if gain > 0 { gains.append((gain, position)) }
        }
        let whole = zip(prices, capacities).reduce(0) { $0 + $1.0 * $1.1 }
        // Only so many items go into a bin, and the bound counts those that gain most.
        var room = least > 1e-9 * whole ? Int(min(1e6, whole / least + 1e-6)) : .max
        if room < gains.count { gains.sort { $0.gain > $1.gain } }
        var bound = whole
        var slope = capacities
        for (gain, position) in gains where room > 0 {
          let taken = min(room, copies[position])
          room -= taken
          bound += gain * Double(taken)
          for dimension in 0..<dimensions {
            slope[dimension] -= Double(taken) * sizes[position * dimensions + dimension]
          }
        }
        if bound < bestBound {
          bestBound = bound
          best = prices
          misses = 0
        } else {
          misses += 1
          if misses % 5 == 0 { pace /= 2 }
        }
        var length = 0.0
        for dimension in 0..<dimensions {
          // A price of nothing goes no lower.
          if prices[dimension] <= 0 && slope[dimension] > 0 { slope[dimension] = 0 }
          // Dimensions may be of quite different units.
          let scaled = capacities[dimension] > 0 ? slope[dimension] / capacities[dimension] : 0
          length += scaled * scaled
        }
        guard bound > target, length > 0 else { break }
        let step = pace * (bound - target) / length
        for dimension in 0..<dimensions where capacities[dimension] > 0 {
          let unit = capacities[dimension] * capacities[dimension]
          prices[dimension] = max(0, prices[dimension] - step * slope[dimension] / unit)
        }
      }
      last = best
      return best
    }
  }
#endif
