public import LoadConsolidation

/// Checks plans of cutting stock from first principles.
public enum CuttingChecker {
  /// Everything that is wrong with a plan; empty where nothing is.
  public static func violations(
    of plan: CuttingPlan, for problem: CuttingStockProblem
  ) -> [String] {
    var found: [String] = []
    var cut = [Int](repeating: 0, count: problem.pieces.count)
    var used = [Int](repeating: 0, count: problem.stocks.count)
    for (index, pattern) in plan.patterns.enumerated() {
      var length = 0
      for (piece, count) in pattern.pieces.enumerated() {
        length += count * (problem.pieces[piece].length + problem.kerf)
        cut[piece] += count * pattern.times
        if count < 0 { found.append("pattern \(index) has \(count) of piece \(piece)") }
      }
      // The last piece needs no cut where it ends with the stock.
      if length > problem.stocks[pattern.stock].length + problem.kerf {
        found.append("pattern \(index) takes \(length)")
      }
      if pattern.times < 1 || length == 0 { found.append("pattern \(index) is empty") }
      used[pattern.stock] += pattern.times
    }
    for (piece, count) in cut.enumerated() {
      let asked = problem.pieces[piece].demand
      if count + plan.unmet[piece] != asked || plan.unmet[piece] < 0 {
        found.append("\(count) of piece \(piece) are cut, \(asked) were asked for")
      }
    }
    var cost = 0.0
    for (stock, count) in used.enumerated() {
      cost += Double(count) * problem.stocks[stock].cost
      if let available = problem.stocks[stock].available, count > available {
        found.append("\(count) of stock \(stock) are used, there are \(available)")
      }
    }
    if abs(cost - plan.cost) > 1e-9 * max(1, cost) {
      found.append("the stock costs \(cost), not \(plan.cost)")
    }
    let isComplete = plan.unmet.allSatisfy { $0 == 0 }
    if isComplete, plan.bound > plan.cost { found.append("the bound is above the cost") }
    return found
  }
}
