internal import Probability
internal import SupplyChainCore

/// Draws from a distribution of whole numbers by inversion, with one look into a guide table.
///
/// An index into the cumulative probabilities for each of 2ᵏ equal slices of the unit interval leaves
/// about one comparison a draw (Chen and Asau 1974).
struct SamplingTable: Sendable {
  private let first: Double
  private let cumulative: [Double]
  private let guide: [Int32]

  /// Tables beyond this many values would not stay in the cache.
  private static let limit = 20_000
  /// The probability cut off at each end: never drawn within 2⁵³ numbers.
  private static let tail = 1e-15

  /// A table; `nil` where the distribution is not of whole numbers, or too wide.
  init?(_ distribution: any Distribution) {
    guard let distribution = distribution as? any DiscreteDistribution else { return nil }
    let low = distribution.quantile(Self.tail)
    let high = distribution.quantile(1 - Self.tail)
    guard low.isFinite, high.isFinite, high - low < Double(Self.limit), low.magnitude < 1e9 else {
      return nil
    }
    first = low
    let count = Int(high - low) + 1
    var cumulative = (0..<count).map { distribution.cumulative(low + Double($0)) }
    cumulative[count - 1] = 1
    var slices = 16
    while slices < 2 * count { slices *= 2 }
    var guide: [Int32] = []
    var index = 0
    for slice in 0..<slices {
      while cumulative[index] <= Double(slice) / Double(slices) && index < count - 1 { index += 1 }
      guide.append(Int32(index))
    }
    self.cumulative = cumulative
    self.guide = guide
  }

  @inline(__always) func sample(using generator: inout SeededGenerator) -> Double {
    let u = generator.uniform()
    var index = Int(guide[Int(u * Double(guide.count))])
    while index < cumulative.count - 1, cumulative[index] <= u { index += 1 }
    return first + Double(index)
  }
}
