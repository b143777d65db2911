import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain plan`: the whole flow on a folder of CSV files.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan a supply chain: forecast, stock, loads and routes.",
    discussion: """
      The folder holds products.csv, sites.csv, sales.csv, carriers.csv, vehicles.csv and, if \
      there is stock, stock.csv; Examples/Data is one to copy. The plan is printed as a table a \
      stage.

      Exit code 1 means that something could not be moved or delivered; it is named on standard \
      error.
      """)

  @Argument(help: "The folder of CSV files; by default the example's data.")
  var directory: String?

  @Option(help: "Write the plan as one self-contained page to this file.")
  var html: String?

  @Option(help: "Seconds for each search: two consolidations, and the routing of each warehouse.")
  var seconds = 1.0

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  @Option(help: "The days to plan orders and loads for.")
  var days = 28

  func validate() throws {
    guard seconds > 0, seconds <= 86_400 else {
      throw ValidationError("--seconds \(seconds) is not in 0...86400.")
    }
  }

  func run() throws {
    let folder = try NetworkFolder(URL(fileURLWithPath: try path(), isDirectory: true))
    var planner = SupplyChainPlanner()
    planner.horizonDays = days
    let progress = TerminalProgress()
    let plan: SupplyChainPlan
    do {
      plan = try planner.plan(folder.network, until: .runtime(.seconds(seconds)), seed: seed) {
        progress.show($0.stage.name, fraction: $0.fraction)
      }
      progress.finish()
    } catch let error as InvalidInput {
      progress.finish()
      try folder.endProgram(naming: error)
      throw error
    }
    let report = PlanReport(folder: folder, plan: plan)
    print(report.text, terminator: "")
    if let html {
      do {
        try PlanPage(report: report).markup.write(toFile: html, atomically: true, encoding: .utf8)
        note("wrote \(html)")
      } catch {
        note("\(html):1: cannot be written")
        throw ProgramExit.badInput
      }
    }
    for shortfall in report.shortfalls { note(shortfall) }
    if !report.shortfalls.isEmpty { throw ProgramExit.noFeasibleAnswer }
  }

  /// The folder asked for, or the example's.
  private func path() throws -> String {
    if let directory {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory),
        isDirectory.boolValue
      else {
        note("\(directory):1: is not a folder")
        throw ProgramExit.badInput
      }
      return directory
    }
    let usual = ["Examples/Data", "Data"]
    guard let found = usual.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      note("Examples/Data:1: is not here; name the folder of CSV files")
      throw ProgramExit.badInput
    }
    return found
  }
}
