internal import SupplyChainCore

/// A fitted member of a combination, in a form that can be stored.
enum CombinationMember: Hashable, Sendable, Codable {
  case smoothing(FittedExponentialSmoothing)
  case theta(FittedTheta)
  case complex(FittedComplexExponentialSmoothing)
  case autoregression(FittedSeasonalAutoregression)
  case intermittent(FittedDynamicNegativeBinomial)
  case deseasonalizedSmoothing(FittedDeseasonalized<FittedExponentialSmoothing>)
  case deseasonalizedTheta(FittedDeseasonalized<FittedTheta>)

  /// The model.
  var model: any UpdatableForecastModel {
    switch self {
    case .smoothing(let model): model
    case .theta(let model): model
    case .complex(let model): model
    case .autoregression(let model): model
    case .intermittent(let model): model
    case .deseasonalizedSmoothing(let model): model
    case .deseasonalizedTheta(let model): model
    }
  }

  /// Whether its spread was checked against its own errors on observations that it did not know.
  var hasCheckedSpread: Bool {
    if case .autoregression = self { return true }
    return false
  }

  /// The member after one more observation.
  func updated(with observation: Double?) throws(InvalidInput) -> CombinationMember {
    switch self {
    case .smoothing(var model):
      try model.update(with: observation)
      return .smoothing(model)
    case .theta(var model):
      try model.update(with: observation)
      return .theta(model)
    case .complex(var model):
      try model.update(with: observation)
      return .complex(model)
    case .autoregression(var model):
      try model.update(with: observation)
      return .autoregression(model)
    case .intermittent(var model):
      try model.update(with: observation)
      return .intermittent(model)
    case .deseasonalizedSmoothing(var model):
      try model.update(with: observation)
      return .deseasonalizedSmoothing(model)
    case .deseasonalizedTheta(var model):
      try model.update(with: observation)
      return .deseasonalizedTheta(model)
    }
  }
}
