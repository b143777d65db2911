import SupplyChain

/// `abc`: which items make most of the value.
struct ABCQuestion: InventoryQuestion {
  static let method = "abc"

  var names: [String]
  var values: [Double]
  var shareOfA, shareOfAB: Double?

  func answer() throws -> any Encodable {
    try ABCClassification(
      names: names, values: values, shareOfA: shareOfA ?? 0.8, shareOfAB: shareOfAB ?? 0.95)
  }
}

/// `xyz`: which demand can be foreseen.
struct XYZQuestion: InventoryQuestion {
  static let method = "xyz"

  var names: [String]
  var demands: [[Double]]
  var limitOfX, limitOfY: Double?

  func answer() throws -> any Encodable {
    try XYZClassification(
      names: names, demands: demands, limitOfX: limitOfX ?? 0.5, limitOfY: limitOfY ?? 1)
  }
}

/// `fsn`: which stock moves.
struct FSNQuestion: InventoryQuestion {
  static let method = "fsn"

  var names: [String]
  var turnovers: [Double]
  var limitOfF, limitOfS: Double?

  func answer() throws -> any Encodable {
    try FSNClassification(
      names: names, turnovers: turnovers, limitOfF: limitOfF ?? 3, limitOfS: limitOfS ?? 1)
  }
}

/// `cycleCount`: which items to count on which day.
struct CycleCountQuestion: InventoryQuestion {
  static let method = "cycleCount"

  var items: [CycleCountPlan.Item]
  var days: Int

  func answer() throws -> any Encodable { try CycleCountPlan(items: items, days: days) }
}
