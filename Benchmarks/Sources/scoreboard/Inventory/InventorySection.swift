import ArgumentParser
import SupplyChain

/// `scoreboard inventory`: what each model costs in time, with its answer beside it.
struct InventorySection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "Inventory models: the answer, and the shortest time of several runs.",
    discussion: "On one thread unless the row says otherwise; needs no data.")

  @Option(help: "Runs of each row; the shortest counts.")
  var runs = 5

  @Option(help: "Only rows whose model contains this text.")
  var model: String?

  func run() throws {
    let rows = [
      InventoryRow.lots, InventoryRow.policies, InventoryRow.approximations,
      InventoryRow.echelons, InventoryRow.simulations, InventoryRow.records,
    ].flatMap { $0 }
    var table = TextTable("model", "size", "answer", "ms", "per second")
    for row in rows where model.map({ row.model.contains($0) }) ?? true {
      let (answer, seconds) = try row.measure(runs: runs)
      let rate = row.count.map { "\(InventoryRow.grouped(Double($0) / seconds)) \(row.unit)" }
      table.add(
        row.model, row.size, answer, InventoryRow.milliseconds(seconds), rate ?? "")
    }
    table.printOut()
  }
}
