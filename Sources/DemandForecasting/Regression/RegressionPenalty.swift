/// What keeps the coefficients of a regression small, where there are many regressors and few
/// observations.
///
/// Penalties apply to columns brought to mean zero and variance one, never to the intercept, so that
/// the units of a regressor do not matter.
///
/// ```swift
/// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122])
/// let price = try Regressor("price", [9, 9, 7, 9, 9, 7.1, 9, 9])
/// let fitted = try LinearRegression(penalty: .ridge(1)).fit(sales, regressors: [price])
/// ```
public enum RegressionPenalty: Hashable, Sendable, Codable {
  /// Ordinary least squares.
  case none
  /// The sum of squared coefficients, times this, is added to the sum of squared residuals: all
  /// coefficients shrink, and related regressors share what they explain.
  ///
  /// Hoerl and Kennard 1970, <https://doi.org/10.1080/00401706.1970.10488634>.
  case ridge(Double)
  /// The sum of absolute coefficients, times this, is added to half the mean squared residual:
  /// coefficients that explain little become zero.
  ///
  /// Tibshirani 1996, <https://doi.org/10.1111/j.2517-6161.1996.tb02080.x>; by coordinate descent,
  /// Friedman, Hastie and Tibshirani 2010, <https://doi.org/10.18637/jss.v033.i01>.
  case lasso(Double)

  var weight: Double {
    switch self {
    case .none: 0
    case .ridge(let weight), .lasso(let weight): weight
    }
  }
}

/// How the errors of a regression's coefficients are estimated.
///
/// ```swift
/// let sales = try TimeSeries([120, 118, 161, 119, 121, 158, 117, 122])
/// let fitted = try LinearRegression(standardErrors: .autocorrelationConsistent()).fit(sales)
/// print(fitted.coefficients[1].standardError)
/// ```
public enum RegressionErrors: Hashable, Sendable, Codable {
  /// How the residuals are corrected for what the fit took out of them.
  public enum Correction: String, Hashable, Sendable, Codable, CaseIterable {
    /// Not at all.
    case hc0
    /// By the degrees of freedom.
    case hc1
    /// By one less the leverage.
    case hc2
    /// By its square: the one to use below some 250 observations.
    case hc3
  }

  /// Errors of one variance, independent of one another.
  case classical
  /// Errors of any variance, independent of one another.
  ///
  /// White 1980, <https://doi.org/10.2307/1912934>; MacKinnon and White 1985,
  /// <https://doi.org/10.1016/0304-4076(85)90158-7>.
  case heteroskedasticityConsistent(Correction = .hc3)
  /// Errors of any variance that depend on one another up to so many steps; by default
  /// 4 (n / 100)^(2/9) of them.
  ///
  /// Newey and West 1987, <https://doi.org/10.2307/1913610>.
  case autocorrelationConsistent(lags: Int? = nil)
}
