import Foundation

/// The numeric examples of Snyder and Shen, Fundamentals of Supply Chain Theory, 2nd edition, chapters 3
/// to 6, that stockpyl 1.0.2 ships as instances.
///
/// `Fixtures/textbook.json` has for each instance its parameters, as stockpyl's `load_instance` returns
/// them, and what stockpyl's own functions find for it: `economic_order_quantity…`, `wagner_whitin`,
/// `joint_replenishment_problem_silver_heuristic`, `newsvendor_…`, `s_s_…`, `finite_horizon_dp`, `r_q_…`,
/// `gsm_tree` and `ssm_serial`. For serial systems stockpyl takes a coarse grid for normal demand and cuts
/// off a tail of Poisson demand, and its finite horizons leave out a part of demand; `exactCost` and
/// `exactLevels` there come from the plain recursions in numpy, with steps of a five-hundredth of the
/// deviation or finer and nothing cut off. Instances that ship twice, as networks to simulate, and those
/// without numbers or from other papers are left out.
struct TextbookInstance: Decodable, Sendable {
  let name: String
  let data: [String: Value]
  let expected: [String: Value]

  /// A value of JSON.
  enum Value: Decodable, Sendable {
    case number(Double)
    case list([Value])
    case members([String: Value])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else if let members = try? container.decode([String: Value].self) {
        self = .members(members)
      } else {
        self = .other
      }
    }

    var number: Double { if case .number(let number) = self { number } else { .nan } }
    var numbers: [Double] { if case .list(let list) = self { list.map(\.number) } else { [] } }
    var values: [Value] { if case .list(let list) = self { list } else { [] } }
    subscript(_ key: String) -> Value? {
      if case .members(let members) = self { members[key] } else { nil }
    }
  }

  static let all: [String: TextbookInstance] = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/textbook.json")
    guard let text = try? Data(contentsOf: url),
      let list = try? JSONDecoder().decode([TextbookInstance].self, from: text)
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0) })
  }()

  /// A parameter.
  subscript(_ key: String) -> Double { data[key]?.number ?? .nan }

  /// A result.
  func result(_ key: String) -> Double { expected[key]?.number ?? .nan }
}
