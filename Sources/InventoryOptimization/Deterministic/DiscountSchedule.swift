public import SupplyChainCore

/// The price of a unit for orders from a quantity on.
public struct PriceBreak: Hashable, Sendable, Codable {
  /// The smallest quantity the price holds for.
  public var quantity: Double
  /// The price of a unit.
  public var price: Double

  /// The price of a unit for orders from a quantity on.
  ///
  /// - Parameters:
  ///   - quantity: The smallest quantity the price holds for.
  ///   - price: The price of a unit.
  public init(from quantity: Double, price: Double) {
    self.quantity = quantity
    self.price = price
  }
}

/// What a supplier asks for an order of a given size.
///
/// ```swift
/// let schedule = try DiscountSchedule.allUnits([
///   PriceBreak(from: 0, price: 0.75), PriceBreak(from: 400, price: 0.72),
///   PriceBreak(from: 800, price: 0.68),
/// ])
/// let invoice = schedule.price(of: 500)  // 360
/// ```
public struct DiscountSchedule: Hashable, Sendable, Codable {
  /// The prices, by ascending quantity; the first holds from zero on.
  public let breaks: [PriceBreak]
  /// Whether a lower price holds only for the units beyond its break.
  public let isIncremental: Bool
  /// The price that a full carload is never above; `nil` where there are no carloads.
  public let carload: Carload?

  /// A load that never costs more than its full price, however full it is.
  public struct Carload: Hashable, Sendable, Codable {
    /// The units that fill it.
    public var size: Double
    /// The price of a full one.
    public var price: Double

    /// A load that never costs more than its full price.
    ///
    /// - Parameters:
    ///   - size: The units that fill it.
    ///   - price: The price of a full one.
    public init(size: Double, price: Double) {
      self.size = size
      self.price = price
    }
  }

  /// One price from each break on for the whole order.
  ///
  /// - Parameter breaks: The prices, by ascending quantity; the first from zero on.
  /// - Returns: The schedule.
  /// - Throws: `InvalidInput` if the breaks do not ascend from zero, or a price is negative or rises.
  public static func allUnits(_ breaks: [PriceBreak]) throws(InvalidInput) -> Self {
    try Self(breaks, isIncremental: false)
  }

  /// A lower price for the units beyond each break.
  ///
  /// - Parameter breaks: The prices, by ascending quantity; the first from zero on.
  /// - Returns: The schedule.
  /// - Throws: `InvalidInput` if the breaks do not ascend from zero, or a price is negative or rises.
  public static func incremental(_ breaks: [PriceBreak]) throws(InvalidInput) -> Self {
    try Self(breaks, isIncremental: true)
  }

  /// A price a unit, but never more for a carload than the price of a full one.
  ///
  /// The price of an order rises with each unit until the last carload has its full price, stays there
  /// until it is full, and rises again.
  ///
  /// - Parameters:
  ///   - unitPrice: The price of a unit, above zero.
  ///   - carload: The size and the price of a carload: less than its units would cost one by one.
  /// - Returns: The schedule.
  /// - Throws: `InvalidInput` naming every number that is out of range.
  public static func carloads(
    unitPrice: Double, _ carload: Carload
  ) throws(InvalidInput) -> Self {
    try Self([PriceBreak(from: 0, price: unitPrice)], isIncremental: false, carload: carload)
  }

  private init(
    _ breaks: [PriceBreak], isIncremental: Bool, carload: Carload? = nil
  ) throws(InvalidInput) {
    var checks = InputChecks()
    if let carload {
      checks.requirePositive(carload.size, "carload.size")
      checks.requirePositive(carload.price, "carload.price")
      checks.require(
        breaks.count == 1, "breaks", value: "\(breaks.count) prices", "are not one beside a carload"
      )
      if let unit = breaks.first?.price {
        checks.require(
          !(carload.price > unit * carload.size), "carload.price", value: carload.price,
          "is above that of its units one by one (\(unit * carload.size))")
      }
    }
    checks.require(!breaks.isEmpty, "breaks", value: "[]", "is empty")
    for (index, step) in breaks.enumerated() {
      checks.requireNonNegative(step.quantity, "breaks.quantity", at: index)
      checks.requirePositive(step.price, "breaks.price", at: index)
      if index == 0 {
        checks.require(
          step.quantity == 0, "breaks.quantity", at: 0, value: step.quantity, "is not zero")
      } else {
        let previous = breaks[index - 1]
        checks.require(
          step.quantity > previous.quantity, "breaks.quantity", at: index, value: step.quantity,
          "is not above the one before (\(previous.quantity))")
        checks.require(
          step.price <= previous.price, "breaks.price", at: index, value: step.price,
          "is above the one before (\(previous.price))")
      }
    }
    try checks.finish()
    self.breaks = breaks
    self.isIncremental = isIncremental
    self.carload = carload
  }

  /// Decodes a schedule and checks it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      container.decode([PriceBreak].self, forKey: .breaks),
      isIncremental: container.decode(Bool.self, forKey: .isIncremental),
      carload: container.decodeIfPresent(Carload.self, forKey: .carload))
  }

  /// A stretch of quantities over which the price of an order is a straight line.
  struct Segment {
    var lower: Double
    var upper: Double
    var fixed: Double
    var slope: Double
  }

  var segments: [Segment] {
    var fixed = 0.0
    return breaks.indices.map { index in
      let step = breaks[index]
      if isIncremental, index > 0 {
        fixed += (breaks[index - 1].price - step.price) * step.quantity
      }
      let next = index + 1 < breaks.count ? breaks[index + 1].quantity : .infinity
      return Segment(lower: step.quantity, upper: next, fixed: fixed, slope: step.price)
    }
  }

  /// The price of a whole order.
  ///
  /// - Parameter quantity: Units ordered.
  /// - Returns: The price; zero for nothing.
  public func price(of quantity: Double) -> Double {
    if let carload, let unit = breaks.first?.price {
      let full = max(0, (quantity / carload.size).rounded(.down))
      return full * carload.price
        + min(carload.price, unit * max(0, quantity - full * carload.size))
    }
    guard quantity > 0, let segment = segments.last(where: { $0.lower <= quantity }) else {
      return 0
    }
    return segment.fixed + segment.slope * quantity
  }
}
