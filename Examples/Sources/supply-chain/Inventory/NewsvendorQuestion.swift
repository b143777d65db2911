import SupplyChain

/// `newsvendor`: how much to buy for one season.
struct NewsvendorQuestion: InventoryQuestion {
  static let method = "newsvendor"

  var demand: DemandInput
  var overageCost, underageCost: Double?
  var price, purchaseCost, salvageValue, shortageCost: Double?
  var quantity: Double?

  func answer() throws -> any Encodable {
    let newsvendor: Newsvendor
    if let price {
      guard let purchaseCost else { throw InvalidInput("purchaseCost", "is missing") }
      newsvendor = try Newsvendor(
        demand: demand.distribution, price: price, purchaseCost: purchaseCost,
        salvageValue: salvageValue ?? 0, shortageCost: shortageCost ?? 0)
    } else {
      guard let overageCost else { throw InvalidInput("overageCost", "is missing") }
      guard let underageCost else { throw InvalidInput("underageCost", "is missing") }
      newsvendor = try Newsvendor(
        demand: demand.distribution, overageCost: overageCost, underageCost: underageCost)
    }
    return quantity.map { newsvendor.order($0) } ?? newsvendor.optimal
  }
}
