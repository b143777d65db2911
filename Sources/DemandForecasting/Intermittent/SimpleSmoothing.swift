/// Simple exponential smoothing from the first value on, as the methods of intermittent demand use it.
enum SimpleSmoothing {
  /// The level after the last value; zero without values.
  static func level(_ values: [Double], smoothing: Double) -> Double {
    var level = values.first ?? 0
    for value in values.dropFirst() { level += smoothing * (value - level) }
    return level
  }

  /// The parameter from 0.1 to 0.3 with the least sum of squared one-step errors, by golden section:
  /// the range that the literature on intermittent demand recommends.
  static func bestParameter(_ values: [Double]) -> Double {
    let scale = values.reduce(0) { max($0, $1.magnitude) }
    guard values.count > 1, scale > 0 else { return 0.1 }
    func loss(_ smoothing: Double) -> Double {
      var level = values[0] / scale
      var sum = 0.0
      for value in values.dropFirst() {
        let error = value / scale - level
        sum += error * error
        level += smoothing * error
      }
      return sum
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (0.1, 0.3)
    var (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
    var (lossA, lossB) = (loss(a), loss(b))
    while high - low > 1e-6 {
      if lossA <= lossB {
        (high, b, lossB) = (b, a, lossA)
        a = high - ratio * (high - low)
        lossA = loss(a)
      } else {
        (low, a, lossA) = (a, b, lossB)
        b = low + ratio * (high - low)
        lossB = loss(b)
      }
    }
    return (low + high) / 2
  }
}
