import SupplyChain

/// `lotSizing`: when to order how much of a demand that is known, with customers who wait or capacities
/// where there are any.
struct LotSizingQuestion: InventoryQuestion {
  static let method = "lotSizing"

  var demand: [Double]
  var orderingCost, holdingCost: PerPeriod
  var unitCost, backorderCost, capacity: PerPeriod?
  var rule: Rule?
  var window: Int?

  /// How the plan comes about.
  enum Rule: String, Decodable {
    case optimal, silverMeal, leastUnitCost, partPeriodBalancing, periodOrderQuantity, lotForLot

    var plan: (LotSizing) -> LotSizing.Plan {
      switch self {
      case .optimal: { $0.optimal }
      case .silverMeal: { $0.silverMeal }
      case .leastUnitCost: { $0.leastUnitCost }
      case .partPeriodBalancing: { $0.partPeriodBalancing }
      case .periodOrderQuantity: { $0.periodOrderQuantity }
      case .lotForLot: { $0.lotForLot }
      }
    }
  }

  /// One number for all periods, or one for each.
  enum PerPeriod: Decodable {
    case one(Double)
    case each([Double])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .one(number)
      } else {
        self = .each(try container.decode([Double].self))
      }
    }

    func list(_ count: Int) -> [Double] {
      switch self {
      case .one(let number): Array(repeating: number, count: count)
      case .each(let list): list
      }
    }
  }

  func answer() throws -> any Encodable {
    let count = demand.count
    let item = try LotSizing(
      demand: demand, orderingCosts: orderingCost.list(count),
      holdingCosts: holdingCost.list(count), unitCosts: unitCost?.list(count),
      backorderCosts: backorderCost?.list(count))
    if let capacity {
      if let rule, rule != .optimal {
        throw InvalidInput("rule", value: rule.rawValue, "knows no capacity")
      }
      if let window { throw InvalidInput("window", value: window, "is not for capacities") }
      guard let plan = try CapacitatedLotSizing(item, capacities: capacity.list(count)).optimal
      else { return Infeasible() }
      return Answer(plan)
    }
    let plan = (rule ?? .optimal).plan
    return Answer(try window.map { try item.rolling(window: $0, planningBy: plan) } ?? plan(item))
  }

  private struct Infeasible: Encodable {
    let status = "infeasible"
  }

  private struct Answer: Encodable {
    var orders: [Double]
    var backorders: [Double]?
    var cost: Double

    init(_ plan: LotSizing.Plan) {
      orders = plan.orders
      backorders = plan.backorders.contains { $0 > 0 } ? plan.backorders : nil
      cost = plan.cost
    }
  }
}
