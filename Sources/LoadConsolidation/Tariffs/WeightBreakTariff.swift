public import SupplyChainCore

/// Freight paid by weight, cheaper by the kilogram the heavier the load: LTL, parcel, air.
///
/// The rate of a band holds for the whole weight (all-units). With `billsDeficitWeight` a load may
/// be billed as the lowest weight of a higher band where that is cheaper, as LTL carriers do.
///
/// ```swift
/// let tariff = try WeightBreakTariff(
///   breaks: [(from: 0, rate: 0.90), (from: 500, rate: 0.60), (from: 1_000, rate: 0.45)],
///   minimumCharge: 75, billsDeficitWeight: true)
/// let load = LoadProfile(
///   lane: Lane(from: "Ghent", to: "Lyon"), size: LoadSize(weight: 900))
/// // 900 kg at 0.60 would be 540; billed as 1,000 kg at 0.45 it is 450.
/// assert(tariff.charge(for: load)?.lineHaul == 450)
/// ```
public struct WeightBreakTariff: RateCard, Hashable, Codable {
  /// A stretch of weights with one rate.
  public struct Band: Hashable, Sendable, Codable {
    /// The lightest weight in the band.
    public var from: Double
    /// The heaviest weight in the band; `nil` where it is open.
    public var upTo: Double?
    /// The price of a kilogram.
    public var rate: Double
    /// The least that is charged in the band.
    public var minimumCharge: Double
    /// What is charged on top of the weight.
    public var flat: Double

    /// Describes a band.
    ///
    /// - Parameters:
    ///   - from: The lightest weight in the band.
    ///   - upTo: The heaviest weight in the band.
    ///   - rate: The price of a kilogram.
    ///   - minimumCharge: The least that is charged in the band.
    ///   - flat: What is charged on top of the weight.
    public init(
      from: Double, upTo: Double? = nil, rate: Double, minimumCharge: Double = 0, flat: Double = 0
    ) {
      self.from = from
      self.upTo = upTo
      self.rate = rate
      self.minimumCharge = minimumCharge
      self.flat = flat
    }

    func price(of weight: Double) -> Double { max(minimumCharge, flat + rate * weight) }
  }

  /// The bands, from light to heavy.
  public let bands: [Band]
  /// Whether a load is billed as the lowest weight of a higher band where that is cheaper.
  public let billsDeficitWeight: Bool
  /// How room counts as weight.
  public let chargeableWeight: ChargeableWeight

  /// Published tables end a band at 99.99 and start the next at 100: what lies between two
  /// printed decimals belongs to the lighter band and is no gap.
  static let printedGap = 0.0101

  /// A tariff of bands that lie side by side.
  ///
  /// - Parameters:
  ///   - bands: The bands, in any order. Between the end of one and the start of the next there
  ///     may be one hundredth, as in printed tables.
  ///   - billsDeficitWeight: Whether a load is billed as the lowest weight of a higher band where
  ///     that is cheaper.
  ///   - chargeableWeight: How room counts as weight.
  /// - Throws: `InvalidInput` for bands that overlap or leave a gap, a negative rate, no band.
  public init(
    bands: [Band], billsDeficitWeight: Bool = false,
    chargeableWeight: ChargeableWeight = .actual
  ) throws(InvalidInput) {
    let sorted = bands.sorted { $0.from < $1.from }
    self.bands = sorted
    self.billsDeficitWeight = billsDeficitWeight
    self.chargeableWeight = chargeableWeight
    var checks = InputChecks()
    if bands.isEmpty { checks.report("bands", "is empty") }
    for (index, band) in sorted.enumerated() {
      checks.requireNonNegative(band.from, "bands.from", at: index)
      checks.requireNonNegative(band.rate, "bands.rate", at: index)
      checks.requireNonNegative(band.minimumCharge, "bands.minimumCharge", at: index)
      checks.requireNonNegative(band.flat, "bands.flat", at: index)
      if let upTo = band.upTo {
        checks.require(
          upTo > band.from, "bands.upTo", at: index, value: upTo,
          "is not above bands.from (\(band.from))")
      }
      guard index > 0 else { continue }
      let previous = sorted[index - 1]
      if previous.from == band.from {
        checks.report("bands.from", at: index, value: "\(band.from)", "occurs twice")
      } else if let end = previous.upTo {
        if end > band.from {
          checks.report(
            "bands.from", at: index, value: "\(band.from)",
            "overlaps the band before, which ends at \(end)")
        } else if band.from - end > Self.printedGap {
          checks.report(
            "bands.from", at: index, value: "\(band.from)",
            "leaves a gap after the band before, which ends at \(end)")
        }
      }
    }
    try checks.finish()
  }

