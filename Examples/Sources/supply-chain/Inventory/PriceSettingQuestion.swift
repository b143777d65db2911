import SupplyChain

/// `priceSetting`: how much to buy for a season, and at which price to sell it.
struct PriceSettingQuestion: InventoryQuestion {
  static let method = "priceSetting"

  var intercept, slope: Double?
  var scale, elasticity: Double?
  var error: DemandInput
  var purchaseCost: Double
  var salvageValue, shortageCost: Double?

  func answer() throws -> any Encodable {
    try PriceSettingNewsvendor(
      demand: response(), purchaseCost: purchaseCost, salvageValue: salvageValue ?? 0,
      shortageCost: shortageCost ?? 0
    ).optimal
  }

  private func response() throws -> PriceResponse {
    if let intercept {
      guard let slope else { throw InvalidInput("slope", "is missing") }
      return try .linear(intercept: intercept, slope: slope, error: error.distribution)
    }
    guard let scale else { throw InvalidInput("intercept", "is missing, and so is scale") }
    guard let elasticity else { throw InvalidInput("elasticity", "is missing") }
    return try .power(scale: scale, elasticity: elasticity, error: error.distribution)
  }
}
