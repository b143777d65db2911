import SupplyChain

/// `lostSales`: the reorder point and the order quantity where unmet demand is lost.
struct LostSalesQuestion: InventoryQuestion {
  static let method = "lostSales"

  private let item: LostSalesReview

  init(from decoder: any Decoder) throws { item = try LostSalesReview(from: decoder) }

  func answer() -> any Encodable { item.optimal }
}

/// `spareParts`: the base stock where unmet demand is lost and each unit is reordered at once.
struct SparePartsQuestion: InventoryQuestion {
  static let method = "spareParts"

  private let item: LostSalesBaseStock

  init(from decoder: any Decoder) throws { item = try LostSalesBaseStock(from: decoder) }

  func answer() -> any Encodable { item.optimal }
}
