/// The smallest whole number for which something holds that holds for all above it.
///
/// - Parameters:
///   - guess: A number within a few units of it.
///   - holds: What has to hold; met to rounding should count as met.
/// - Returns: The number; the guess where numbers are too large to count in units.
func firstWholeNumber(near guess: Double, _ holds: (Double) -> Bool) -> Double {
  var point = guess.rounded(.down)
  guard point.magnitude < 0x1p52 else { return point }
  // A guess that is far off for some reason must not take for ever.
  var steps = 0
  while steps < 1_000_000, !holds(point) {
    point += 1
    steps += 1
  }
  while steps < 1_000_000, holds(point - 1) {
    point -= 1
    steps += 1
  }
  return point
}
