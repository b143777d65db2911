/// The recursion of complex exponential smoothing for one step at a time: to forecast and to update.
struct ComplexRecursion: Hashable, Sendable, Codable {
  /// The parameters of what has no season; `nil` in the simple seasonal form.
  var smoothing: ComplexWeight?
  /// Those of the season in the simple and the full form.
  var seasonal: ComplexWeight?
  /// That of an additive season in the partial form.
  var share: Double?
  var own: ComplexState
  /// The seasonal states, one a place.
  var seasons: [ComplexState]
  /// The place of the next season.
  var place = 0

  /// The smoothing parameters in one list: those of the level first.
  var parameters: [Double] {
    [smoothing, seasonal].compactMap { $0 }.flatMap { [$0.real, $0.imaginary] }
      + (share.map { [$0] } ?? [])
  }

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

  /// The recursion from nothing, one step after an error of one.
  var shocked: ComplexRecursion {
    var result = self
    result.own = .zero
    for place in seasons.indices { result.seasons[place] = .zero }
    result.advance(by: 1)
    return result
  }
}
