internal import RealModule
public import SupplyChainCore

/// Futures of intermittent demand put together from pieces of its past.
///
/// Two ways are known. Willemain's lets demand and no demand follow one another as they did, by the
/// four probabilities of a Markov chain; that of Viswanathan and Zhou draws the intervals between
/// demands from those that were seen. Both draw sizes from those that were seen, and jitter them, so
/// that a size near one of the past is possible, too.
///
/// ```swift
/// let sales = try TimeSeries([0, 0, 3, 0, 2, 0, 0, 0, 3, 0, 1, 0])
/// let forecast = try DemandBootstrap.viswanathanZhou.forecast(sales, horizon: 3)
/// let stock = try forecast.demand(over: 3).quantile(0.95)
/// ```
///
/// Willemain, Smart and Schwarz 2004, <https://doi.org/10.1016/S0169-2070(03)00013-X>; Viswanathan and
/// Zhou 2008, "A new bootstrapping based method for forecasting and safety stock determination for
/// intermittent demand items".
public struct DemandBootstrap: ForecastModel, Hashable, Codable {
  /// How the periods with demand are drawn.
  public enum Occurrence: String, Hashable, Sendable, Codable, CaseIterable {
    /// By a Markov chain of two states.
    case markovChain
    /// By the intervals that were seen.
    case intervals
  }

  /// How the periods with demand are drawn.
  public let occurrence: Occurrence
  /// The seed of the futures.
  public let seed: UInt64

  /// A bootstrap.
  ///
  /// - Parameters:
  ///   - occurrence: How the periods with demand are drawn.
  ///   - seed: The seed of the futures.
  public init(_ occurrence: Occurrence, seed: UInt64 = 1) {
    self.occurrence = occurrence
    self.seed = seed
  }

  /// Willemain's bootstrap.
  public static let willemain = DemandBootstrap(.markovChain)
  /// The bootstrap of Viswanathan and Zhou.
  public static let viswanathanZhou = DemandBootstrap(.intervals)

  /// The name.
  public var name: String { occurrence == .markovChain ? "Willemain" : "ViswanathanZhou" }

  /// Takes the history to pieces.
  ///
  /// - Parameter series: The history; missing observations are left out.
  /// - Returns: The pieces.
  /// - Throws: `InvalidInput` naming each negative observation.
  /// - Complexity: O(n)
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedDemandBootstrap {
    try requireDemand(series)
    return FittedDemandBootstrap(self, series)
  }
}

/// The pieces that futures of intermittent demand are put together from.
///
/// ```swift
/// let fitted = try DemandBootstrap.willemain.fit(TimeSeries([0, 2, 0, 0, 4, 0]))
/// print(try fitted.forecast(3).mean)
/// ```
public struct FittedDemandBootstrap: FittedForecastModel, Hashable, Codable {
  private let method: DemandBootstrap
  private let unit: Double
  /// The sizes of all demands, in units, and the intervals that ended with them.
  private var sizes: [Double] = []
  private var intervals: [Int] = []
  /// The number of periods since the last demand.
  private var elapsed = 0
  /// The probability of demand after a period without and after one with it.
  private let afterNone: Double
  private let afterDemand: Double

  init(_ method: DemandBootstrap, _ series: TimeSeries) {
    self.method = method
    unit = DemandSummary(series).unit
    var counts = [[0.0, 0.0], [0.0, 0.0]]
    var previous: Int?
    for value in series.storage where !value.isNaN {
      elapsed += 1
      let state = value > 0 ? 1 : 0
      if let previous { counts[previous][state] += 1 }
      previous = state
      guard value > 0 else { continue }
      sizes.append((value / unit).rounded())
      intervals.append(elapsed)
      elapsed = 0
    }
    // Jeffreys' prior keeps a transition that was not seen possible.
    afterNone = (counts[0][1] + 0.5) / (counts[0][0] + counts[0][1] + 1)
    afterDemand = (counts[1][1] + 0.5) / (counts[1][0] + counts[1][1] + 1)
  }

  /// The name of the method.
  public var name: String { method.name }

  /// The distribution of the next observations, by simulated futures.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast; zero throughout where there never was demand.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(horizon · futures)
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let count = FuturePaths.count(horizon: horizon)
    var values = [Double](repeating: 0, count: count * horizon)
    var generator = SeededGenerator(seed: method.seed)
    if !sizes.isEmpty {
      for path in 0..<count {
        switch method.occurrence {
        case .markovChain: chain(path, count, horizon, &values, &generator)
        case .intervals: renewals(path, count, horizon, &values, &generator)
        }
      }
    }
    return Forecast(model: name, pathValues: values, count: count, isNonNegative: true)
  }

  private func chain(
    _ path: Int, _ count: Int, _ horizon: Int, _ values: inout [Double],
    _ generator: inout SeededGenerator
  ) {
    var hasDemand = elapsed == 0
    for step in 0..<horizon {
      hasDemand = generator.uniform() < (hasDemand ? afterDemand : afterNone)
      if hasDemand { values[step * count + path] = size(&generator) }
    }
  }

  private func renewals(
    _ path: Int, _ count: Int, _ horizon: Int, _ values: inout [Double],
    _ generator: inout SeededGenerator
  ) {
    // The running interval is one of those that are longer than what has passed of it.
    let longer = intervals.filter { $0 > elapsed }
    var step =
      longer.isEmpty
      ? intervals[generator.index(below: intervals.count)] - 1
      : longer[generator.index(below: longer.count)] - elapsed - 1
    while step < horizon {
      values[step * count + path] = size(&generator)
      step += intervals[generator.index(below: intervals.count)]
    }
  }

  /// A size of the past, jittered by its square root; one that would not be above zero is left as it
  /// was.
  private func size(_ generator: inout SeededGenerator) -> Double {
    let size = sizes[generator.index(below: sizes.count)]
    let z = generator.normal()
    let jittered = 1 + (size + z * size.squareRoot()).rounded(.down)
    return unit * (jittered > 0 ? jittered : size)
  }
}

extension SeededGenerator {
  /// A number from the standard normal distribution, by Box and Muller.
  fileprivate mutating func normal() -> Double {
    let radius = (-2 * Double.log(onePlus: -uniform())).squareRoot()
    return radius * .cos(2 * .pi * uniform())
  }
}
