internal import RealModule

/// What one pass over a history of demand tells about its size and spread.
struct DemandSummary: Hashable, Sendable {
  /// The number of observed periods.
  private(set) var periods = 0
  /// The number of periods with demand.
  private(set) var demands = 0
  /// The unit that demand comes in: all observations are whole multiples of it, up to rounding.
  private(set) var unit = 1.0
  /// The mean of all observed periods.
  private(set) var mean = 0.0
  /// The variance of all observed periods over their number less one.
  private(set) var variance = 0.0
  /// The mean of the periods with demand.
  private(set) var meanSize = 0.0
  private(set) var squaredVariationOfSizes = 0.0

  var averageInterval: Double {
    demands > 0 ? Double(periods) / Double(demands) : .infinity
  }

  /// The variance in units over the mean in units: 1 for Poisson's distribution, more for lumpy
  /// demand.
  var dispersion: Double {
    mean > 0
      ? max(CountMixture.leastDispersion, variance / mean / unit)
      : CountMixture.leastDispersion
  }

  init(_ series: TimeSeries) {
    var largest = 0.0
    for value in series.storage where value > largest { largest = value }
    guard largest > 0 else {
      periods = series.count - series.missingCount
      return
    }
    // Sums of shares of the largest value neither overflow nor vanish.
    var (sum, squares) = (0.0, 0.0)
    for value in series.storage where !value.isNaN {
      periods += 1
      if value > 0 {
        let share = value / largest
        demands += 1
        sum += share
        squares += share * share
      }
    }
    let (n, k) = (Double(periods), Double(demands))
    mean = sum / n * largest
    meanSize = sum / k * largest
    variance = periods > 1 ? max(0, squares - sum * sum / n) / (n - 1) * largest * largest : 0
    if demands > 1 {
      squaredVariationOfSizes = max(0, squares - sum * sum / k) / (k - 1) / (sum / k * sum / k)
    }
    unit = Self.unit(of: series.storage, largest: largest)
  }

  /// The largest unit of which all values are multiples, and not by chance.
  ///
  /// Whole numbers and up to three decimals are tried; values finer than that count in thousandths of
  /// the largest one, which is as good as continuous.
  private static func unit(of values: [Double], largest: Double) -> Double {
    for decimals in [1.0, 10, 100, 1_000] where largest * decimals < 0x1p50 {
      var (divisor, demands) = (0, 0)
      var areWhole = true
      for value in values where value > 0 {
        let scaled = value * decimals
        let whole = scaled.rounded()
        guard (scaled - whole).magnitude <= 1e-9 * whole else {
          areWhole = false
          break
        }
        demands += 1
        if divisor != 1 { divisor = commonDivisor(divisor, Int(whole)) }
      }
      guard areWhole else { continue }
      // So many numbers are all multiples of d by chance with a probability of one over d to their count.
      let isMeant = Double(demands) * Double.log(Double(divisor)) > leastEvidence
      let unit = isMeant ? Double(divisor) / decimals : 1 / decimals
      // A unit too fine to count in helps nobody.
      if largest / unit <= mostUnits { return unit }
    }
    return largest / 1_000
  }

  /// One in a thousand, as a logarithm.
  private static let leastEvidence = 7.0

  private static let mostUnits = 1e6

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
