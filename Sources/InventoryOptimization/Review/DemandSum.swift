public import Probability
public import SupplyChainCore

extension DiscreteDistribution {
  /// The distribution of the sum of independent demands like this one: of several periods, or of the
  /// customers of a day.
  ///
  /// ```swift
  /// let day = try Discrete(values: [0, 1, 6], probabilities: [0.7, 0.2, 0.1])
  /// let week = try day.sum(of: 7)
  /// ```
  ///
  /// Exact but for tails of 10⁻¹⁵, which are left out.
  ///
  /// - Parameter count: How many, zero or more.
  /// - Returns: The distribution: Poisson and negative binomial demand stay what they are, all else
  ///   is a table.
  /// - Throws: `InvalidInput` if the count is negative, a value can be, or the sum can be beyond 10⁶.
  /// - Complexity: O(w²) for a sum of width w.
  public func sum(of count: Int) throws(InvalidInput) -> any DiscreteDistribution {
    guard count >= 0 else { throw InvalidInput("count", value: count, "is negative") }
    switch self {
    case let poisson as Poisson: return try Poisson(mean: poisson.mean * Double(count))
    case let binomial as NegativeBinomial where count > 0:
      return try NegativeBinomial(
        successes: binomial.successes * Double(count), probability: binomial.probability)
    default:
      let table = try DemandTable(self, field: "self")
      return try table.power(count).distribution()
    }
  }

  /// The distribution of this demand and an independent other one together.
  ///
  /// - Parameter other: The other demand.
  /// - Returns: The distribution as a table, exact but for tails of 10⁻¹⁵.
  /// - Throws: `InvalidInput` if a value can be negative, or the sum can be beyond 10⁶.
  /// - Complexity: O(v · w) for widths v and w.
  public func adding(_ other: some DiscreteDistribution) throws(InvalidInput) -> Discrete {
    try DemandTable(self, field: "self").convolved(with: DemandTable(other, field: "other"))
      .distribution()
  }

  /// The distribution of the sum of a random number of independent demands like this one.
  ///
  /// Of the demand over a random lead time, or of customers who each want a random number of units:
  ///
  /// ```swift
  /// let order = try Discrete(values: [1, 2, 12], probabilities: [0.6, 0.3, 0.1])
  /// let demand = try order.sum(ofRandom: Poisson(mean: 4))  // compound Poisson
  /// let overLeadTime = try Poisson(mean: 6).sum(
  ///   ofRandom: Discrete(values: [2, 3, 5], probabilities: [0.2, 0.5, 0.3]))
  /// ```
  ///
  /// - Parameter count: The distribution of how many.
  /// - Returns: The distribution as a table, exact but for tails of 10⁻¹².
  /// - Throws: `InvalidInput` if a value can be negative, or the sum can be beyond 10⁶.
  /// - Complexity: O(n · w²) for n counts and a sum of width w.
  public func sum(
    ofRandom count: some DiscreteDistribution
  ) throws(InvalidInput) -> Discrete {
    let counts = try DemandTable(count, field: "count")
    let table = try DemandTable(self, field: "self")
    let work = Double(counts.last) * Double(counts.masses.count) * Double(table.masses.count)
    guard work * Double(table.masses.count) <= DemandTable.mostWork else {
      throw InvalidInput("count", value: counts.last, "makes a sum too wide for a table")
    }
    var power = try table.power(counts.first)
    var sum = DemandTable(first: 0, masses: [])
    for index in counts.masses.indices {
      sum.add(power, weight: counts.masses[index])
      if index + 1 < counts.masses.count { power = try power.convolved(with: table) }
    }
    return try sum.distribution()
  }
}

/// The probabilities of a demand in whole units, in one array.
struct DemandTable: Sendable {
  /// The smallest value.
  var first: Int
  /// The probability of each value from the first on.
  var masses: [Double]

  /// Beyond this many units a table is no longer a sensible form of a demand.
  static let widest = 1_000_000
  /// Beyond this many products a sum would take more than some seconds.
  static let mostWork = 1e10
  /// The probability that is left out at each end.
  static let tail = 1e-15

  init(first: Int, masses: [Double]) {
    self.first = first
    self.masses = masses
  }

  /// Tabulates a demand that is not negative.
  init(_ demand: any DiscreteDistribution, field: String) throws(InvalidInput) {
    let lowest = demand.quantile(Self.tail)
    let highest = demand.quantile(1 - Self.tail)
    guard lowest >= 0 else {
      throw InvalidInput(field, value: demand.quantile(0), "can be negative")
    }
    guard highest < Double(Self.widest) else {
      throw InvalidInput(field, value: highest, "can be beyond 10⁶ units")
    }
    first = Int(lowest)
    masses = (first...max(first, Int(highest))).map { demand.mass(at: $0) }
  }

  /// The largest value.
  var last: Int { first + masses.count - 1 }

  /// The table of a sum of independent demands like this one.
  func power(_ count: Int) throws(InvalidInput) -> DemandTable {
    var result = DemandTable(first: 0, masses: [1])
    var base = self
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = try result.convolved(with: base) }
      rest >>= 1
      if rest > 0 { base = try base.convolved(with: base) }
    }
    return result
  }

  /// The table of the sum of two independent demands.
  func convolved(with other: DemandTable) throws(InvalidInput) -> DemandTable {
    let width = masses.count + other.masses.count - 1
    let work = Double(masses.count) * Double(other.masses.count)
    guard width <= Self.widest, first + other.first <= Self.widest, work <= Self.mostWork else {
      throw InvalidInput("demand", value: last + other.last, "is too wide for a table")
    }
    var sums = [Double](repeating: 0, count: width)
    sums.withUnsafeMutableBufferPointer { sums in
      masses.withUnsafeBufferPointer { mine in
        other.masses.withUnsafeBufferPointer { theirs in
          for i in mine.indices where mine[i] > 0 {
            let mass = mine[i]
            for j in theirs.indices { sums[i + j] += mass * theirs[j] }
          }
        }
      }
    }
    return DemandTable(first: first + other.first, masses: sums).trimmed
  }

  /// Without the ends that hardly have any probability.
  private var trimmed: DemandTable {
    let limit = Self.tail * 0.01
    var (lower, upper) = (0, masses.count - 1)
    var below = 0.0
    while lower < upper, below + masses[lower] < limit {
      below += masses[lower]
      lower += 1
    }
    var above = 0.0
    while upper > lower, above + masses[upper] < limit {
      above += masses[upper]
      upper -= 1
    }
    return DemandTable(first: first + lower, masses: Array(masses[lower...upper]))
  }

  /// Adds another table's probabilities, for a mixture.
  mutating func add(_ other: DemandTable, weight: Double) {
    if masses.isEmpty {
      self = DemandTable(first: other.first, masses: other.masses.map { $0 * weight })
      return
    }
    if other.first < first {
      masses.insert(contentsOf: repeatElement(0, count: first - other.first), at: 0)
      first = other.first
    }
    if other.last > last { masses.append(contentsOf: repeatElement(0, count: other.last - last)) }
    for index in other.masses.indices {
      masses[other.first - first + index] += weight * other.masses[index]
    }
  }

  /// The table as a distribution.
  func distribution() throws(InvalidInput) -> Discrete {
    let total = masses.reduce(0, +)
    return try Discrete(
      values: Array(first..<first + masses.count), probabilities: masses.map { $0 / total })
  }
}
