/// A level and the information that is not yet in it: the real and the imaginary part of complex
/// exponential smoothing.
struct ComplexState: Hashable, Sendable, Codable {
  var level: Double
  var information: Double

  static let zero = ComplexState(level: 0, information: 0)

  /// The state one step on: of no observation, if the error is zero.
  func advanced(by error: Double, _ smoothing: ComplexWeight) -> ComplexState {
    ComplexState(
      level: level - (1 - smoothing.imaginary) * information
        + (smoothing.real - smoothing.imaginary) * error,
      information: level + (1 - smoothing.real) * information
        + (smoothing.real + smoothing.imaginary) * error)
  }
}

/// The complex smoothing parameter α₀ + i α₁.
struct ComplexWeight: Hashable, Sendable, Codable {
  var real: Double
  var imaginary: Double

  /// Whether what happened long ago is forgotten: both eigenvalues of the discount matrix lie within
  /// the unit circle.
  var isStable: Bool {
    let trace = 2 - 2 * real + imaginary
    let determinant =
      (1 - real + imaginary) * (1 - real) - (imaginary - 1) * (1 - real - imaginary)
    return determinant < 1 && trace.magnitude < 1 + determinant
  }
}
