public import Probability
public import SupplyChainCore

/// How many periods a shipment takes.
///
/// An order of lead time 0 that can be shipped at once arrives before the demand of its period.
///
/// ```swift
/// let point = StockPoint(
///   "shop", policy: .baseStock(265), leadTime: try RandomLeadTime(probabilities: [0, 0.2, 0.5, 0.3]))
/// ```
public protocol LeadTimeProcess: Sendable {
  /// The longest lead time that can occur, in periods.
  var longest: Int { get }

  /// The lead time of one shipment, from 0 to ``longest``.
  func leadTime(using generator: inout SeededGenerator) -> Int
}

/// A lead time that is always the same.
///
/// ```swift
/// let leadTime = FixedLeadTime(4)
/// ```
public struct FixedLeadTime: LeadTimeProcess, Hashable, Codable {
  /// The lead time in periods.
  public var longest: Int

  /// A lead time that is always the same.
  ///
  /// - Parameter periods: The lead time in periods; zero where it is negative.
  public init(_ periods: Int) { longest = max(0, periods) }

  /// The lead time.
  public func leadTime(using generator: inout SeededGenerator) -> Int { longest }
}

/// A lead time that varies independently from shipment to shipment.
///
/// Later shipments can arrive before earlier ones unless ``StockPoint/ordersMayCross`` says no.
///
/// ```swift
/// let leadTime = try RandomLeadTime(probabilities: [0, 0.2, 0.5, 0.3])
/// ```
public struct RandomLeadTime: LeadTimeProcess, Hashable, Codable {
  /// The probability of each number of periods, from zero on.
  public let probabilities: [Double]

  private var cumulative: [Double]

  /// A lead time that varies.
  ///
  /// - Parameter probabilities: The probability of each number of periods, from zero on.
  /// - Throws: `InvalidInput` if one is negative, or they do not add up to 1.
  public init(probabilities: [Double]) throws(InvalidInput) {
    var checks = InputChecks()
    for (index, probability) in probabilities.enumerated() {
      checks.requireNonNegative(probability, "probabilities", at: index)
    }
    let sum = probabilities.reduce(0, +)
    checks.require(
      (sum - 1).magnitude <= 1e-9, "probabilities", value: sum, "do not add up to 1")
    try checks.finish()
    self.probabilities = probabilities
    var total = 0.0
    cumulative = probabilities.map { probability in
      total += probability
      return total
    }
  }

  /// The lead time of a distribution, rounded to whole periods.
  ///
  /// - Parameters:
  ///   - distribution: The distribution of lead time, in periods.
  ///   - longest: Where to cut it off; the rest of the probability comes on top of it.
  /// - Throws: `InvalidInput` if the longest is not between 0 and 100 000.
  public init(rounding distribution: any Distribution, longest: Int) throws(InvalidInput) {
    guard longest >= 0, longest <= StockSimulation.longestLeadTime else {
      throw InvalidInput(
        "longest", value: longest, "is not between 0 and \(StockSimulation.longestLeadTime)")
    }
    var below = 0.0
    let probabilities = (0...longest).map { periods in
      let through = periods == longest ? 1 : distribution.cumulative(Double(periods) + 0.5)
      defer { below = max(below, through) }
      return max(0, through - below)
    }
    try self.init(probabilities: probabilities)
  }

  /// Decodes a lead time and checks it like the initialiser.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(probabilities: container.decode([Double].self, forKey: .probabilities))
  }

  /// Writes the probabilities.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(probabilities, forKey: .probabilities)
  }

  private enum CodingKeys: CodingKey { case probabilities }

  /// The longest lead time with a probability above zero.
  public var longest: Int { probabilities.lastIndex { $0 > 0 } ?? 0 }

  /// A draw.
  public func leadTime(using generator: inout SeededGenerator) -> Int {
    let u = generator.uniform()
    return min(cumulative.firstIndex { u < $0 } ?? longest, longest)
  }
}
