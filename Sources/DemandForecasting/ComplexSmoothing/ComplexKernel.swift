/// The recursion of complex exponential smoothing over a series, forth and back.
///
/// Initial states are found by backcasting: the recursion runs over the reversed series from where it
/// ended, and forth again (Svetunkov and Kourentzes 2022, <https://doi.org/10.1002/nav.22074>).
struct ComplexKernel {
  /// A form with its parameters and states.
  struct State: Hashable, Sendable, Codable {
    /// The parameters of what has no season; `nil` in the simple seasonal form.
    var smoothing: ComplexWeight?
    /// Those of the season in the simple and the full form.
    var seasonal: ComplexWeight?
    /// That of an additive season in the partial form.
    var share: Double?
    var own: ComplexState
    /// The seasonal states, the next one first.
    var seasons: [ComplexState]
    /// The place of the next season.
    var place = 0

    /// What the next observation is expected to be.
    var expectation: Double {
      let level = smoothing == nil ? 0 : own.level
      return seasons.isEmpty ? level : level + seasons[place].level
    }

    /// Takes in an error; zero where an observation is missing.
    mutating func advance(by error: Double) {
      if let smoothing { own = own.advanced(by: error, smoothing) }
      guard !seasons.isEmpty else { return }
      if let seasonal {
        seasons[place] = seasons[place].advanced(by: error, seasonal)
      } else if let share {
        seasons[place].level += share * error
      }
      place = place + 1 == seasons.count ? 0 : place + 1
    }
  }

  let values: [Double]

  /// The sum of squared errors of a run; the state is left at the end.
  func run(_ state: inout State, backwards: Bool = false) -> Double {
    var sum = 0.0
    for index in values.indices {
      let value = values[backwards ? values.count - 1 - index : index]
      let error = value.isNaN ? 0 : value - state.expectation
      sum += error * error
      state.advance(by: error)
    }
    return sum
  }

  /// Turns the states round, so that a run may go the other way.
  func turn(_ state: inout State) {
    // The place now next comes last on the way back.
    let count = state.seasons.count
    guard count > 0 else { return }
    state.seasons = (0..<count).map { state.seasons[(state.place + 2 * count - 1 - $0) % count] }
    state.place = 0
  }

  /// The sum of squares with backcast initial states, which `state` then ends from.
  func backcast(_ state: inout State) -> Double {
    _ = run(&state)
    turn(&state)
    _ = run(&state, backwards: true)
    turn(&state)
    return run(&state)
  }
}
