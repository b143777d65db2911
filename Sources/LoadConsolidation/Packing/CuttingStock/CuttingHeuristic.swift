/// A plan in the making: patterns as sparse counts of pieces.
struct CuttingDraft {
  struct Cut {
    var stock: Int
    var pieces: [(piece: Int, count: Int)]
    var times: Int
  }

  var cuts: [Cut] = []
  var cost = 0.0
  /// How many pieces are left without stock.
  var unmet = 0

  /// Whether it leaves fewer pieces, or costs less.
  func isBetter(than other: Self) -> Bool {
    unmet != other.unmet ? unmet < other.unmet : cost < other.cost
  }

  /// The plan for people.
  func plan(
    for problem: CuttingStockProblem, bound: Double, proof: String, iterations: Int
  ) -> CuttingPlan {
    var unmet = problem.pieces.map(\.demand)
    let patterns = cuts.map { cut in
      var counts = [Int](repeating: 0, count: problem.pieces.count)
      for (piece, count) in cut.pieces {
        counts[piece] += count
        unmet[piece] -= count * cut.times
      }
      return CuttingPlan.Pattern(stock: cut.stock, pieces: counts, times: cut.times)
    }
    return CuttingPlan(
      patterns: patterns, unmet: unmet, cost: cost, bound: bound, proof: proof,
      iterations: iterations)
  }
}

/// Cuts pattern after pattern, each time the one that is cheapest for the length of its pieces, as
/// often as it can be used.
///
/// The sequential heuristic of Haessler (1971), in its simplest form: patterns are filled with the
/// longest pieces first.
struct CuttingHeuristic {
  let problem: CuttingStockProblem
  /// The pieces, the longest first.
  private let order: [Int]

  init(_ problem: CuttingStockProblem) {
    self.problem = problem
    let lengths = problem.pieces.map(\.length)
    order = lengths.indices.sorted {
      lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1
    }
  }

  /// No unit of length costs less than that of the cheapest stock.
  var boundByLength: Double {
    let length = problem.pieces.reduce(0.0) {
      $0 + Double($1.length + problem.kerf) * Double($1.demand)
    }
    let price = problem.stocks.reduce(Double.infinity) {
      min($0, $1.cost / Double($1.length + problem.kerf))
    }
    // Rounded down, so that it stays a bound.
    let bound = length > 0 && price.isFinite ? length * price * (1 - 1e-11) : 0
    return wholeCosts ? (bound - 1e-9).rounded(.up) : bound
  }

  /// Whether every plan costs a whole number.
  var wholeCosts: Bool {
    problem.stocks.allSatisfy { $0.cost == $0.cost.rounded() && $0.cost < 1e9 }
  }

  /// A plan for all pieces and all stock.
  func plan() -> CuttingDraft {
    plan(problem.pieces.map(\.demand), problem.stocks.map { $0.available ?? .max })
  }

  /// A plan for some pieces and some stock.
  ///
  /// - Complexity: O(patterns × stocks × pieces).
  func plan(_ demand: [Int], _ available: [Int]) -> CuttingDraft {
    var demand = demand
    var available = available
    var draft = CuttingDraft()
    while true {
      var best: (cut: CuttingDraft.Cut, price: Double)?
      for stock in problem.stocks.indices where available[stock] > 0 {
        let (pieces, length) = fill(problem.stocks[stock].length, demand)
        if length == 0 { continue }
        let price = problem.stocks[stock].cost / Double(length)
        if price < best?.price ?? .infinity {
          best = (CuttingDraft.Cut(stock: stock, pieces: pieces, times: 0), price)
        }
      }
      guard var cut = best?.cut else { break }
      cut.times = cut.pieces.reduce(available[cut.stock]) {
        min($0, demand[$1.piece] / $1.count)
      }
      for (piece, count) in cut.pieces { demand[piece] -= count * cut.times }
      if available[cut.stock] != .max { available[cut.stock] -= cut.times }
      draft.cost += Double(cut.times) * problem.stocks[cut.stock].cost
      draft.cuts.append(cut)
    }
    draft.unmet = demand.reduce(0, +)
    return draft
  }

  private func fill(
    _ length: Int, _ demand: [Int]
  ) -> (pieces: [(piece: Int, count: Int)], length: Int) {
    var room = length + problem.kerf
    var pieces: [(piece: Int, count: Int)] = []
    for piece in order where demand[piece] > 0 {
      let size = problem.pieces[piece].length + problem.kerf
      let count = min(demand[piece], room / size)
      if count == 0 { continue }
      pieces.append((piece, count))
      room -= count * size
    }
    return (pieces, length + problem.kerf - room)
  }
}
