import DemandForecasting
import Foundation
import SupplyChainCore

/// One line of the input of `supply-chain forecast`, and how it is answered.
struct ForecastRequest: Decodable {
  var id: String
  var values: [Double?]
  var period: Int?
  var horizon: Int?
  var model: String?
  var levels: [Double]?
  /// What else is known, by name: one value for each step of history and horizon.
  var regressors: [String: [Double]]?

  /// What holds where a line says nothing.
  struct Defaults: Sendable {
    var model: String
    var levels: [Double]
    var period: Int?
    var horizon: Int?
    var isNonNegative: Bool
    var treatment: Set<SeriesInspection.Kind> = []
  }

  /// What is wrong with a line.
  struct Refusal: Error {
    let reasons: [String]
  }

  private enum CodingKeys: CodingKey { case id, values, period, horizon, model, levels, regressors }

  init(id: String, values: [Double?], period: Int?) {
    self.id = id
    self.values = values
    self.period = period
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    // A number is as good an id as a text.
    if let text = try? container.decode(String.self, forKey: .id) {
      id = text
    } else if let number = try? container.decode(Int.self, forKey: .id) {
      id = String(number)
    } else {
      id = try container.decode(String.self, forKey: .id)
    }
    values = try container.decode([Double?].self, forKey: .values)
    period = try container.decodeIfPresent(Int.self, forKey: .period)
    horizon = try container.decodeIfPresent(Int.self, forKey: .horizon)
    model = try container.decodeIfPresent(String.self, forKey: .model)
    levels = try container.decodeIfPresent([Double].self, forKey: .levels)
    regressors = try container.decodeIfPresent([String: [Double]].self, forKey: .regressors)
  }

  /// Reads a line of JSON and forecasts.
  static func answer(_ line: Data, _ defaults: Defaults) -> Result<String, Refusal> {
    do {
      return try JSONDecoder().decode(ForecastRequest.self, from: line).answer(defaults)
    } catch let error as DecodingError {
      return .failure(Refusal(reasons: [error.shortReason]))
    } catch {
      return .failure(Refusal(reasons: ["is not a JSON object"]))
    }
  }

  /// Forecasts and writes the answer as a line of JSON.
  func answer(_ defaults: Defaults) -> Result<String, Refusal> {
    do {
      let levels = levels ?? defaults.levels
      for (index, level) in levels.enumerated() where !(level > 0 && level < 100) {
        throw InvalidInput("levels", at: index, value: level, "is not between 0 and 100")
      }
      var series = try TimeSeries(values, period: period ?? defaults.period ?? 1)
      if !defaults.treatment.isEmpty {
        series = try SeriesInspection(of: series).treated(defaults.treatment)
      }
      let steps = horizon ?? defaults.horizon ?? (series.period > 1 ? series.period : 6)
      guard steps >= 1 && steps <= Self.longestHorizon else {
        throw InvalidInput("horizon", value: steps, "is not from 1 to \(Self.longestHorizon)")
      }
      var forecast = try forecast(series, steps, by: model ?? defaults.model)
      if defaults.isNonNegative { forecast = forecast.nonNegative }
      return .success(json(forecast, levels))
    } catch let error as InvalidInput {
      return .failure(Refusal(reasons: error.problems.map(\.description)))
    } catch {
      return .failure(Refusal(reasons: ["\(error)"]))
    }
  }

  /// Forecasts by regression where regressors are given, by a model of the series alone elsewhere.
  private func forecast(
    _ series: TimeSeries, _ steps: Int, by name: String
  ) throws -> Forecast {
    guard let regressors, !regressors.isEmpty else {
      return try Self.model(named: name).forecast(series, horizon: steps)
    }
    let all = try regressors.sorted { $0.key < $1.key }.map { name, values in
      guard values.count == self.values.count + steps else {
        throw InvalidInput(
          "regressors.\(name)", value: "\(values.count) values",
          "has not one for each of \(self.values.count) observations and \(steps) steps ahead")
      }
      // A treatment may have cut off a late start.
      return try Regressor(name, Array(values.suffix(series.count + steps)))
    }
    let history = all.map { $0.first(series.count) }
    let future = all.map { $0.dropFirst(series.count) }
    switch name.lowercased() {
    case "regression":
      return try LinearRegression().fit(series, regressors: history)
        .forecast(steps, regressors: future)
    case "auto", "ets":
      return try AutomaticExponentialSmoothing().fit(series, regressors: history)
        .forecast(steps, regressors: future)
    default:
      guard let smoothing = try Self.model(named: name) as? ExponentialSmoothing else {
        throw InvalidInput(
          "model", value: name, "takes no regressors; ets, its forms and regression do")
      }
      return try smoothing.fit(series, regressors: history).forecast(steps, regressors: future)
    }
  }

