public import SupplyChainCore

/// The forecaster for whoever does not want to choose: a combination of models that err each in their
/// own way.
///
/// A series with no season, or a short one, gets the median of five: exponential smoothing chosen by
/// AICc, the best of its forms with a damped trend, the dynamic optimised theta model, complex exponential
/// smoothing and a seasonal autoregression. The median errs less than any of them, and less than their
/// mean, since one that runs away is not followed. Combinations have won over choices in every one of the
/// M competitions (Petropoulos and Svetunkov 2020, <https://doi.org/10.1016/j.ijforecast.2019.01.006>).
///
/// A series with a long season or several of them (see ``SeasonalPeriods``) gets the mean of three: a
/// seasonal autoregression, and exponential smoothing and theta after a decomposition by loess, each with a
/// weight according to how well it foresaw the last observations. A season seen hardly more than twice may be
/// chance, and no trial tells: then all have the same weight, in their spreads, too, and of demand a fourth that
/// knows no season joins them.
///
/// Intermittent demand, and demand in few units, is counted by ``DynamicNegativeBinomial``, and series too
/// short or too even for a combination are smoothed with a fixed parameter; the fitted forecaster says so.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29], period: 4)
/// let fitted = try AutoForecaster().fit(sales)
/// print(fitted.members.map(\.name), fitted.weights, fitted.reason ?? "")
/// let stock = try fitted.forecast(3).nonNegative.demand(over: 3).quantile(0.95)
/// ```
public struct AutoForecaster: ForecastModel, Hashable, Codable {
  /// The forecaster.
  public init() {}

  /// The name.
  public var name: String { "Auto" }

  /// Fewer observations draw no line that deserves the name.
  private static let leastObservations = 5
  /// The longest season that smoothing learns well place by place.
  private static let longestSmoothedSeason = 12

  /// Fits all members.
  ///
  /// - Parameter series: The history, of any length and with any gaps.
  /// - Returns: The combination, or what it falls back to.
  /// - Throws: Nothing; the signature is that of every model.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedAutoForecaster {
    let observed = series.count - series.missingCount
    if DynamicNegativeBinomial.suits(series) {
      return FittedAutoForecaster(
        members: [.intermittent(try DynamicNegativeBinomial().fit(series))], rule: .median,
        observed: observed, reason: "demand is intermittent")
    }
    let seasons = SeasonalPeriods.find(in: series)
    let isPlain =
      seasons.isEmpty || seasons == [series.period] && series.period <= Self.longestSmoothedSeason
    if !isPlain, observed >= Self.leastObservations, !series.isConstant {
      return try Self.longSeasonCombination(series, seasons, observed: observed)
    }
    let forms = AutomaticExponentialSmoothing().candidates(series)
    guard let best = forms.first else { throw InvalidInput("series", "cannot be described") }
    if observed < Self.leastObservations || forms.count == 1 {
      let reason =
        observed < Self.leastObservations
        ? "\(observed) observations are too few for a combination"
        : "the series allows one model alone"
      return FittedAutoForecaster(
        members: [.smoothing(best)], rule: .median, observed: observed, reason: reason)
    }
    var members: [CombinationMember] = [
      .smoothing(best), .smoothing(forms.first { $0.form.isDamped } ?? best),
      .theta(try Theta.dynamicOptimized.fit(series)),
      .complex(try ComplexExponentialSmoothing().fit(series)),
    ]
    if let autoregression = FittedSeasonalAutoregression(series, seasons: seasons) {
      members.append(.autoregression(autoregression))
    }
    return FittedAutoForecaster(members: members, rule: .median, observed: observed)
  }

  /// A combination for long and several seasons: weighed by a trial, or hedged where that cannot be.
  private static func longSeasonCombination(
    _ series: TimeSeries, _ seasons: [Int], observed: Int
  ) throws(InvalidInput) -> FittedAutoForecaster {
    var members = try longSeasonMembers(series, seasons)
    let heldBack = min(longestTrial, series.count / 5)
    if series.count - heldBack >= 2 * (seasons.last ?? 1) {
      return FittedAutoForecaster(
        members: members, weights: weights(of: members, on: series, seasons, heldBack: heldBack),
        rule: .mean, observed: observed)
    }
    if let demand = try? DynamicNegativeBinomial().fit(series) {
      members.append(.intermittent(demand))
    }
    return FittedAutoForecaster(members: members, rule: .quantileMean, observed: observed)
  }

  /// Models of long and of several seasons.
  private static func longSeasonMembers(
    _ series: TimeSeries, _ seasons: [Int]
  ) throws(InvalidInput) -> [CombinationMember] {
    var members: [CombinationMember] = []
    if let autoregression = FittedSeasonalAutoregression(series, seasons: seasons) {
      members.append(.autoregression(autoregression))
    }
    let adjustment = SeasonalAdjustment(series, decomposing: seasons)
    members += [
      .deseasonalizedSmoothing(
        FittedDeseasonalized(
          model: try AutomaticExponentialSmoothing().fit(adjustment.adjusted),
          cycle: adjustment.cycle)),
      .deseasonalizedTheta(
        FittedDeseasonalized(
          model: try Theta.dynamicOptimized.fit(adjustment.adjusted), cycle: adjustment.cycle)),
    ]
    return members
  }

  /// One over the fourth power of the mean error on the last observations, which are held back once; in all 1.
  ///
  /// The square would be best were the errors of the members independent; they are far from it.
  private static func weights(
    of members: [CombinationMember], on series: TimeSeries, _ seasons: [Int], heldBack: Int
  ) -> [Double] {
    let even = members.map { _ in 1 / Double(members.count) }
    guard let history = try? series.prefix(series.count - heldBack),
      let trial = try? longSeasonMembers(history, seasons), trial.count == members.count
    else { return even }
    let future = Array(series.values.suffix(heldBack))
    let precisions = trial.map { member in
      guard let mean = try? member.model.forecast(heldBack).mean else { return 0.0 }
      let error = Accuracy.meanAbsoluteError(actual: future, forecast: mean)
      let square = min(max(error * error, 1e-140), 1e140)
      return 1 / (square * square)
    }
    let total = precisions.reduce(0, +)
    return total.isFinite && total > 0 ? precisions.map { $0 / total } : even
  }

  /// The most observations that are held back to weigh the members.
  private static let longestTrial = 24
}

fileprivate extension TimeSeries {
  /// Whether all observations are the same.
  var isConstant: Bool {
    guard let first = storage.first(where: { !$0.isNaN }) else { return true }
    return storage.allSatisfy { $0.isNaN || $0 == first }
  }
}
