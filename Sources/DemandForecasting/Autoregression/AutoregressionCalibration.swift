/// How far the errors of a seasonal autoregression several steps ahead were from what it expects of them.
///
/// The coefficients are fitted once more without the last observations, and the errors there, from many
/// origins and in units of what the model expects of them, have the scale and the tails of Student's
/// distribution that holds 80 and 95 % of them.
struct AutoregressionCalibration {
  /// The factor of the errors' deviation.
  let scale: Double
  /// The degrees of freedom of their tails.
  let freedom: Double

  private static let longestTrial = 24
  private static let leastErrors = 60
  private static let mostOrigins = 60
  /// The share of the history that is held back: the last, since spreads change; or the longest season if
  /// that is more.
  private static let heldBack = 20

  /// `nil` where the history is too short for a trial.
  init?(_ values: [Double], seasons: [Int]) {
    let longest = seasons.last ?? 0
    let steps = min(Self.longestTrial, values.count / 10)
    let held = min(values.count / 3, max(Self.leastErrors, values.count / Self.heldBack, longest))
    let first = values.count - held
    guard held >= Self.leastErrors / 2, steps >= 1,
      let trial = AutoregressionRecursion(Array(values[..<first]), seasons: seasons),
      trial.errorVariance > 0
    else { return nil }
    let units = trial.deviations(steps)
    let reach = trial.lags.last ?? 0
    var errors: [Double] = []
    let stride = max(1, (held - steps) / Self.mostOrigins)
    for origin in Swift.stride(from: values.count - steps, through: first, by: -stride) {
      let future = trial.continued(Array(values[origin - reach..<origin]), by: steps)
      for step in 0..<steps {
        errors.append((values[origin + step] - future[reach + step]).magnitude / units[step])
      }
    }
    guard errors.count >= Self.leastErrors else { return nil }
    errors.sort()
    let (inner, outer) = (errors[errors.count * 80 / 100], errors[errors.count * 95 / 100])
    guard inner > 0, outer.isFinite else { return nil }
    freedom = StudentT.matching(ratioOfBands: outer / inner)
    scale = inner / StudentT.quantile(0.9, freedom)
  }
}
