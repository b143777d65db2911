public import SupplyChainCore

/// How regular the demand for an item is, in time and in size.
///
/// Two numbers tell: how many periods pass from one demand to the next on average, and how much the
/// sizes of the demands vary. Smooth demand is for exponential smoothing, the other three are for
/// the models of intermittent demand.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0])
/// let demand = try DemandClassification(of: sales)
/// print(demand.pattern, demand.averageInterval)  // intermittent 3.0
/// ```
///
/// Syntetos, Boylan and Croston 2005, <https://doi.org/10.1057/palgrave.jors.2601841>.
public struct DemandClassification: Hashable, Sendable {
  /// The four patterns of demand.
  public enum Pattern: String, Hashable, Sendable, Codable, CaseIterable {
    /// Regular in time and in size.
    case smooth
    /// Regular in time, not in size.
    case erratic
    /// Regular in size, not in time.
    case intermittent
    /// Regular neither in time nor in size.
    case lumpy
  }

  /// The number of observed periods for each one with demand; infinite where there was none.
  public let averageInterval: Double
  /// The variance of the sizes of demands over their squared mean; zero below two demands.
  public let squaredCoefficientOfVariation: Double

  /// The average interval from which on demand is intermittent or lumpy.
  public static let intervalCutoff = 1.32
  /// The squared coefficient of variation from which on demand is erratic or lumpy.
  public static let variationCutoff = 0.49

  /// Classifies a history.
  ///
  /// - Parameter series: The history; missing observations are left out.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n)
  public init(of series: TimeSeries) throws(InvalidInput) {
    try requireDemand(series)
    self.init(DemandSummary(series))
  }

  init(_ summary: DemandSummary) {
    averageInterval = summary.averageInterval
    squaredCoefficientOfVariation = summary.squaredVariationOfSizes
  }

  /// The pattern.
  public var pattern: Pattern {
    let isRare = averageInterval >= Self.intervalCutoff
    let isUneven = squaredCoefficientOfVariation >= Self.variationCutoff
    return isRare ? (isUneven ? .lumpy : .intermittent) : (isUneven ? .erratic : .smooth)
  }
}

/// Refuses a history that is no demand.
func requireDemand(_ series: TimeSeries) throws(InvalidInput) {
  // The scan is cheap, the collector is not.
  guard series.storage.contains(where: { $0 < 0 }) else { return }
  var checks = InputChecks()
  for (index, value) in series.storage.enumerated() where value < 0 {
    checks.report("values", at: index, value: "\(value)", "is negative, which no demand is")
  }
  try checks.finish()
}
