internal import RealModule

/// The recursion of exponential smoothing for one step at a time: to update and to simulate.
struct SmoothingStep {
  private let form: SmoothingForm
  private let parameters: SmoothingParameters
  private(set) var level: Double
  private(set) var slope: Double
  private var seasonal: [Double]
  private var slot = 0

  init(_ form: SmoothingForm, _ parameters: SmoothingParameters, _ state: SmoothingState) {
    self.form = form
    self.parameters = parameters
    level = state.level
    slope = state.slope
    seasonal = state.seasonal
  }

  private var season: Double { form.season == .none ? 0 : seasonal[slot] }

  /// φ b, or b^φ.
  private var drift: Double {
    switch form.trend {
    case .none: 0
    case .additive, .dampedAdditive: parameters.damping * slope
    case .multiplicative, .dampedMultiplicative: .pow(slope, parameters.damping)
    }
  }

  private func trend(_ drift: Double) -> Double {
    form.hasMultiplicativeTrend ? level * drift : level + drift
  }

  /// What the next observation is expected to be.
  var expectation: Double {
    form.season == .multiplicative ? trend(drift) * season : trend(drift) + season
  }

  /// Takes in an observation, or its absence.
  mutating func advance(_ observation: Double?) {
    let (drift, s) = (drift, season)
    let q = trend(drift)
    guard let y = observation else {
      level = q
      slope = drift
      turn()
      return
    }
    let scales = form.season == .multiplicative
    let surprise = (scales ? y / s : y - s) - q
    slope =
      drift + parameters.trend * (form.hasMultiplicativeTrend ? surprise / level : surprise)
    level = q + parameters.level * surprise
    if form.season != .none {
      seasonal[slot] = s + parameters.season * ((scales ? y / q : y - q) - s)
    }
    turn()
  }

  private mutating func turn() {
    guard form.season != .none else { return }
    slot = slot + 1 == seasonal.count ? 0 : slot + 1
  }

  /// The state, its seasons beginning with the one of the next observation.
  var state: SmoothingState {
    SmoothingState(
      unchecked: level, slope, Array(seasonal[slot...] + seasonal[..<slot]))
  }
}
