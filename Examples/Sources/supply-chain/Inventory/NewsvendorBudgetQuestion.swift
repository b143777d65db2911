import SupplyChain

/// `newsvendorBudget`: how to split one budget over several items of a season.
struct NewsvendorBudgetQuestion: InventoryQuestion {
  static let method = "newsvendorBudget"

  var items: [Item]
  var budget: Double

  struct Item: Decodable {
    let newsvendor: NewsvendorQuestion
    let unitResource: Double

    private enum CodingKeys: CodingKey { case unitResource }

    init(from decoder: any Decoder) throws {
      newsvendor = try NewsvendorQuestion(from: decoder)
      unitResource = try decoder.container(keyedBy: CodingKeys.self)
        .decode(Double.self, forKey: .unitResource)
    }
  }

  func answer() throws -> any Encodable {
    try NewsvendorBudget(
      items: items.map { .init(try $0.newsvendor.item(), unitResource: $0.unitResource) }
    ).plan(within: budget)
  }
}
