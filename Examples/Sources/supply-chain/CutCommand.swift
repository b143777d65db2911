import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain cut`: which pieces to cut from which stock.
struct CutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut",
    abstract: "Cut pieces from stock at the least cost, or fill bins of several sizes.",
    discussion: """
      Reads CSV with the columns length and demand, in whole numbers of one unit. Prints one JSON \
      object: {"cost":…,"bound":…,"status":…,"patterns":[{"stock":…,"times":…,"pieces":[…]}]}, \
      the stock by its length and for each line of the file how many are cut from one.
      """)

  @Argument(help: "The file; - for standard input.")
  var file = "-"

  @Option(
    help: "A length of stock, with its cost and how many there are: 6000, 6000:14 or 6000:14:20.")
  var stock: [String]

  @Option(help: "What a cut takes away.")
  var kerf = 0

  @OptionGroup var search: SearchOptions

  func validate() throws {
    do {
      _ = try CuttingStockProblem(stocks: stocks(), pieces: [], kerf: kerf)
    } catch let error as InvalidInput {
      throw ValidationError(error.description)
    }
  }

  private func stocks() throws -> [CuttingStockProblem.Stock] {
    try stock.map { text in
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count <= 3, let length = Int(parts[0]),
        let cost = parts.count > 1 ? Double(parts[1]) : 1,
        let available = parts.count > 2 ? Int(parts[2]) : .max
      else {
        throw ValidationError("--stock \(text) is not a length, LENGTH:COST or LENGTH:COST:COUNT.")
      }
      return .init(length: length, cost: cost, available: parts.count > 2 ? available : nil)
    }
  }

  func run() throws {
    let input = try ProgramInput(path: file)
    let problem = try problem(of: input)
    let plan = try CuttingStock().solve(problem, until: search.limit, seed: search.seed)
    let unmet = plan.unmet.reduce(0, +)
    note("cost \(plan.cost), at least \(plan.bound): \(plan.proof); \(unmet) pieces without stock")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(Report(plan, problem)), as: UTF8.self))
  }

  private func problem(of input: ProgramInput) throws -> CuttingStockProblem {
    var problems = FileProblems()
    let table = CSVTable(
      text: input.text, file: input.name, required: ["length"], optional: ["demand"],
      problems: &problems)
    var pieces: [CuttingStockProblem.Piece] = []
    var lines: [Int] = []
    for row in table?.rows ?? [] {
      var cells = RowReader(row)
      let length = cells.text("length").isEmpty ? 1 : cells.whole("length") ?? 1
      pieces.append(.init(length: length, demand: cells.whole("demand") ?? 1))
      lines.append(row.line)
      cells.hand(to: &problems)
    }
    try problems.endProgramIfAny()
    do {
      return try CuttingStockProblem(stocks: stocks(), pieces: pieces, kerf: kerf)
    } catch let error as InvalidInput {
      for problem in error.problems {
        problems.add("\(problem)", file: input.name, line: problem.index.map { lines[$0] } ?? 1)
      }
      try problems.endProgramIfAny()
      throw error
    }
  }

  /// What is printed.
  private struct Report: Encodable {
    struct Pattern: Encodable {
      var stock: Int
      var times: Int
      var pieces: [Int]
    }

    var cost: Double
    var bound: Double
    var status: String
    var patterns: [Pattern]
    var unmet: [Int]

    init(_ plan: CuttingPlan, _ problem: CuttingStockProblem) {
      cost = plan.cost
      bound = plan.bound
      status = plan.status.rawValue
      patterns = plan.patterns.map {
        Pattern(stock: problem.stocks[$0.stock].length, times: $0.times, pieces: $0.pieces)
      }
      unmet = plan.unmet
    }
  }
}
