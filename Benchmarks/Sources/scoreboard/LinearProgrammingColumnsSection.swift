import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard lp-columns`: what column generation costs, and what smoothing saves.
struct LinearProgrammingColumnsSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lp-columns",
    abstract: "Column generation: 100,000 columns in 1,000 rounds, and rounds saved by smoothing.",
    discussion: """
      The first table adds columns of ten entries to a covering program of 200 constraints and solves \\
      it after each hundred; a tenth of the rounds a line. The second cuts stock of 40 to 160 widths \\
      with the dual values as they are and with smoothed prices.
      """)

  @Option(help: "Rounds of the first table.")
  var rounds = 1_000

  @Option(help: "Columns in each.")
  var columns = 100

  func run() throws {
    try growth()
    print("")
    try stabilization()
  }

  // MARK: Growth

  private func growth() throws {
    var generator = SeededGenerator(seed: 7)
    var program = LinearProgram()
    let rows = (0..<200).map { _ in program.add(LinearExpression() >= 1 + 9 * generator.uniform()) }
    for row in rows { program.addVariable(cost: 10, entries: [(row, 1)]) }
    var table = TextTable("columns", "adding, ms", "solving, ms", "iterations", "objective")
    try GLPKSolver().withRestrictedMaster(of: program) { master in
      var (adding, solving) = (Duration.zero, Duration.zero)
      var iterations = 0
      try master.solve()
      for round in 1...max(1, rounds) {
        let batch = batch(&generator, prices: master.duals)
        let start = ContinuousClock.now
        try master.add(batch)
        let added = ContinuousClock.now
        try master.solve()
        adding += added - start
        solving += ContinuousClock.now - added
        guard round % max(1, rounds / 10) == 0 else { continue }
        table.add(
          "\(master.program.variableCount)", milliseconds(adding), milliseconds(solving),
          "\(master.iterations - iterations)", String(format: "%.6f", master.objective ?? .nan))
        (adding, solving, iterations) = (.zero, .zero, master.iterations)
      }
    }
    table.printOut()
  }

  /// The columns that pay most of many at random, as a pricing would find them.
  private func batch(_ generator: inout SeededGenerator, prices: [Double]) -> ColumnBatch {
    let candidates = (0..<10 * columns).map { _ in
      var rows: Set<Int> = []
      while rows.count < 10 { rows.insert(generator.index(below: prices.count)) }
      let cost = 5 + 5 * generator.uniform()
      return (cost: cost, rows: rows.sorted(), reduced: rows.reduce(cost) { $0 - prices[$1] })
    }
    var batch = ColumnBatch()
    for column in candidates.sorted(by: { $0.reduced < $1.reduced }).prefix(columns) {
      batch.append(
        cost: column.cost, rows: column.rows, coefficients: column.rows.map { _ in 1.0 })
    }
    return batch
  }

  private func milliseconds(_ duration: Duration) -> String {
    String(format: "%.1f", duration / .milliseconds(1))
  }

  // MARK: Smoothing

  private func stabilization() throws {
    var table = TextTable("widths", "smoothing", "rounds", "pricings", "ms", "objective", "bound")
    for pieces in [40, 80, 160] {
      let stock = CuttingStock(pieces: pieces, seed: 3)
      for smoothing in [0, 0.3, 0.5, 0.7, 0.9] {
        let start = ContinuousClock.now
        let (end, objective) = try stock.solve(smoothing: smoothing)
        table.add(
          "\(pieces)", "\(smoothing)", "\(end.rounds)", "\(end.pricings)",
          milliseconds(ContinuousClock.now - start), String(format: "%.6f", objective),
          String(format: "%.6f", end.bound ?? .nan))
      }
    }
    table.printOut()
  }
}

/// Pieces to be cut from rolls of 1,000.
private struct CuttingStock {
  private let roll = 1_000
  private let widths: [Int]
  private let demand: [Double]

  init(pieces: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    widths = (0..<pieces).map { _ in 50 + generator.index(below: 450) }
    demand = (0..<pieces).map { _ in Double(1 + generator.index(below: 50)) }
  }

  func solve(smoothing: Double) throws -> (ColumnGeneration, objective: Double) {
    var program = LinearProgram()
    for (width, count) in zip(widths, demand) {
      let row = program.add(LinearExpression() >= count)
      program.addVariable(cost: 1, entries: [(row, Double(roll / width))])
    }
    let rows = Array(program.constraints)
    return try GLPKSolver().withRestrictedMaster(of: program) { master in
      let end = try master.generateColumns(smoothing: smoothing, until: .iterations(10_000)) {
        prices, columns in
        let (worth, pieces) = bestPattern(prices)
        columns.append(cost: 1, rows: rows, coefficients: pieces)
        return zip(prices, demand).reduce(0) { $0 + $1.0 * $1.1 } / max(1, worth)
      }
      return (end, master.objective ?? .nan)
    }
  }

  /// The pattern worth most: an unbounded knapsack, by dynamic programming.
  private func bestPattern(_ prices: [Double]) -> (worth: Double, pieces: [Double]) {
    var worth = Array(repeating: 0.0, count: roll + 1)
    var last = Array(repeating: -1, count: roll + 1)
    for size in 1...roll {
      worth[size] = worth[size - 1]
      for (piece, width) in widths.enumerated() where width <= size {
        let value = worth[size - width] + prices[piece]
        if value > worth[size] { (worth[size], last[size]) = (value, piece) }
      }
    }
    var pieces = Array(repeating: 0.0, count: widths.count)
    var size = roll
    while size > 0 {
      if last[size] < 0 {
        size -= 1
      } else {
        pieces[last[size]] += 1
        size -= widths[last[size]]
      }
    }
    return (worth[roll], pieces)
  }
}
