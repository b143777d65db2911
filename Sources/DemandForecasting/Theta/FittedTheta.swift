internal import RealModule
public import SupplyChainCore

/// A theta model that has learnt a series: small, `Codable`, and ready for the next observation.
///
/// ```swift
/// var fitted = try Theta.optimized.fit(TimeSeries([30, 32, 35, 33, 38, 41, 40, 45, 44, 49]))
/// print(fitted.theta, fitted.smoothingLevel)
/// try fitted.update(with: 51)
/// ```
public struct FittedTheta: UpdatableForecastModel, Hashable, Codable {
  private let model: Theta
  private var cycle: SeasonalCycle
  private var estimate: ThetaKernel.Estimate
  private var line: ThetaKernel.RunningLine
  private let errorVariance: Double
  private let freedom: Double

  init(_ model: Theta, _ adjustment: SeasonalAdjustment) {
    self.model = model
    cycle = adjustment.cycle
    let values = adjustment.adjusted.storage
    let kernel = ThetaKernel(values, isDynamic: model.isDynamic)
    estimate = kernel.estimate(weight: model.isOptimized ? nil : 0.5)
    line = ThetaKernel.RunningLine(through: values)
    let parameters = model.isOptimized ? 2 : 1
    let wider = widening(of: values.count)
    errorVariance =
      wider * wider * estimate.sumOfSquares / Double(max(1, values.count - 1 - parameters))
    freedom = effectiveFreedom(of: values.count)
  }

  /// The name of the model.
  public var name: String { model.name }

  /// How far the forecast leans on the line: 1 not at all, 2 half, infinity wholly.
  public var theta: Double { 1 / (1 - estimate.weight) }

  /// How much of a surprise goes into the level: α.
  public var smoothingLevel: Double { estimate.alpha }

  /// The distribution of the next observations.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  /// - Complexity: O(horizon)
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    try requireHorizon(horizon)
    let alpha = estimate.alpha
    var course = Course(self)
    var (mean, deviations, sums): ([Double], [Double], [Double]) = ([], [], [])
    var total = 0.0
    for step in 0..<horizon {
      let expected = course.expectation
      mean.append(expected)
      // The future is taken to be as expected: the level follows it, the line in the dynamic models.
      course.advance(expected, movesLine: model.isDynamic)
      // A surprise moves every later step by α.
      deviations.append((errorVariance * (1 + Double(step) * alpha * alpha)).squareRoot())
      let weight = 1 + alpha * Double(step)
      total += weight * weight
      sums.append((errorVariance * total).squareRoot())
    }
    return cycle.reseasoned(
      Forecast(
        model: name, unchecked: mean,
        spread: .located(
          deviations: deviations, sumDeviations: sums, degreesOfFreedom: freedom)))
  }

  /// Takes in the next observation; parameters, season and error variance stay.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is not finite.
  /// - Complexity: O(1)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    _ = try TimeSeries([observation ?? 0])
    var course = Course(self)
    course.advance(observation.map { cycle.adjusted($0) } ?? course.expectation, movesLine: true)
    estimate.level = course.level
    line = course.line
    cycle.advance()
  }

  /// The recursion from here on.
  private struct Course {
    let alpha: Double
    let weight: Double
    var level: Double
    var line: ThetaKernel.RunningLine
    /// What is left of the start: (1 − α)ᵗ.
    var decay: Double

    init(_ fitted: FittedTheta) {
      alpha = fitted.estimate.alpha
      weight = fitted.estimate.weight
      level = fitted.estimate.level
      line = fitted.line
      decay = .pow(1 - alpha, fitted.line.count)
    }

    var expectation: Double {
      level + weight * (decay * line.intercept + (1 - decay * (1 - alpha)) / alpha * line.slope)
    }

    mutating func advance(_ value: Double, movesLine: Bool) {
      level = alpha * value + (1 - alpha) * level
      decay *= 1 - alpha
      if movesLine { line.add(value) }
    }
  }
}
