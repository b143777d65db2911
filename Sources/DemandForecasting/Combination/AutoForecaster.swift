public import SupplyChainCore

/// The forecaster for whoever does not want to choose: the median of four different models.
///
/// Exponential smoothing chosen by AICc, the best of its forms with a damped trend, the standard and the
/// dynamic optimised theta model each err in their own way; the median of their forecasts errs less than
/// any of them, and less than their mean, since one that runs away is not followed. Combinations have
/// won over choices in every one of the M competitions (Petropoulos and Svetunkov 2020,
/// <https://doi.org/10.1016/j.ijforecast.2019.01.006>).
///
/// Intermittent demand is counted by ``DynamicNegativeBinomial``, and the fitted forecaster says so.
/// Series too short or too even for a combination are smoothed with a fixed parameter, and the forecast says so.
///
/// ```swift
/// let sales = try TimeSeries([30, 21, 29, 31, 40, 48, 53, 47, 37, 39, 31, 29], period: 4)
/// let fitted = try AutoForecaster().fit(sales)
/// print(fitted.members.map(\.name), fitted.reason ?? "")
/// let stock = try fitted.forecast(3).nonNegative.demand(over: 3).quantile(0.95)
/// ```
public struct AutoForecaster: ForecastModel, Hashable, Codable {
  /// The forecaster.
  public init() {}

  /// The name.
  public var name: String { "Auto" }

  /// Fits all members.
  ///
  /// - Parameter series: The history, of any length and with any gaps.
  /// - Returns: The combination, or what it falls back to.
  /// - Throws: Nothing; the signature is that of every model.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedAutoForecaster {
    if DynamicNegativeBinomial.suits(series) {
      return FittedAutoForecaster(
        members: [try DynamicNegativeBinomial().fit(series)],
        observed: series.count - series.missingCount,
        reason: "demand is intermittent")
    }
    let forms = AutomaticExponentialSmoothing().candidates(series)
    guard let best = forms.first else { throw InvalidInput("series", "cannot be described") }
    let observed = series.count - series.missingCount
    if observed < Self.leastObservations || forms.count == 1 {
      let reason =
        observed < Self.leastObservations
        ? "\(observed) observations are too few for a combination"
        : "the series allows one model alone"
      return FittedAutoForecaster(members: [best], observed: observed, reason: reason)
    }
    return FittedAutoForecaster(
      members: [
        best, forms.first { $0.form.isDamped } ?? best,
        try Theta.standard.fit(series), try Theta.dynamicOptimized.fit(series),
      ], observed: observed, reason: nil)
  }

  /// Fewer observations draw no line that deserves the name.
  private static let leastObservations = 5
}

/// What ``AutoForecaster`` made of a series.
///
/// ```swift
/// let fitted = try AutoForecaster().fit(TimeSeries([5, 7]))
/// print(fitted.reason ?? "")  // 2 observations are too few for a combination
/// ```
public struct FittedAutoForecaster: FittedForecastModel {
  /// The models, all of one weight.
  public let members: [any FittedForecastModel]
  /// Why there is no combination; `nil` where there is one.
  public let reason: String?
  private let observed: Int

  init(members: [any FittedForecastModel], observed: Int, reason: String?) {
    self.members = members
    self.observed = observed
    self.reason = reason
  }

  /// The name, with what was chosen where the combination has one member alone.
  public var name: String {
    members.count == 1 ? "Auto: \(members[0].name)" : "Auto"
  }

  /// The distribution of the next observations.
  ///
  /// Centre and spread of each step are the medians of those of the members, and so is the spread of
  /// the sum of the first steps.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    var forecasts: [Forecast] = []
    for member in members { forecasts.append(try member.forecast(horizon)) }
    if forecasts.count == 1 {
      forecasts[0].model = name
      return forecasts[0]
    }
    var deviations: [[Double]] = []
    var sums: [[Double]] = []
    for case .located(let own, let ownSums, _) in forecasts.map(\.spread) {
      deviations.append(own)
      sums.append(ownSums)
    }
    return Forecast(
      model: name, unchecked: Self.medians(forecasts.map(\.centre)),
      spread: .located(
        deviations: Self.medians(deviations), sumDeviations: Self.medians(sums),
        degreesOfFreedom: effectiveFreedom(of: observed)))
  }

  /// The median of each step: of an even number of values the mean of the middle two.
  private static func medians(_ rows: [[Double]]) -> [Double] {
    guard let first = rows.first else { return [] }
    return first.indices.map { step in
      let values = rows.map { $0[step] }.sorted()
      let middle = values.count / 2
      return values.count.isMultiple(of: 2)
        ? values[middle - 1] / 2 + values[middle] / 2 : values[middle]
    }
  }
}
