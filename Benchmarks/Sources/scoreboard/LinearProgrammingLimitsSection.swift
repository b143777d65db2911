import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard lp-limits`: how long after a deadline, or after a cancellation, a solve returns.
struct LinearProgrammingLimitsSection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lp-limits",
    abstract:
      "Deadlines and cancellations of hard programs: how soon a solve returns, and with what.",
    discussion: """
      The programs are made up: a market split (Cornuéjols and Dawande), which no branch and cut ends \\
      within minutes; a multicommodity flow of the size of Netlib's dfl001; and a program whose normal \\
      matrix is dense, on which the interior-point method factorizes for long without a look at any \\
      clock.
      """)

  @Option(help: "The deadline, and the time after which the task is cancelled, in seconds.")
  var deadline = 0.5

  func run() async throws {
    var table = TextTable(
      "program", "rows", "columns", "nonzeros", "status", "seconds", "objective", "bound",
      "cancelled after, ms")
    for item in Self.items() {
      let start = ContinuousClock.now
      let solution = try item.solver.solve(item.program, until: .runtime(.seconds(deadline)))
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let cancelled = await cancellation(item)
      table.add(
        item.name, "\(item.program.constraintCount)", "\(item.program.variableCount)",
        "\(item.program.nonzeroCount)", solution.status.rawValue, String(format: "%.3f", seconds),
        number(solution.objective), number(solution.bound),
        String(format: "%.1f", cancelled * 1_000))
    }
    table.printOut()
  }

  private func number(_ value: Double?) -> String {
    value.map { String(format: "%.6g", $0) } ?? "–"
  }

  /// The seconds from the cancellation of a task to its end.
  private func cancellation(_ item: Item) async -> Double {
    let task = Task { _ = try? await item.solver.solution(of: item.program) }
    try? await Task.sleep(for: .seconds(deadline))
    let start = ContinuousClock.now
    task.cancel()
    await task.value
    return (ContinuousClock.now - start) / .seconds(1)
  }

  // MARK: Programs

  private struct Item: Sendable {
    var name: String
    var program: LinearProgram
    var solver = GLPKSolver()
  }

  private static func items() -> [Item] {
    var plain = GLPKSolver()
    plain.presolves = false
    var dual = plain
    dual.method = .dualSimplex
    var interior = plain
    interior.method = .interiorPoint
    var exact = plain
    exact.verifiesExactly = true
    let flow = multicommodityFlow()
    return [
      Item(name: "market split", program: marketSplit()),
      Item(name: "flow, primal simplex", program: flow, solver: plain),
      Item(name: "flow, dual simplex", program: flow, solver: dual),
      Item(name: "flow, presolve", program: flow),
      Item(name: "flow, exact check", program: flow, solver: exact),
      Item(name: "dense, interior point", program: dense(), solver: interior),
    ]
  }

  /// Split the retailers of six products so that each half gets half, all but a slack that is to be
  /// small (Cornuéjols and Dawande 1998, https://doi.org/10.1007/3-540-69346-7_22).
  private static func marketSplit() -> LinearProgram {
    var generator = SeededGenerator(seed: 1)
    var program = LinearProgram(name: "market split")
    let sides = (0..<50).map { _ in program.addVariable(nil, .binary) }
    for _ in 0..<6 {
      let demand = sides.map { _ in Double(generator.index(below: 100)) }
      let (over, under) = (program.addVariable(cost: 1), program.addVariable(cost: 1))
      let half = (demand.reduce(0, +) / 2).rounded(.down)
      let sum = LinearExpression.sum(over: sides.indices) { demand[$0] * sides[$0] }
      program.add(sum + under - over == half)
    }
    return program
  }

  /// Twenty goods over a network of 280 places and 600 links, shipped or bought dear where they are
  /// wanted: 6,200 constraints, 17,600 variables.
  private static func multicommodityFlow() -> LinearProgram {
    var generator = SeededGenerator(seed: 2)
    var program = LinearProgram(name: "multicommodity flow")
    let (places, links, goods) = (280, 600, 20)
    let ends = (0..<links).map { link in
      (
        link < places ? link : generator.index(below: places),
        link < places ? (link + 1) % places : generator.index(below: places)
      )
    }
    let lengths = ends.map { _ in 1 + 9 * generator.uniform() }
    var loads = Array(repeating: LinearExpression(), count: links)
    for _ in 0..<goods {
      var balance = Array(repeating: LinearExpression(), count: places)
      for (link, (from, to)) in ends.enumerated() where from != to {
        let flow = program.addVariable(upper: 200, cost: lengths[link])
        balance[from] -= flow
        balance[to] += flow
        loads[link] += flow
      }
      for place in 0..<places {
        let isSource = place % 14 == generator.index(below: 14)
        let supply = isSource ? Double(20 + generator.index(below: 60)) : 0
        let demand = isSource ? 0 : Double(generator.index(below: 5))
        let bought = program.addVariable(upper: demand + 1, cost: 500)
        program.add((balance[place] + bought).between(demand - supply, and: 1_000))
      }
    }
    for load in loads { program.add(load <= Double(40 + generator.index(below: 120))) }
    return program
  }

  /// One variable in all constraints.
  private static func dense() -> LinearProgram {
    var program = LinearProgram(name: "dense")
    let rows = (0..<2_500).map { _ in program.add(LinearExpression() <= 10) }
    for (index, row) in rows.enumerated() {
      program.addVariable(cost: -1 - Double(index % 7), entries: [(row, 1)])
    }
    program.addVariable(cost: -5_000, entries: rows.map { ($0, 1) })
    return program
  }
}
