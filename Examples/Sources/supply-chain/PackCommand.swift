import ArgumentParser
import Foundation
import SupplyChain

/// `supply-chain pack`: as few bins as possible.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Pack items into as few bins as possible.",
    discussion: """
      Reads bin packing (the number of items, the capacity, the weights, one a line) or vector \
      packing (.vbp). Prints one JSON object: {"bins":…,"bound":…,"status":…,"assignment":[…]}, \
      the bin of each item in the order of the file.
      """)

  @Argument(help: "The file; - for standard input.")
  var file = "-"

  @Option(help: "A file with two items a line, counted from 0, that never share a bin.")
  var conflicts: String?

  @OptionGroup var search: SearchOptions

  func run() throws {
    let input = try ProgramInput(path: file)
    var problem = try input.parse { try PackingFile(reading: $0) }
    if let conflicts {
      problem = try ProgramInput(path: conflicts).parse { try problem.keepingApart($0) }
    }
    let bar = TerminalProgress()
    let result = try problem.solve(until: search.limit, seed: search.seed) { progress in
      let bins = progress.bestCost.map { "\(Int($0)) bins" } ?? ""
      bar.show(bins, fraction: search.share(of: progress))
    }
    bar.finish()
    note("\(result.bins) bins, at least \(result.bound): \(result.proof)")
    let assignment = result.assignment.map(String.init).joined(separator: ",")
    print(
      #"{"bins":\#(result.bins),"bound":\#(result.bound),"#
        + #""status":"\#(result.status.rawValue)","assignment":[\#(assignment)]}"#)
  }
}
