public import Probability
public import SupplyChainCore

/// The demand of one period after the other, as a simulation meets it.
///
/// A pattern writes whole stretches of periods, so that one with a memory needs no state beside the
/// last demand:
///
/// ```swift
/// /// A fair every tenth period.
/// struct Fair: DemandPattern {
///   func demand(
///     in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
///   ) -> [Double] {
///     periods.map { $0.isMultiple(of: 10) ? 100 : Double(generator.index(below: 7)) }
///   }
/// }
/// ```
public protocol DemandPattern: Sendable {
  /// The units demanded in some periods; a negative number counts as none.
  ///
  /// - Parameters:
  ///   - periods: The periods, counted from zero; a stretch begins where the last one ended.
  ///   - previous: The demand of the period before; `nil` for the first.
  ///   - generator: The random numbers of this stock point's demand alone.
  /// - Returns: A number for each period; zero is assumed for those left out.
  func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double]
}

/// Demand with the same distribution in all periods, independent from one to the next.
///
/// ```swift
/// let demand = IndependentDemand(try Poisson(mean: 6))
/// ```
public struct IndependentDemand: DemandPattern {
  /// The distribution of demand in a period.
  public let distribution: any Distribution
  private let table: SamplingTable?

  /// Demand with the same distribution in all periods.
  ///
  /// - Parameter distribution: The distribution of demand in a period.
  public init(_ distribution: any Distribution) {
    self.distribution = distribution
    table = SamplingTable(distribution)
  }

  /// A draw for each period.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    if let table { return periods.map { _ in table.sample(using: &generator) } }
    return samples(of: distribution, count: periods.count, using: &generator)
  }

  /// Opens the existential once for a whole stretch.
  private func samples(
    of distribution: some Distribution, count: Int, using generator: inout SeededGenerator
  ) -> [Double] {
    (0..<count).map { _ in distribution.sample(using: &generator) }
  }
}

/// Demand whose distribution depends on the season.
///
/// ```swift
/// let week = SeasonalDemand(try [4, 4, 5, 6, 9, 12, 2].map { try Poisson(mean: $0) })
/// ```
public struct SeasonalDemand: DemandPattern {
  /// The distribution of demand in each period of a cycle.
  public let cycle: [any Distribution]
  private let tables: [SamplingTable?]

  /// Demand whose distribution depends on the season.
  ///
  /// - Parameter cycle: The distribution of demand in each period of a cycle; none means no demand.
  public init(_ cycle: [any Distribution]) {
    self.cycle = cycle
    tables = cycle.map { SamplingTable($0) }
  }

  /// A draw for each period.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    guard !cycle.isEmpty else { return [] }
    return periods.map { period in
      let season = period % cycle.count
      return tables[season]?.sample(using: &generator)
        ?? cycle[season].sample(using: &generator)
    }
  }
}

/// Normal demand that leans on the demand of the period before.
///
/// ```swift
/// let demand = try AutoregressiveDemand(mean: 50, standardDeviation: 8, correlation: 0.6)
/// ```
public struct AutoregressiveDemand: DemandPattern, Hashable, Codable {
  /// The expected demand of a period.
  public let mean: Double
  /// The standard deviation of the demand of a period.
  public let standardDeviation: Double
  /// The correlation of the demands of two successive periods.
  public let correlation: Double

  /// Normal demand that leans on the demand of the period before.
  ///
  /// - Parameters:
  ///   - mean: The expected demand of a period, zero or more.
  ///   - standardDeviation: The standard deviation of the demand of a period, zero or more.
  ///   - correlation: The correlation of two successive periods, between −1 and 1.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public init(
    mean: Double, standardDeviation: Double, correlation: Double
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.requireNonNegative(mean, "mean")
    checks.requireNonNegative(standardDeviation, "standardDeviation")
    checks.require(
      correlation > -1 && correlation < 1, "correlation", value: correlation,
      "is not between -1 and 1")
    try checks.finish()
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.correlation = correlation
  }

  /// Decodes a pattern and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      mean: container.decode(Double.self, forKey: .mean),
      standardDeviation: container.decode(Double.self, forKey: .standardDeviation),
      correlation: container.decode(Double.self, forKey: .correlation))
  }

  /// A path of the process.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    let innovation = standardDeviation * (1 - correlation * correlation).squareRoot()
    var last = previous
    return periods.map { _ in
      let noise = Normal.standard.sample(using: &generator)
      let value =
        last.map { mean + correlation * ($0 - mean) + innovation * noise }
        ?? mean + standardDeviation * noise
      last = value
      return value
    }
  }
}

/// Demand as it was, or as a forecast has it: known for each period.
///
/// ```swift
/// let demand = RecordedDemand([90, 120, 80, 70], repeats: true)
/// ```
public struct RecordedDemand: DemandPattern, Hashable, Codable {
  /// The demand of each period.
  public var values: [Double]
  /// Whether it begins again when it is over; otherwise there is no more demand.
  public var repeats: Bool

  /// Demand that is known.
  ///
  /// - Parameters:
  ///   - values: The demand of each period.
  ///   - repeats: Whether it begins again when it is over; otherwise there is no more demand.
  public init(_ values: [Double], repeats: Bool = false) {
    self.values = values
    self.repeats = repeats
  }

  /// The demand of each period.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    guard !values.isEmpty else { return [] }
    return periods.map { period in
      repeats ? values[period % values.count] : period < values.count ? values[period] : 0
    }
  }
}

extension PoissonDemand: DemandPattern {
  /// A draw for each period, one unit of time long.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    guard let distribution = try? Poisson(mean: rate) else { return [] }
    return IndependentDemand(distribution).demand(
      in: periods, after: previous, using: &generator)
  }
}

extension NormalDemand: DemandPattern {
  /// A draw for each period, one unit of time long.
  public func demand(
    in periods: Range<Int>, after previous: Double?, using generator: inout SeededGenerator
  ) -> [Double] {
    periods.map { _ in rate + standardDeviation * Normal.standard.sample(using: &generator) }
  }
}
