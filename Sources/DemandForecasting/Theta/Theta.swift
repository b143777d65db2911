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
    FittedTheta(self, SeasonalAdjustment(series, rule: .shrinking))
  }
}
