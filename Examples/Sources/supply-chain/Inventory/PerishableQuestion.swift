import SupplyChain

/// `perishable`: the base-stock level of goods that can be sold for a few periods.
struct PerishableQuestion: InventoryQuestion {
  static let method = "perishable"

  var demand: DemandInput
  var shelfLife: Int
  var lostSaleCost: Double
  var unitCost, holdingCost, disposalCost: Double?
  var level: Int?

  func answer() throws -> any Encodable {
    let item = try PerishableReview(
      demand: demand.wholeUnits, shelfLife: shelfLife, unitCost: unitCost ?? 0,
      holdingCost: holdingCost ?? 0, lostSaleCost: lostSaleCost, disposalCost: disposalCost ?? 0)
    return try level.map { try item.policy(level: $0) } ?? item.optimal
  }
}
