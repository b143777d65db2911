/// The first point at which a function that rises, and may jump, is not negative.
func increasingRoot(
  start: Double, step: Double, _ function: (Double) -> Double
) -> Double {
  var (lower, upper) = (start, start)
  var stride = step
  while upper.isFinite, function(upper) < 0 {
    lower = upper
    upper += stride
    stride *= 2
  }
  stride = step
  while lower.isFinite, function(lower) >= 0 {
    upper = lower
    lower -= stride
    stride *= 2
  }
  guard lower.isFinite, upper.isFinite else { return start }
  for _ in 0..<200 {
    let middle = lower + 0.5 * (upper - lower)
    guard middle > lower, middle < upper, upper - lower > 1e-13 * middle.magnitude else { break }
    if function(middle) < 0 { lower = middle } else { upper = middle }
  }
  return upper
}
