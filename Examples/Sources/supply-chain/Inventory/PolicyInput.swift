import SupplyChain

/// A policy as it stands on a line: `{"policy":"minMax","reorderPoint":14,"orderUpToLevel":62}`, with
/// `every` for a review period and `packSize` and `minimumOrder` for what the supplier demands.
struct PolicyInput: Decodable {
  let policy: any ReplenishmentPolicy

  private enum CodingKeys: CodingKey {
    case policy, level, reorderPoint, orderQuantity, orderUpToLevel, every, packSize, minimumOrder
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double {
      try container.decode(Double.self, forKey: key)
    }
    func adorned(_ base: some ReplenishmentPolicy) throws -> any ReplenishmentPolicy {
      let pack = try container.decodeIfPresent(Double.self, forKey: .packSize)
      let minimum = try container.decodeIfPresent(Double.self, forKey: .minimumOrder)
      guard pack != nil || minimum != nil else { return try reviewed(base) }
      return try reviewed(PackedPolicy(of: pack ?? 0, minimum: minimum ?? 0, base))
    }
    func reviewed(_ base: some ReplenishmentPolicy) throws -> any ReplenishmentPolicy {
      guard let interval = try container.decodeIfPresent(Int.self, forKey: .every) else {
        return base
      }
      return ReviewedPolicy(every: interval, base)
    }
    switch try container.decode(String.self, forKey: .policy) {
    case "baseStock": policy = try adorned(BaseStockPolicy(level: number(.level)))
    case "echelonBaseStock": policy = try adorned(EchelonBaseStockPolicy(level: number(.level)))
    case "reorderPoint":
      policy = try adorned(
        ReorderPointPolicy(
          reorderPoint: number(.reorderPoint), orderQuantity: number(.orderQuantity)))
    case "minMax":
      policy = try adorned(
        MinMaxPolicy(
          reorderPoint: number(.reorderPoint), orderUpToLevel: number(.orderUpToLevel)))
    case let name:
      throw InvalidInput(
        "policy", value: name, "is none of baseStock, echelonBaseStock, reorderPoint, minMax")
    }
  }
}
