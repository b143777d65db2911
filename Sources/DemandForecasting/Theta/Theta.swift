internal import RealModule
public import SupplyChainCore

/// The theta method and its descendants: a smoothed level that leans on the line through the data.
///
/// ``standard`` is the winner of the M3 competition (Assimakopoulos and Nikolopoulos 2000,
/// <https://doi.org/10.1016/S0169-2070(00)00066-2>); ``dynamicOptimized`` lets the line follow the
/// data and estimates how much the forecast leans on it (Fiorucci et al. 2016,
/// <https://doi.org/10.1016/j.ijforecast.2016.02.005>). A significant season is taken out first and
/// put back, shrunk as far as it is noise; gaps are filled in a straight line. The first level is not
/// estimated but taken from the first observation.
///
/// ```swift
/// let sales = try TimeSeries([30, 32, 35, 33, 38, 41, 40, 45, 44, 49])
/// let forecast = try Theta.dynamicOptimized.forecast(sales, horizon: 3)
/// ```
public struct Theta: ForecastModel, Hashable, Codable {
  /// Whether the line is drawn through the data seen so far and not through all of them.
  public var isDynamic: Bool
  /// Whether θ is estimated; otherwise it is 2.
  public var isOptimized: Bool

  /// A theta model.
  ///
  /// - Parameters:
  ///   - isDynamic: Whether the line follows the data.
  ///   - isOptimized: Whether θ is estimated.
  public init(isDynamic: Bool, isOptimized: Bool) {
    self.isDynamic = isDynamic
    self.isOptimized = isOptimized
  }

  /// The standard theta model: θ is 2, the line is drawn through all data.
  public static let standard = Theta(isDynamic: false, isOptimized: false)
  /// The optimised theta model.
  public static let optimized = Theta(isDynamic: false, isOptimized: true)
  /// The dynamic standard theta model.
  public static let dynamic = Theta(isDynamic: true, isOptimized: false)
  /// The dynamic optimised theta model.
  public static let dynamicOptimized = Theta(isDynamic: true, isOptimized: true)

  /// The name.
  public var name: String {
    (isDynamic ? "Dynamic" : "") + (isOptimized ? "Optimized" : "") + "Theta"
  }

  /// Takes out the season and estimates the model by least squares.
  ///
  /// - Parameter series: The history; any length.
  /// - Returns: The fitted model.
  /// - Throws: Nothing; the signature is that of every model.
  /// - Complexity: O(n) for each of some thirty smoothing parameters.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedTheta {
    FittedTheta(self, adjustment: SeasonalAdjustment(series, rule: .shrinking))
  }
}

/// A theta model that has learnt a series.
///
/// ```swift
/// let fitted = try Theta.optimized.fit(TimeSeries([30, 32, 35, 33, 38, 41, 40, 45, 44, 49]))
/// print(fitted.theta, fitted.smoothingLevel)
/// ```
public struct FittedTheta: FittedForecastModel, Hashable {
  /// The name of the model.
  public var name: String { model.name }
  private let model: Theta
  private let adjustment: SeasonalAdjustment
  private let estimate: ThetaKernel.Estimate
  private let errorVariance: Double

  init(_ model: Theta, adjustment: SeasonalAdjustment) {
    self.model = model
    self.adjustment = adjustment
    let kernel = ThetaKernel(adjustment.adjusted.storage, isDynamic: model.isDynamic)
    estimate = kernel.estimate(weight: model.isOptimized ? nil : 0.5)
    let parameters = model.isOptimized ? 2 : 1
    errorVariance =
      estimate.sumOfSquares / Double(max(1, kernel.values.count - 1 - parameters))
  }

  /// How far the forecast leans on the line: 1 not at all, 2 half, infinity wholly.
  public var theta: Double { 1 / (1 - estimate.weight) }

  /// How much of a surprise goes into the level: α.
  public var smoothingLevel: Double { estimate.alpha }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(n + horizon)
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let values = adjustment.adjusted.storage
    let (alpha, weight) = (estimate.alpha, estimate.weight)
    var running = ThetaKernel.RunningLine()
    for value in values { running.add(value) }
    let (a, b) = (running.intercept, running.slope)
    var level = estimate.level
    var decay = Double.pow(1 - alpha, Double(values.count))
    var (mean, deviations, sums): ([Double], [Double], [Double]) = ([], [], [])
    var (variance, total, weights) = (0.0, 0.0, 0.0)
    for step in 0..<horizon {
      let (intercept, slope) = model.isDynamic ? (running.intercept, running.slope) : (a, b)
      let expected =
        level + weight * (decay * intercept + (1 - decay * (1 - alpha)) / alpha * slope)
      mean.append(expected)
      // The future is taken to be as expected: the line follows it, the level too.
      level = alpha * expected + (1 - alpha) * level
      decay *= 1 - alpha
      running.add(expected)
      // A surprise moves every later step by α.
      variance = 1 + Double(step) * alpha * alpha
      deviations.append((errorVariance * variance).squareRoot())
      weights = 1 + alpha * Double(step)
      total += weights * weights
      sums.append((errorVariance * total).squareRoot())
    }
    return adjustment.reseasoned(
      Forecast(
        model: name, unchecked: mean,
        spread: .located(
          deviations: deviations, sumDeviations: sums,
          degreesOfFreedom: effectiveFreedom(of: values.count))))
  }
}
