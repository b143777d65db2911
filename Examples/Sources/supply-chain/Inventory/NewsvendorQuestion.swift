import SupplyChain

/// `newsvendor`: how much to buy for one season, also where only part of it arrives or customers bring
/// things back.
struct NewsvendorQuestion: InventoryQuestion {
  static let method = "newsvendor"

  var demand: DemandInput
  var overageCost, underageCost: Double?
  var price, purchaseCost, salvageValue, shortageCost: Double?
  var returns: CustomerReturns?
  var yield: DemandInput?
  var quantity: Double?

  func answer() throws -> any Encodable {
    let newsvendor = try item()
    guard let yield else {
      return quantity.map { newsvendor.order($0) } ?? newsvendor.optimal
    }
    let share = ProportionalYield(yield.distribution)
    return quantity.map { newsvendor.order($0, under: share) } ?? newsvendor.optimal(under: share)
  }

  /// The item that the line describes, by its prices or by its two costs.
  func item() throws -> Newsvendor {
    if let price {
      guard let purchaseCost else { throw InvalidInput("purchaseCost", "is missing") }
      return try Newsvendor(
        demand: demand.distribution, price: price, purchaseCost: purchaseCost,
        salvageValue: salvageValue ?? 0, shortageCost: shortageCost ?? 0, returns: returns)
    }
    guard let overageCost else { throw InvalidInput("overageCost", "is missing") }
    guard let underageCost else { throw InvalidInput("underageCost", "is missing") }
    return try Newsvendor(
      demand: demand.distribution, overageCost: overageCost, underageCost: underageCost)
  }
}
