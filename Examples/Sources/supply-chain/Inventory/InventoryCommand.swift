import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain inventory`: a question a line, an answer a line.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Answer questions on stock: what to order, when and how much.",
    discussion: """
      Reads JSON Lines, one question each: {"id":…,"method":"eoq","demandRate":1300,\
      "orderingCost":8,"holdingCost":0.225}. Prints one answer a line in the same order. Methods: \
      \(InventoryQuestions.names.joined(separator: ", ")).

      Demand is an object: {"distribution":"normal","mean":50,"standardDeviation":8}; also gamma, \
      lognormal, poisson, negativeBinomial, uniform, deterministic, discrete, empirical.
      """)

  @Argument(help: "The file; - for standard input.")
  var file = "-"

  @Option(help: "Threads; by default one on each core.")
  var threads: Int?

  func run() throws {
    try LineFilter(path: file).run(threads: threads.map { ThreadCount($0) } ?? .allCores) { line in
      try InventoryQuestions.answer(line)
    }
  }
}
