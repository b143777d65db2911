/// Loess over equally spaced values: at each place a weighted line through its nearest neighbours.
///
/// The weights fall with the cube of the distance (Cleveland 1979,
/// <https://doi.org/10.1080/01621459.1979.10481038>); robustness weights may come on top. Places are
/// counted from one, as in the paper of the decomposition.
struct LocalRegression {
  /// The number of neighbours: odd.
  let window: Int
  /// Whether a line is drawn, and not only a mean taken.
  let isLinear: Bool

  /// Distances below this share of the largest count as none, those beyond its complement as too far.
  private static let margin = 0.001

  /// The smooth at every place.
  func smooth(_ values: [Double], weights: [Double]?) -> [Double] {
    let count = values.count
    guard count > 1 else { return values }
    var result = values
    var left = 1
    var right = min(window, count)
    let half = (window + 1) / 2
    for place in 1...count {
      if window < count && place > half && right != count {
        left += 1
        right += 1
      }
      if let smoothed = at(Double(place), values, left, right, weights) {
        result[place - 1] = smoothed
      }
    }
    return result
  }

  /// The smooth at a place, which may lie outside; `nil` where all weights are zero.
  func at(
    _ place: Double, _ values: [Double], _ left: Int, _ right: Int, _ robustness: [Double]?
  ) -> Double? {
    let count = values.count
    var reach = max(place - Double(left), Double(right) - place)
    if window > count { reach += Double((window - count) / 2) }
    let (near, far) = (Self.margin * reach, (1 - Self.margin) * reach)
    // Sums of weights, weighted places and values: the line follows from them in one pass.
    var (w0, w1, w2, v0, v1) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for neighbour in left...right {
      let offset = Double(neighbour) - place
      let distance = offset.magnitude
      guard distance <= far else { continue }
      var weight = 1.0
      if distance > near {
        let ratio = distance / reach
        let cube = 1 - ratio * ratio * ratio
        weight = cube * cube * cube
      }
      if let robustness { weight *= robustness[neighbour - 1] }
      let value = values[neighbour - 1]
      w0 += weight
      w1 += weight * offset
      w2 += weight * offset * offset
      v0 += weight * value
      v1 += weight * offset * value
    }
    guard w0 > 0 else { return nil }
    let mean = v0 / w0
    guard isLinear, reach > 0 else { return mean }
    let centre = w1 / w0
    let spread = w2 / w0 - centre * centre
    // Too little spread to tell a slope.
    guard spread > 0, spread.squareRoot() > Self.margin * Double(count - 1) else { return mean }
    return mean - centre * (v1 / w0 - centre * mean) / spread
  }
}
