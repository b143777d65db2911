/// The sorted support of a finite distribution with everything that lies above each of its points.
struct StepTable: Sendable, Hashable {
  /// The values, ascending and distinct.
  let values: [Double]
  /// The probability of each value.
  let masses: [Double]
  /// The probability of at most each value.
  let cumulatives: [Double]
  /// The probability of more than each value.
  let exceedances: [Double]
  /// E[(X − v)⁺] and ½ E[((X − v)⁺)²] at each value v.
  let firstLosses: [Double]
  let secondLosses: [Double]
  let mean: Double
  let variance: Double

  /// Builds the table from distinct ascending values; the masses are scaled to a sum of one.
  init(values: [Double], weights: [Double]) {
    let count = values.count
    let total = weights.reduce(0, +)
    let masses = weights.map { $0 / total }
    var cumulatives = [Double](repeating: 0, count: count)
    var running = 0.0
    for index in 0..<count {
      running += weights[index]
      cumulatives[index] = running / total
    }
    var exceedances = [Double](repeating: 0, count: count)
    var first = exceedances
    var second = exceedances
    running = 0
    for index in stride(from: count - 2, through: 0, by: -1) {
      running += weights[index + 1]
      let probability = running / total
      let gap = values[index + 1] - values[index]
      exceedances[index] = probability
      first[index] = first[index + 1] + gap * probability
      second[index] = second[index + 1] + gap * (first[index + 1] + 0.5 * gap * probability)
    }
    // The last cumulative is one by definition, whatever rounding says.
    cumulatives[count - 1] = 1
    self.values = values
    self.masses = masses
    self.cumulatives = cumulatives
    self.exceedances = exceedances
    firstLosses = first
    secondLosses = second
    let mean = values[0] + first[0]
    self.mean = mean
    variance = zip(values, masses).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
  }

  /// Builds the table from ascending values, of which some may be equal.
  init(merging pairs: some Sequence<(Double, Double)>) {
    var values: [Double] = []
    var weights: [Double] = []
    for (value, weight) in pairs {
      if values.last == value {
        weights[weights.count - 1] += weight
      } else {
        values.append(value)
        weights.append(weight)
      }
    }
    self.init(values: values, weights: weights)
  }

  /// The number of values of at most `x`.
  private func rank(of x: Double) -> Int { partition { $0 > x } }

  private func partition(_ belongsAbove: (Double) -> Bool) -> Int {
    var lower = 0
    var upper = values.count
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      if belongsAbove(values[middle]) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }

  func mass(at x: Double) -> Double {
    let rank = rank(of: x)
    return rank > 0 && values[rank - 1] == x ? masses[rank - 1] : 0
  }

  func cumulative(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    let rank = rank(of: x)
    return rank == 0 ? 0 : cumulatives[rank - 1]
  }

  func exceedance(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    let rank = rank(of: x)
    return rank == 0 ? 1 : exceedances[rank - 1]
  }

  func quantile(_ p: Double) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    var lower = 0
    var upper = values.count - 1
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      if cumulatives[middle] >= p { upper = middle } else { lower = middle + 1 }
    }
    return values[lower]
  }

  func losses(at x: Double) -> (first: Double, second: Double) {
    if x.isNaN { return (.nan, .nan) }
    let rank = rank(of: x)
    if rank == values.count { return (0, 0) }
    // The next value above x, and all the probability from there on.
    let step = values[rank] - x
    let probability = rank == 0 ? 1 : exceedances[rank - 1]
    return (
      firstLosses[rank] + step * probability,
      secondLosses[rank] + step * (firstLosses[rank] + 0.5 * step * probability)
    )
  }
}