  /// Beyond this a line of output would be longer than any reader expects.
  static let longestHorizon = 10_000

  private func json(_ forecast: Forecast, _ levels: [Double]) -> String {
    let bands = levels.map { (label($0), forecast.interval($0 / 100)) }
    let lower = bands.map { "\"\($0)\":\(json($1.lower))" }.joined(separator: ",")
    let upper = bands.map { "\"\($0)\":\(json($1.upper))" }.joined(separator: ",")
    return "{\"id\":\(json(id)),\"model\":\(json(forecast.model)),\"mean\":\(json(forecast.mean)),"
      + "\"lower\":{\(lower)},\"upper\":{\(upper)}}"
  }

  /// `80` for 80.0, `97.5` for 97.5.
  private func label(_ level: Double) -> String {
    level == level.rounded() ? String(Int(level)) : String(level)
  }

  private func json(_ values: [Double]) -> String {
    "[\(values.map { "\($0)" }.joined(separator: ","))]"
  }

  private func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}": result += String(format: "\\u%04x", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: Models

  private static let models: [(name: String, model: any ForecastModel)] = [
    ("auto", AutoForecaster()),
    ("ets", AutomaticExponentialSmoothing()),
    ("ses", ExponentialSmoothing.simple),
    ("holt", ExponentialSmoothing.holt),
    ("damped", ExponentialSmoothing.damped),
    ("holt-winters-additive", ExponentialSmoothing.holtWintersAdditive),
    ("holt-winters-multiplicative", ExponentialSmoothing.holtWintersMultiplicative),
    ("theta", Theta.standard),
    ("dynamic-optimized-theta", Theta.dynamicOptimized),
    ("ces", ComplexExponentialSmoothing()),
    ("seasonal-autoregression", SeasonalAutoregression()),
    ("mstl-ets", Deseasonalized(AutomaticExponentialSmoothing())),
    ("mstl-theta", Deseasonalized(Theta.dynamicOptimized)),
    ("regression", LinearRegression()),
    ("dynamic-negative-binomial", DynamicNegativeBinomial()),
    ("croston", Croston.classic),
    ("croston-optimized", Croston.optimized),
    ("sba", Croston.syntetosBoylan),
    ("tsb", TeunterSyntetosBabai()),
    ("adida", TemporalAggregation.adida),
    ("imapa", TemporalAggregation.imapa),
    ("hurdle", HurdleDemand()),
    ("willemain", DemandBootstrap.willemain),
    ("viswanathan-zhou", DemandBootstrap.viswanathanZhou),
    ("naive", Naive()),
    ("seasonal-naive", SeasonalNaive()),
    ("naive2", Naive2()),
    ("drift", Drift()),
  ]

  static var modelNames: [String] { models.map(\.name) }

  static func model(named name: String) throws(InvalidInput) -> any ForecastModel {
    if let known = models.first(where: { $0.name == name.lowercased() }) { return known.model }
    guard let form = try? SmoothingForm(name) else {
      throw InvalidInput(
        "model", value: name,
        "is not known; known are \(modelNames.joined(separator: ", ")) and forms such as AAdN")
    }
    return ExponentialSmoothing(form)
  }
}

extension DecodingError {
  /// What is wrong, in a few words.
  var shortReason: String {
    func path(_ context: Context) -> String {
      context.codingPath.reduce("") { path, key in
        key.intValue.map { "\(path)[\($0)]" }
          ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
      }
    }
    switch self {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let place = path(context)
      return place.isEmpty ? "is not a JSON object" : "\(place) is not a \(Self.name(of: type))"
    case .dataCorrupted(let context):
      let place = path(context)
      return place.isEmpty ? "is not a JSON object" : "\(place) cannot be read"
    @unknown default: return "cannot be read"
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is Int.Type: "whole number"
    case is Double.Type: "number"
    case is String.Type: "text"
    default: "list"
    }
  }
}
