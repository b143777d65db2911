public import SupplyChainCore

/// A model of the series without its seasons, which a decomposition by loess takes out and puts back.
///
/// That lends any number of seasons, and long ones, to a model that knows none. Seasons scale the series
/// where every observation is above zero, and add to it elsewhere; what is put back is the last of each.
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// let model = Deseasonalized(ExponentialSmoothing.damped, seasons: [24, 168])
/// let forecast = try model.forecast(TimeSeries(hours, period: 24), horizon: 48)
/// print(forecast.model)  // MSTL + ETS(A,Ad,N)
/// ```
///
/// Bandara, Hyndman and Bergmeir 2021, <https://arxiv.org/abs/2107.13462>.
public struct Deseasonalized<Model: ForecastModel>: ForecastModel {
  /// The model of what is left.
  public var model: Model
  /// The lengths of the seasons in steps; `nil` to look for them (see ``SeasonalPeriods``).
  public var seasons: [Int]?

  /// A model of the series without its seasons.
  ///
  /// - Parameters:
  ///   - model: The model of what is left; it sees a series of period 1.
  ///   - seasons: The lengths of the seasons in steps; `nil` to look for them.
  public init(_ model: Model, seasons: [Int]? = nil) {
    self.model = model
    self.seasons = seasons
  }

  /// The name.
  public var name: String { "MSTL + \(model.name)" }

  /// Takes the seasons out and fits the model.
  ///
  /// - Parameter series: The history. Seasons of which there are not two are left in.
  /// - Returns: The fitted model.
  /// - Throws: What the model throws.
  /// - Complexity: O(n · w) for a decomposition with windows of w steps, besides that of the model.
  public func fit(_ series: TimeSeries) throws(InvalidInput) -> FittedDeseasonalized<Model.Fitted> {
    let adjustment = SeasonalAdjustment(
      series, decomposing: seasons ?? SeasonalPeriods.find(in: series))
    return FittedDeseasonalized(
      model: try model.fit(adjustment.adjusted), cycle: adjustment.cycle)
  }
}

extension Deseasonalized: Equatable where Model: Equatable {}
extension Deseasonalized: Hashable where Model: Hashable {}
extension Deseasonalized: Encodable where Model: Encodable {}
extension Deseasonalized: Decodable where Model: Decodable {}

/// A fitted model of a series without its seasons, and the seasons.
///
/// ```swift
/// let hours = (0..<504).map { (hour: Int) -> Double in
///   let (place, day) = (hour % 24, hour / 24 % 7)
///   return Double(20 + place + 5 * day)
/// }
/// var fitted = try Deseasonalized(ExponentialSmoothing.simple, seasons: [24])
///   .fit(TimeSeries(hours, period: 24))
/// try fitted.update(with: 21)
/// print(fitted.seasons)  // [24]
/// ```
public struct FittedDeseasonalized<Model: FittedForecastModel>: FittedForecastModel {
  /// The model of what is left.
  public private(set) var model: Model
  private var cycle: SeasonalCycle

  init(model: Model, cycle: SeasonalCycle) {
    self.model = model
    self.cycle = cycle
  }

  /// The name.
  public var name: String { cycle.cycles.isEmpty ? model.name : "MSTL + \(model.name)" }

  /// The lengths of the seasons.
  public var seasons: [Int] { cycle.cycles.map(\.count) }

  /// The distribution of the next observations.
  public func forecast(_ horizon: Int) throws(InvalidInput) -> Forecast {
    var forecast = cycle.reseasoned(try model.forecast(horizon))
    forecast.model = name
    return forecast
  }
}

extension FittedDeseasonalized: UpdatableForecastModel where Model: UpdatableForecastModel {
  /// Takes in the next observation; the seasons stay.
  public mutating func update(with observation: Double?) throws(InvalidInput) {
    _ = try TimeSeries([observation ?? 0])
    try model.update(with: observation.map { cycle.adjusted($0) })
    cycle.advance()
  }
}

extension FittedDeseasonalized: Equatable where Model: Equatable {}
extension FittedDeseasonalized: Hashable where Model: Hashable {}
extension FittedDeseasonalized: Encodable where Model: Encodable {}
extension FittedDeseasonalized: Decodable where Model: Decodable {}
