import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct CuttingStockTests {
  /// The least cost by trying every pattern for every rest; `nil` where stock is not enough.
  static func leastCost(_ problem: CuttingStockProblem) -> Double? {
    var known: [[Int]: Double] = [:]
    func least(_ demand: [Int], _ available: [Int]) -> Double {
      if demand.allSatisfy({ $0 == 0 }) { return 0 }
      let key = demand + available
      if let value = known[key] { return value }
      var best = Double.infinity
      for (stock, own) in problem.stocks.enumerated() where available[stock] > 0 {
        var rest = available
        rest[stock] -= 1
        func fill(_ piece: Int, _ room: Int, _ left: [Int]) {
          guard piece < left.count else {
            if left != demand { best = min(best, own.cost + least(left, rest)) }
            return
          }
          let size = problem.pieces[piece].length + problem.kerf
          var left = left
          for count in 0...min(left[piece], room / size) {
            if count > 0 { left[piece] -= 1 }
            fill(piece + 1, room - count * size, left)
          }
        }
        fill(0, own.length + problem.kerf, demand)
      }
      known[key] = best
      return best
    }
    let total = problem.pieces.reduce(0) { $0 + $1.demand }
    let cost = least(
      problem.pieces.map(\.demand), problem.stocks.map { min(total, $0.available ?? total) })
    return cost.isFinite ? cost : nil
  }

  @Test(arguments: UInt64(0)..<40)
  func smallProblemsAgainstEnumeration(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let stocks = (0..<(1 + generator.index(below: 3))).map { index in
      let length = 20 + 10 * index + generator.index(below: 10)
      return CuttingStockProblem.Stock(
        length: length,
        cost: seed % 2 == 0 ? Double(length) / 4 + generator.uniform() : Double(1 + index),
        available: index > 0 && seed % 3 == 0 ? 2 : nil)
    }
    let problem = try CuttingStockProblem(
      stocks: stocks,
      pieces: (0..<(1 + generator.index(below: 3))).map { _ in
        .init(length: 4 + generator.index(below: 16), demand: generator.index(below: 5))
      },
      kerf: Int(seed % 3))
    let plan = try CuttingStock().solve(problem, until: .runtime(.milliseconds(250)))
    #expect(CuttingChecker.violations(of: plan, for: problem) == [])
    let least = try #require(Self.leastCost(problem))
    #expect(plan.status != .incomplete)
    #expect(plan.bound <= least + 1e-9 && least <= plan.cost + 1e-9)
    #if GLPK
      #expect(abs(plan.cost - least) < 1e-9)
    #endif
  }

  #if GLPK
    /// The example of Wikipedia's article "Cutting stock problem": 73 rolls are the fewest.
    @Test func paperRolls() throws {
      let widths = [
        1_380, 1_520, 1_560, 1_710, 1_820, 1_880, 1_930, 2_000, 2_050, 2_100, 2_140, 2_150, 2_200,
      ]
      let demand = [22, 25, 12, 14, 18, 18, 20, 10, 12, 14, 16, 18, 20]
      let problem = try CuttingStockProblem(
        stocks: [.init(length: 5_600)],
        pieces: zip(widths, demand).map { .init(length: $0, demand: $1) })
      let plan = try CuttingStock().solve(problem)
      #expect(CuttingChecker.violations(of: plan, for: problem) == [])
      #expect(plan.cost == 73 && plan.bound == 73 && plan.status == .optimal)
    }

    @Test func largeDemandTakesNoLonger() throws {
      // A million of each: the rest that rounding leaves is small.
      let problem = try CuttingStockProblem(
        stocks: [.init(length: 1_000, cost: 3), .init(length: 1_450, cost: 4)],
        pieces: [211, 287, 341, 399, 467, 523].map { .init(length: $0, demand: 1_000_000) },
        kerf: 2)
      let plan = try CuttingStock().solve(problem, until: .runtime(.seconds(2)))
      #expect(CuttingChecker.violations(of: plan, for: problem) == [])
      #expect(plan.gap < 1e-5)
    }
  #endif

  @Test func binsOfSeveralSizes() throws {
    // One large bin for 10 holds what two small ones for 6 each do.
    let problem = try CuttingStockProblem(
      stocks: [.init(length: 10, cost: 6), .init(length: 20, cost: 10)],
      pieces: [7, 6, 4, 3].map { .init(length: $0) })
    let plan = try CuttingStock().solve(problem, until: .runtime(.seconds(1)))
    #expect(plan.cost == 10 && plan.count(ofStock: 1) == 1)
  }

  @Test func tooLittleStockIsSaid() throws {
    let problem = try CuttingStockProblem(
      stocks: [.init(length: 10, available: 2)], pieces: [.init(length: 6, demand: 5)])
    let plan = try CuttingStock().solve(problem, until: .runtime(.milliseconds(200)))
    #expect(CuttingChecker.violations(of: plan, for: problem) == [])
    #expect(plan.status == .incomplete && plan.unmet == [3])
  }

  @Test func edges() throws {
    let none = try CuttingStock().solve(
      CuttingStockProblem(stocks: [.init(length: 1)], pieces: []))
    #expect(none.cost == 0 && none.patterns.isEmpty && none.status == .optimal)
    let free = try CuttingStock().solve(
      CuttingStockProblem(
        stocks: [.init(length: 5, cost: 0)], pieces: [.init(length: 5, demand: 3)]))
    #expect(free.cost == 0 && free.status == .optimal)
    // The last piece ends with the bar: no cut.
    let exact = try CuttingStock().solve(
      CuttingStockProblem(
        stocks: [.init(length: 32)], pieces: [.init(length: 10, demand: 3)], kerf: 1))
    #expect(exact.cost == 1)
    let largest = BinPackingProblem.largestCapacity
    let huge = try CuttingStock().solve(
      CuttingStockProblem(
        stocks: [.init(length: largest)],
        pieces: [.init(length: largest, demand: CuttingStockProblem.largestDemand)], kerf: largest),
      until: .runtime(.milliseconds(100)))
    #expect(huge.cost == Double(CuttingStockProblem.largestDemand))
  }

  @Test func badInputIsNamed() {
    do {
      _ = try CuttingStockProblem(
        stocks: [.init(length: 0, cost: -1, available: -2), .init(length: 9, cost: .nan)],
        pieces: [.init(length: 10, demand: -1), .init(length: 0)], kerf: -1)
      Issue.record("accepted")
    } catch {
      let fields = error.problems.map(\.field)
      for field in [
        "kerf", "stocks.length", "stocks.cost", "stocks.available", "pieces.length",
        "pieces.demand",
      ] {
        #expect(fields.contains(field))
      }
    }
  }
}
