/// Where a function of a single summit is greatest, by golden section, to nine digits of the interval.
func maximum(from lower: Double, to upper: Double, of function: (Double) -> Double) -> Double {
  let ratio = 0.5 * (5.0.squareRoot() - 1)
  var (a, b) = (lower, upper)
  var (c, d) = (b - ratio * (b - a), a + ratio * (b - a))
  var (atC, atD) = (function(c), function(d))
  for _ in 0..<60 where b - a > 1e-10 * (upper - lower) {
    if atC >= atD {
      (b, d, atD) = (d, c, atC)
      c = b - ratio * (b - a)
      atC = function(c)
    } else {
      (a, c, atC) = (c, d, atD)
      d = a + ratio * (b - a)
      atD = function(d)
    }
  }
  return 0.5 * (a + b)
}
