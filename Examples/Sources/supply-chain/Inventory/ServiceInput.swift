import SupplyChain

/// The service that a line asks for: one of `cycleService`, `fillRate`, `readyRate`, or
/// `timeWeighted` with `demandPerPeriod`.
struct ServiceInput: Decodable {
  let target: ServiceTarget

  private enum CodingKeys: CodingKey {
    case cycleService, fillRate, readyRate, timeWeighted, demandPerPeriod
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func level(_ key: CodingKeys) throws -> Double? {
      try container.decodeIfPresent(Double.self, forKey: key)
    }
    if let fillRate = try level(.fillRate) {
      target = try .fillRate(fillRate)
    } else if let readyRate = try level(.readyRate) {
      target = try .readyRate(readyRate)
    } else if let timeWeighted = try level(.timeWeighted) {
      guard let demand = try level(.demandPerPeriod) else {
        throw InvalidInput("demandPerPeriod", "is missing")
      }
      target = try .timeWeighted(timeWeighted, demandPerPeriod: demand)
    } else if let cycleService = try level(.cycleService) {
      target = try .cycleService(cycleService)
    } else {
      throw InvalidInput(
        "cycleService", "is missing, and so are fillRate, readyRate and timeWeighted")
    }
  }
}
