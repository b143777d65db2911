import Foundation
import SupplyChain

/// A question on stock as it stands on a line, and how it is answered.
protocol InventoryQuestion: Decodable, SendableMetatype {
  /// What the line's `method` says.
  static var method: String { get }
  /// The members of the answer.
  func answer() throws -> any Encodable
}

/// The questions that the program knows.
enum InventoryQuestions {
  static let all: [any InventoryQuestion.Type] = steady + oneSeason + policies + networks + records

  /// Steady or known demand.
  private static let steady: [any InventoryQuestion.Type] = [
    OrderQuantityQuestion.self,
    ProductionQuantityQuestion.self,
    LotSizingQuestion.self,
    LostSalesOrderQuantityQuestion.self,
    LimitedOrderQuantitiesQuestion.self,
    JointReplenishmentQuestion.self,
    CycleStockQuestion.self,
  ]

  private static let oneSeason: [any InventoryQuestion.Type] = [
    NewsvendorQuestion.self,
    NewsvendorBudgetQuestion.self,
    PriceSettingQuestion.self,
  ]

  /// Policies of one item, and of many.
  private static let policies: [any InventoryQuestion.Type] = [
    ReorderPointQuestion.self,
    OrderUpToQuestion.self,
    LotReviewQuestion.self,
    ReorderPolicyQuestion.self,
    MinMaxQuestion.self,
    MinimumOrderQuestion.self,
    LostSalesQuestion.self,
    SparePartsQuestion.self,
    PerishableQuestion.self,
    FiniteHorizonQuestion.self,
    SafetyStockQuestion.self,
  ]

  private static let networks: [any InventoryQuestion.Type] = [
    GuaranteedServiceQuestion.self,
    SerialSystemQuestion.self,
    AssemblySystemQuestion.self,
    DistributionSystemQuestion.self,
    SimulationQuestion.self,
    EventSimulationQuestion.self,
  ]

  private static let records: [any InventoryQuestion.Type] = [
    ABCQuestion.self,
    XYZQuestion.self,
    FSNQuestion.self,
    CycleCountQuestion.self,
    StockReportQuestion.self,
  ]

  static var names: [String] { all.map { $0.method } }

  private static let byMethod = Dictionary(uniqueKeysWithValues: all.map { ($0.method, $0) })

  /// Reads a line and answers it.
  static func answer(_ line: Data) throws -> Data {
    let decoder = JSONDecoder()
    let head = try decoder.decode(Head.self, from: line)
    guard let type = byMethod[head.method] else {
      throw InvalidInput(
        "method", value: head.method, "is none of \(names.joined(separator: ", "))")
    }
    let answer = try decoder.decode(type, from: line).answer()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try encoder.encode(Answer(head: head, members: answer))
  }

  private struct Head: Codable {
    var id: Identifier?
    var method: String
  }

  private struct Answer: Encodable {
    var head: Head
    var members: any Encodable

    func encode(to encoder: any Encoder) throws {
      try head.encode(to: encoder)
      try members.encode(to: encoder)
    }
  }
}

/// The name that whoever asks gives a question: a text or a number.
enum Identifier: Codable {
  case number(Double)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}
