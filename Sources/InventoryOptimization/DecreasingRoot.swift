/// The root of a function that falls, by Newton's method inside a bracket.
///
/// - Parameters:
///   - start: Where to begin.
///   - step: The scale of the argument: how far to look for a bracket first, above zero.
///   - function: The value and the derivative.
/// - Returns: The root to about 1e-14 of its scale; the last end tried where there is none.
func decreasingRoot(
  start: Double, step: Double, _ function: (Double) -> (value: Double, slope: Double)
) -> Double {
  var lower = -Double.infinity
  var upper = Double.infinity
  var x = start
  var stride = step
  for _ in 0..<200 {
    let (value, slope) = function(x)
    if value == 0 { return x }
    if value > 0 { lower = x } else { upper = x }
    var next = x - value / slope
    // Newton's method has converged, be it from one side with nothing found on the other.
    if next.isFinite, (next - x).magnitude <= 1e-14 * (next.magnitude + step) { return next }
    let isBracketed = lower > -.infinity && upper < .infinity
    if isBracketed {
      if !(next > lower && next < upper) { next = lower + (upper - lower) / 2 }
    } else {
      // No further than the stride, so that a flat tail does not throw the search away.
      let limit = value > 0 ? x + stride : x - stride
      if !(next.isFinite && (next - x).magnitude <= stride) { next = limit }
      stride *= 2
      guard stride.isFinite else { return x }
    }
    if next == x || isBracketed && upper - lower <= 1e-14 * (next.magnitude + step) {
      return next
    }
    x = next
  }
  return x
}
