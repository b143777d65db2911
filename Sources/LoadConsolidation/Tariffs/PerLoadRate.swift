public import SupplyChainCore

/// A full truckload at a fixed price, whatever is in it.
///
/// ```swift
/// let truck = try PerLoadRate(price: 640)
/// ```
public struct PerLoadRate: RateCard, Hashable, Codable {
  /// The price of a load.
  public let price: Double

  /// A fixed price for each load.
  ///
  /// - Parameter price: The price of a load.
  /// - Throws: `InvalidInput` where the price is negative or not a finite number.
  public init(price: Double) throws(InvalidInput) {
    self.price = price
    var checks = InputChecks()
    checks.requireNonNegative(price, "rate.price")
    try checks.finish()
  }

  /// The price of a load.
  public func charge(for load: LoadProfile) -> Charge? { Charge(lineHaul: price) }

  /// The price.
  public func floors(from least: LoadProfile, to most: LoadProfile) -> [ChargeFloor] {
    [ChargeFloor(fixed: price)]
  }

  /// That the price is fixed.
  public func explanation(of load: LoadProfile) -> String { "fixed price a load" }

  private enum CodingKeys: String, CodingKey { case price }

  /// Decodes a rate, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(price: values.decode(Double.self, forKey: .price))
  }
}
