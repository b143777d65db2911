public import SupplyChainCore

/// What ``AutoForecaster`` made of a series: small, `Codable`, and ready for the next observation.
///
/// ```swift
/// let fitted = try AutoForecaster().fit(TimeSeries([5, 7]))
/// print(fitted.reason ?? "")  // 2 observations are too few for a combination
/// ```
public struct FittedAutoForecaster: UpdatableForecastModel, Hashable, Codable {
  /// How the members come together.
  enum Rule: String, Hashable, Sendable, Codable {
    /// The median of the centres, and of the spreads.
    case median
    /// The weighted mean of the centres, with the spread of the one that was checked.
    case mean
    /// The weighted mean of the centres, and of the spreads: of every quantile.
    case quantileMean
  }

  /// The share of each member; under a median all have the same.
  public private(set) var weights: [Double]
  /// Why there is no combination, or a smaller one; `nil` where there is a full one.
  public private(set) var reason: String?
  private var parts: [CombinationMember]
  private let rule: Rule
  private let observed: Int

  init(
    members: [CombinationMember], weights: [Double]? = nil, rule: Rule, observed: Int,
    reason: String? = nil
  ) {
    parts = members
    self.weights = weights ?? members.map { _ in 1 / Double(members.count) }
    self.rule = rule
    self.observed = observed
    self.reason = reason
  }

  /// The models.
  public var members: [any UpdatableForecastModel] { parts.map(\.model) }

  /// The name, with what was chosen where the combination has one member alone.
  public var name: String { parts.count == 1 ? "Auto: \(parts[0].model.name)" : "Auto" }

  /// The distribution of the next observations.
  ///
  /// The centre of each step is the median, or the weighted mean, of those of the members, and so is the spread;
  /// of a long series it is that of the autoregression, which was checked against its own errors several
  /// steps ahead.
  ///
  /// - Parameter horizon: The number of steps ahead, at least one.
  /// - Returns: The forecast.
  /// - Throws: `InvalidInput` if the horizon is not positive or too long.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    var forecasts: [Forecast] = []
    for part in parts { forecasts.append(try part.model.forecast(horizon)) }
    if forecasts.count == 1 {
      forecasts[0].model = name
      return forecasts[0]
    }
    forecasts = forecasts.map(\.withoutCounts)
    return Forecast(
      model: name, unchecked: middle(of: forecasts.map(\.centre)), spread: spread(of: forecasts)
    ).bounded
  }

  private func spread(of forecasts: [Forecast]) -> Forecast.Spread {
    if rule == .mean || rule == .median && observed >= SeasonalPeriods.leastObservations,
      let place = parts.firstIndex(where: \.hasCheckedSpread)
    {
      return forecasts[place].spread
    }
    var (deviations, sums): ([[Double]], [[Double]]) = ([], [])
    for case .located(let own, let ownSums, _) in forecasts.map(\.spread) {
      deviations.append(own)
      sums.append(ownSums)
    }
    return .located(
      deviations: middle(of: deviations), sumDeviations: middle(of: sums),
      degreesOfFreedom: effectiveFreedom(of: observed))
  }

  /// What the rule makes of each step's values, one row a member.
  private func middle(of rows: [[Double]]) -> [Double] {
    if rule == .median { return Self.medians(rows) }
    return (rows.first ?? []).indices.map { step in
      zip(rows, weights).reduce(0) { $0 + $1.1 * $1.0[step] }
    }
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

  /// Takes in the next observation; nothing is estimated again.
  ///
  /// A member that cannot take it in, a multiplicative one a zero say, leaves the combination, and
  /// ``reason`` says so.
  ///
  /// - Parameter observation: The observation; `nil` where it is missing.
  /// - Throws: `InvalidInput` if it is not finite, or no member can take it in.
  /// - Complexity: O(longest season)
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    _ = try TimeSeries([observation ?? 0])
    var (kept, shares): ([CombinationMember], [Double]) = ([], [])
    for (part, weight) in zip(parts, weights) {
      guard let next = try? part.updated(with: observation) else { continue }
      kept.append(next)
      shares.append(weight)
    }
    guard !kept.isEmpty else {
      throw InvalidInput(
        "observation", value: observation ?? .nan, "cannot be taken in by any member")
    }
    if kept.count < parts.count {
      reason = "an observation was not above zero, as \(parts.count - kept.count) members needed"
    }
    let total = shares.reduce(0, +)
    parts = kept
    weights = shares.map { total > 0 ? $0 / total : 1 / Double(shares.count) }
  }
}
