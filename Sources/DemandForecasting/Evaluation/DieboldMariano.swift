internal import Probability
internal import RealModule
public import SupplyChainCore

/// The test of Diebold and Mariano: whether one forecast is really better than another, or only was by
/// chance.
///
/// The losses of both are compared step by step. Errors of forecasts several steps ahead overlap, so
/// that their dependence has to be allowed for; few observations are allowed for by the correction of
/// Harvey, Leybourne and Newbold, with Student's distribution.
///
/// ```swift
/// let ours = [0.4, -1.2, 0.3, 0.8, -0.5, 0.2, -0.9, 0.6]
/// let theirs = [1.4, -2.2, 0.1, 1.9, -1.5, 1.0, -0.7, 2.6]
/// let test = try DieboldMariano(ours.map { $0 * $0 }, theirs.map { $0 * $0 })
/// print(test.meanDifference, test.statistic, test.pValue)  // below zero: the first is better
/// ```
///
/// Diebold and Mariano 1995, <https://doi.org/10.1080/07350015.1995.10524599>; Harvey, Leybourne and
/// Newbold 1997, <https://doi.org/10.1016/S0169-2070(96)00719-4>.
public struct DieboldMariano: Hashable, Sendable {
  /// The mean of the first losses less the second.
  public let meanDifference: Double
  /// The mean difference in its standard errors; zero where the losses are the same.
  public let statistic: Double
  /// The probability of a difference this large in either direction, were both forecasts as good.
  public let pValue: Double

  /// Compares two forecasts.
  ///
  /// - Parameters:
  ///   - losses: The loss of the first forecast at each step: the squared error, say, or the pinball
  ///     loss.
  ///   - others: That of the second forecast at the same steps.
  ///   - horizon: How many steps ahead the forecasts were.
  /// - Throws: `InvalidInput` if the lengths differ, there are not more steps than the horizon, a loss
  ///   is not finite, or the losses depend on one another too much for the number of steps.
  /// - Complexity: O(n · horizon)
  public init(
    _ losses: [Double], _ others: [Double], horizon: Int = 1
  ) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(horizon >= 1, "horizon", value: horizon, "is less than 1")
    checks.require(
      others.count == losses.count, "others", value: "\(others.count) steps",
      "has not \(losses.count) as the first losses")
    checks.require(
      losses.count > max(1, horizon), "losses", value: "\(losses.count) steps",
      "are not more than the horizon and one")
    for (index, loss) in losses.enumerated() { checks.requireFinite(loss, "losses", at: index) }
    for (index, loss) in others.enumerated() { checks.requireFinite(loss, "others", at: index) }
    try checks.finish()
    let (n, h) = (Double(losses.count), Double(horizon))
    let differences = zip(losses, others).map { $0 - $1 }
    let mean = differences.reduce(0) { $0 + $1 / n }
    let centred = differences.map { $0 - mean }
    var variance = 0.0
    for lag in 0..<horizon {
      let product = zip(centred.dropFirst(lag), centred).reduce(0) { $0 + $1.0 * $1.1 }
      variance += (lag == 0 ? 1 : 2) * product / n
    }
    meanDifference = mean
    guard centred.contains(where: { $0 != 0 }) else {
      statistic = mean == 0 ? 0 : mean > 0 ? .infinity : -.infinity
      pValue = mean == 0 ? 1 : 0
      return
    }
    guard variance > 0 else {
      throw InvalidInput(
        "horizon", value: horizon, "is too long for \(losses.count) steps: no variance is left")
    }
    let correction = (n + 1 - 2 * h + h * (h - 1) / n) / n
    guard correction > 0 else {
      throw InvalidInput("horizon", value: horizon, "is too long for \(losses.count) steps")
    }
    statistic = mean / (variance / n).squareRoot() * correction.squareRoot()
    pValue = 2 * StudentT.cumulative(-statistic.magnitude, n - 1)
  }
}
