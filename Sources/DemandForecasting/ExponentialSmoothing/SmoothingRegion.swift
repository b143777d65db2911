/// Where the smoothing parameters may lie.
///
/// ```swift
/// var smoothing = ExponentialSmoothing.holt
/// smoothing.region = .admissible
/// ```
///
/// Hyndman, Akram and Archibald 2008, <https://doi.org/10.1007/s10463-006-0109-x>.
public enum SmoothingRegion: String, Hashable, Sendable, Codable {
  /// Each smoothed value is a weighted mean of old and new: α from 0 to 1, β to α, γ to 1 − α.
  case usual
  /// The past is forgotten, though perhaps in swings: α up to 2, and more of β and γ.
  case admissible

  /// Whether what happened long ago loses its influence.
  ///
  /// - Complexity: O(period²) with a season, else O(1)
  func contains(
    _ form: SmoothingForm, period: Int, level: Double, trend: Double, season: Double,
    damping: Double
  ) -> Bool {
    // The search keeps to the usual region, and to the admissible one without a season, by itself.
    guard self == .admissible, form.season != .none else { return true }
    let phi = form.isDamped ? damping : 1
    let share = level + trend - level * phi
    // The characteristic polynomial but for the root of one that level and season share, falling powers.
    var coefficients = [1.0, level + trend - phi]
    coefficients += Array(repeating: share, count: max(0, period - 2))
    coefficients += [share + season - 1, phi * (1 - level - season)]
    return Self.isStable(coefficients)
  }

  /// Whether all roots lie within the unit circle: the step-down recursion of Schur and Cohn.
  private static func isStable(_ polynomial: [Double]) -> Bool {
    var rest = polynomial
    while rest.count > 1 {
      let reflection = rest[rest.count - 1] / rest[0]
      guard reflection.magnitude < 1 else { return false }
      let turned = Array(rest.reversed())
      rest = (0..<rest.count - 1).map { rest[$0] - reflection * turned[$0] }
    }
    return true
  }
}
