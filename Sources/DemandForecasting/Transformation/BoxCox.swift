internal import RealModule
public import SupplyChainCore

/// The power transformation of Box and Cox, which evens out a spread that grows with the level.
///
/// λ = 1 leaves the series as it is but for a shift, λ = 0 takes logarithms.
///
/// ```swift
/// let root = try BoxCox(lambda: 0.5)
/// print(root.transform(9), root.inverse(4))  // 4.0 9.0
/// ```
///
/// Box and Cox 1964, <https://doi.org/10.1111/j.2517-6161.1964.tb00553.x>.
public struct BoxCox: Hashable, Sendable, Codable {
  /// The power.
  public let lambda: Double

  /// A transformation.
  ///
  /// - Parameter lambda: The power, from −2 to 2.
  /// - Throws: `InvalidInput` if the power is out of that range.
  public init(lambda: Double) throws(InvalidInput) {
    guard lambda >= -2 && lambda <= 2 else {
      throw InvalidInput("lambda", value: lambda, "is not from -2 to 2")
    }
    self.lambda = lambda
  }

  private init(unchecked lambda: Double) { self.lambda = lambda }

  private enum CodingKeys: CodingKey { case lambda }

  /// Reads a transformation and checks it.
  public init(from decoder: any Decoder) throws {
    try self.init(
      lambda: decoder.container(keyedBy: CodingKeys.self).decode(Double.self, forKey: .lambda))
  }

  /// The power that makes the spread of the seasons least dependent on their level: Guerrero's method.
  ///
  /// Guerrero 1993, <https://doi.org/10.1002/for.3980120104>.
  ///
  /// - Parameter series: Observations above zero; gaps are filled in a straight line.
  /// - Returns: A transformation with a power from −1 to 2; 1 where there are not two seasons.
  /// - Throws: `InvalidInput` naming each observation that is not above zero.
  /// - Complexity: O(n) for each of some forty powers
  public static func guerrero(_ series: TimeSeries) throws(InvalidInput) -> BoxCox {
    try requirePositive(series)
    let filled = SmoothingStart.interpolated(series.storage)
    let length = max(2, series.period)
    let seasons = filled.count / length
    guard seasons >= 2 else { return BoxCox(unchecked: 1) }
    let start = filled.count - seasons * length
    let moments = (0..<seasons).map { season in
      let values = filled[start + season * length..<start + (season + 1) * length]
      let mean = values.reduce(0) { $0 + $1 / Double(length) }
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean: mean, deviation: (squares / Double(length - 1)).squareRoot())
    }
    func variation(_ lambda: Double) -> Double {
      let ratios = moments.map { $0.deviation / .pow($0.mean, 1 - lambda) }
      let mean = ratios.reduce(0) { $0 + $1 / Double(seasons) }
      let squares = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let value = (squares / Double(seasons - 1)).squareRoot() / mean
      return value.isFinite ? value : .infinity
    }
    return BoxCox(unchecked: Self.minimum(of: variation, from: -1, to: 2))
  }

  /// Golden sections around the best of a grid.
  private static func minimum(
    of function: (Double) -> Double, from low: Double, to high: Double
  ) -> Double {
    let grid = (0...12).map { low + (high - low) * Double($0) / 12 }
    let values = grid.map(function)
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    var (a, b) = (grid[max(0, best - 1)], grid[min(12, best + 1)])
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<40 {
      let (x, y) = (b - ratio * (b - a), a + ratio * (b - a))
      if function(x) <= function(y) { b = y } else { a = x }
    }
    return (a + b) / 2
  }

  /// Refuses observations that have no power.
  static func requirePositive(_ series: TimeSeries) throws(InvalidInput) {
    var checks = InputChecks()
    for (index, value) in series.storage.enumerated() where value <= 0 {
      checks.report("series.values", at: index, value: "\(value)", "is not above zero")
    }
    try checks.finish()
  }

  /// The transformed value of one above zero.
  public func transform(_ value: Double) -> Double {
    lambda == 0 ? .log(value) : (.pow(value, lambda) - 1) / lambda
  }

  /// The value whose transform it is: zero, or the largest number, beyond the range of the transform.
  public func inverse(_ transformed: Double) -> Double {
    let value: Double
    if lambda == 0 {
      value = .exp(transformed)
    } else {
      let base = lambda * transformed + 1
      value = base > 0 ? .pow(base, 1 / lambda) : lambda > 0 ? 0 : .infinity
    }
    return min(value, TimeSeries.largestMagnitude)
  }
}
