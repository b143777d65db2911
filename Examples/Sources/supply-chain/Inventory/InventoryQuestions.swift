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
  static let all: [any InventoryQuestion.Type] = [
    OrderQuantityQuestion.self, ProductionQuantityQuestion.self, NewsvendorQuestion.self,
    ReorderPointQuestion.self, OrderUpToQuestion.self, ReorderPolicyQuestion.self,
    MinMaxQuestion.self, LotSizingQuestion.self, GuaranteedServiceQuestion.self,
    JointReplenishmentQuestion.self, LimitedOrderQuantitiesQuestion.self,
    LostSalesOrderQuantityQuestion.self, SerialSystemQuestion.self, AssemblySystemQuestion.self,
    DistributionSystemQuestion.self,
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
