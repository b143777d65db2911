internal import LinearAlgebra
public import SupplyChainCore

/// Chooses which regressors a regression takes, or how strong its penalty is.
///
/// Regressors, trend, season and lags go in and out one at a time, each time the one that improves the
/// criterion most, until none does.
///
/// ```swift
/// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122, 160, 118, 123, 119])
/// let promotion = try Regressor("promotion", [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0])
/// let weather = try Regressor("weather", [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
/// let choice = try RegressionSelection.correctedAkaike
///   .choose(from: LinearRegression(), sales, regressors: [promotion, weather])
/// print(choice.regressors.map(\.name), choice.regression.trend)  // ["promotion"] none
/// ```
///
/// Hurvich and Tsai 1989, <https://doi.org/10.1093/biomet/76.2.297>; leave-one-out by leverages, Allen
/// 1974, <https://doi.org/10.1080/00401706.1974.10489157>.
public enum RegressionSelection: Hashable, Sendable, Codable {
  /// By the least corrected Akaike criterion.
  case correctedAkaike
  /// By the least mean squared error of predicting each observation from all others.
  case leaveOneOut

  /// What was chosen.
  public struct Choice: Hashable, Sendable {
    /// The regression with what it keeps of trend, season and lags.
    public let regression: LinearRegression
    /// The regressors that it takes.
    public let regressors: [Regressor]
    /// The criterion of the choice; less is better.
    public let criterion: Double
  }

  /// Chooses among the parts of a regression.
  ///
  /// - Parameters:
  ///   - regression: The regression with all that it may take; its penalty has to be none.
  ///   - series: The history.
  ///   - regressors: All that it may take.
  /// - Returns: The choice.
  /// - Throws: `InvalidInput` if a part cannot be meant, or not even the mean can be estimated.
  /// - Complexity: O(p²) fits for p parts.
  public func choose(
    from regression: LinearRegression, _ series: TimeSeries, regressors: [Regressor]
  ) throws(InvalidInput) -> Choice {
    guard regression.penalty == .none else {
      throw InvalidInput("penalty", value: regression.penalty, "leaves no criterion")
    }
    // What the whole regression may not take, its parts may not either.
    try LinearRegression.require(regressors, count: series.count)
    var empty = regression
    (empty.trend, empty.season, empty.lags) = (.none, .none, [])
    guard
      var best = value(
        Choice(regression: empty, regressors: [], criterion: .infinity), series, like: regression)
    else {
      // The reason is that of the fit.
      _ = try empty.diagnostics(series)
      throw InvalidInput("series", "leaves nothing to choose from")
    }
    while true {
      let next = neighbours(of: best, in: regression, regressors)
        .compactMap { value($0, series, like: regression) }
        .min { $0.criterion < $1.criterion }
      guard let next, next.criterion < best.criterion else { return best }
      best = next
    }
  }

  /// The choice with its criterion; `nil` where it cannot be estimated.
  ///
  /// All choices see the steps that the regression with all its lags sees, since criteria of different
  /// data cannot be compared.
  private func value(
    _ choice: Choice, _ series: TimeSeries, like whole: LinearRegression
  ) -> Choice? {
    guard
      let design = try? RegressionDesign(
        choice.regression, series, regressors: choice.regressors, weights: nil,
        from: whole.lags.max() ?? 0),
      let solution = try? RegressionSolution(design)
    else { return nil }
    let diagnostics = RegressionDiagnostics(design, solution)
    let criterion =
      switch self {
      case .correctedAkaike: diagnostics.correctedAkaikeCriterion
      case .leaveOneOut: diagnostics.leaveOneOutError
      }
    guard criterion.isFinite || criterion == -.infinity else { return nil }
    return Choice(
      regression: choice.regression, regressors: choice.regressors, criterion: criterion)
  }

  /// All choices with one part more or one less.
  private func neighbours(
    of choice: Choice, in whole: LinearRegression, _ regressors: [Regressor]
  ) -> [Choice] {
    var result: [Choice] = []
    func add(_ change: (inout LinearRegression, inout [Regressor]) -> Void) {
      var (regression, kept) = (choice.regression, choice.regressors)
      change(&regression, &kept)
      result.append(Choice(regression: regression, regressors: kept, criterion: .infinity))
    }
    if whole.trend != .none {
      add { regression, _ in regression.trend = regression.trend == .none ? whole.trend : .none }
    }
    if whole.season != .none {
      add { regression, _ in regression.season = regression.season == .none ? whole.season : .none }
    }
    for lag in whole.lags {
      add { regression, _ in
        if let place = regression.lags.firstIndex(of: lag) {
          regression.lags.remove(at: place)
        } else {
          regression.lags.append(lag)
        }
      }
    }
    for regressor in regressors {
      add { _, kept in
        if let place = kept.firstIndex(of: regressor) {
          kept.remove(at: place)
        } else {
          kept.append(regressor)
        }
      }
    }
    return result
  }
}

extension LinearRegression {
  /// The penalty, of those given, that predicts best what it has not seen.
  ///
  /// The observations are dealt out to folds in turn; each fold is predicted from the others.
  ///
  /// ```swift
  /// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122, 160, 118])
  /// let price = try Regressor("price", [9, 9, 7, 9, 9, 7.1, 9, 9, 7, 9])
  /// let best = try LinearRegression().penalty(
  ///   among: [.lasso(0.1), .lasso(1), .lasso(10)], for: sales, regressors: [price])
  /// ```
  ///
  /// - Parameters:
  ///   - penalties: The penalties to choose from; at least one.
  ///   - series: The history.
  ///   - regressors: What else is known: one value for each step of the history.
  ///   - folds: How many folds, at least two.
  /// - Returns: The penalty with the least mean squared error.
  /// - Throws: `InvalidInput` if there is no penalty, fewer than two folds, or a fold cannot be fitted.
  /// - Complexity: O(penalties · folds) fits.
  public func penalty(
    among penalties: [RegressionPenalty], for series: TimeSeries, regressors: [Regressor] = [],
    folds: Int = 5
  ) throws(InvalidInput) -> RegressionPenalty {
    guard folds >= 2 else { throw InvalidInput("folds", value: folds, "is less than 2") }
    var best: (penalty: RegressionPenalty, error: Double)?
    for penalty in penalties {
      var own = self
      own.penalty = penalty
      let design = try RegressionDesign(own, series, regressors: regressors, weights: nil)
      var sum = 0.0
      for fold in 0..<min(folds, design.steps.count) {
        let held = Set(stride(from: fold, to: design.steps.count, by: folds))
        let part = try RegressionSolution(design.leavingOut(held))
        for row in held {
          let fitted = part.coefficients.indices.reduce(0) {
            $0 + part.coefficients[$1] * design.matrix[row, $1]
          }
          sum += (design.response[row] - fitted) * (design.response[row] - fitted)
        }
      }
      if best.map({ sum < $0.error }) ?? true { best = (penalty, sum) }
    }
    guard let best else { throw InvalidInput("penalties", value: "[]", "is empty") }
    return best.penalty
  }
}