  /// A tariff of weight breaks: each rate holds from its break up to the next.
  ///
  /// - Parameters:
  ///   - breaks: The weight from which a rate holds, and the rate of a kilogram.
  ///   - minimumCharge: The least that is charged.
  ///   - billsDeficitWeight: Whether a load is billed as the lowest weight of a higher band where
  ///     that is cheaper.
  ///   - chargeableWeight: How room counts as weight.
  /// - Throws: `InvalidInput` for a break twice, a negative rate, no break.
  public init(
    breaks: [(from: Double, rate: Double)], minimumCharge: Double = 0,
    billsDeficitWeight: Bool = false, chargeableWeight: ChargeableWeight = .actual
  ) throws(InvalidInput) {
    try self.init(
      bands: breaks.map { Band(from: $0.from, rate: $0.rate, minimumCharge: minimumCharge) },
      billsDeficitWeight: billsDeficitWeight, chargeableWeight: chargeableWeight)
  }

  /// The charge for the weight; `nil` where it is lighter or heavier than every band.
  ///
  /// - Complexity: O(bands).
  public func charge(for load: LoadProfile) -> Charge? {
    billed(chargeableWeight.weight(of: load.size)).map { Charge(lineHaul: $0.price) }
  }

  /// The band that is billed, and as what weight.
  private func billed(_ weight: Double) -> (price: Double, weight: Double, band: Band)? {
    guard var index = bands.lastIndex(where: { $0.from <= weight }) else { return nil }
    if index == bands.count - 1, let end = bands[index].upTo, weight > end { return nil }
    var best = (price: bands[index].price(of: weight), weight: weight, band: bands[index])
    guard billsDeficitWeight else { return best }
    index += 1
    while index < bands.count {
      let price = bands[index].price(of: bands[index].from)
      if price < best.price {
        best = (price: price, weight: bands[index].from, band: bands[index])
      }
      index += 1
    }
    return best
  }

  /// The least charge between the two, and the least price of a kilogram.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    let lightest = chargeableWeight.weight(of: least.size)
    let heaviest = chargeableWeight.weight(of: most.size)
    // Within a band the price rises and the price of a kilogram falls, so each is least at an end.
    var lowest = billed(lightest)?.price ?? .infinity
    var unit = heaviest > 0 ? (billed(heaviest)?.price ?? .infinity) / heaviest : 0
    for (index, band) in bands.enumerated() {
      if band.from > lightest && band.from <= heaviest {
        lowest = min(lowest, band.price(of: band.from))
      }
      let next = index + 1 < bands.count ? bands[index + 1].from : band.upTo ?? .infinity
      if band.from <= heaviest && next > lightest {
        let end = min(next, heaviest)
        if end > 0 { unit = min(unit, band.price(of: end) / end) }
      } else if billsDeficitWeight, band.from > heaviest {
        lowest = min(lowest, band.price(of: band.from))
        if heaviest > 0 { unit = min(unit, band.price(of: band.from) / heaviest) }
      }
    }
    if !lowest.isFinite { return [ChargeFloor(fixed: .infinity)] }
    guard unit.isFinite else { return [ChargeFloor(fixed: lowest)] }
    let count = chargeableWeight
    return [
      ChargeFloor(fixed: lowest), ChargeFloor(perKilogram: unit),
      ChargeFloor(perCubicMetre: unit * count.perCubicMetre),
      ChargeFloor(perPallet: unit * count.perPallet),
      ChargeFloor(perLinearMetre: unit * count.perLinearMetre),
    ].filter { $0 != .zero }
  }

  /// The weight that is billed and its rate, or that the minimum applies.
  public func explanation(of load: LoadProfile) -> String {
    let weight = chargeableWeight.weight(of: load.size)
    guard let (price, billed, band) = billed(weight) else {
      return "no band for \(Text.number(weight)) kg"
    }
    if price > band.flat + band.rate * billed { return "minimum charge" }
    if band.rate == 0 { return "fixed price a load" }
    let rate = "\(Text.number(billed)) kg at \(Text.number(band.rate))"
    if billed > weight { return "\(Text.number(weight)) kg billed as \(rate)" }
    return weight > load.size.weight ? "chargeable weight, \(rate)" : rate
  }

  private enum CodingKeys: String, CodingKey { case bands, billsDeficitWeight, chargeableWeight }

  /// Decodes a tariff, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      bands: values.decode([Band].self, forKey: .bands),
      billsDeficitWeight: values.decodeIfPresent(Bool.self, forKey: .billsDeficitWeight) ?? false,
      chargeableWeight: values.decodeIfPresent(ChargeableWeight.self, forKey: .chargeableWeight)
        ?? .actual)
  }
}
