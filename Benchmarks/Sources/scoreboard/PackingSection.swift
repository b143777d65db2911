import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard packing`: bins, bound and proofs against the best known values.
struct PackingSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packing",
    abstract: "Bin and vector packing: bins, bound and proofs against the best known.")

  @OptionGroup var options: ScoreboardOptions

  @Flag(help: "Print a line for every instance.")
  var instances = false

  @Option(help: "Only families whose name contains this text.")
  var family: String?

  /// One instance with what is known about it.
  private struct Instance {
    let family: String
    let path: String
    let best: Int?
    let heuristic: Int?
  }

  fileprivate struct Tally {
    var count = 0
    var known = 0
    var atBest = 0
    var proved = 0
    var excess = 0
    var wrong = 0
    var seconds = 0.0
    var slowest = 0.0
  }

  func run() throws {
    let folder = try options.folder().appendingPathComponent("consolidation")
    let bins = try Self.read(
      folder.appendingPathComponent("optima_bpp.csv"), best: 6, heuristic: nil)
    let vectors = try Self.read(
      folder.appendingPathComponent("optima_vbp.csv"), best: 4, heuristic: 5)
    try score("Bin packing", bins, in: folder)
    print()
    try score("Vector packing", vectors, in: folder)
  }

  private static func read(_ file: URL, best: Int, heuristic: Int?) throws -> [Instance] {
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Instance(
        family: cells[0], path: cells[1], best: Int(cells[best]),
        heuristic: heuristic.flatMap { Int(cells[$0]) })
    }
  }

  private func score(_ title: String, _ all: [Instance], in folder: URL) throws {
    var taken: [String: Int] = [:]
    var tallies: [(family: String, tally: Tally)] = []
    for instance in all {
      if let family, !instance.family.contains(family) { continue }
      taken[instance.family, default: 0] += 1
      if let limit = options.limit, taken[instance.family, default: 0] > limit { continue }
      let text = try String(
        contentsOf: folder.appendingPathComponent(instance.path), encoding: .utf8)
      let problem = try PackingFile(reading: text)
      let clock = ContinuousClock()
      let start = clock.now
      let result = try problem.solve(
        until: .runtime(.seconds(options.seconds)), seed: 1
      ) { _ in }
      let elapsed = (clock.now - start) / .seconds(1)
      let row = tallies.firstIndex { $0.family == instance.family } ?? tallies.count
      if row == tallies.count { tallies.append((instance.family, Tally())) }
      tallies[row].tally.add(result, instance.best, instance.heuristic, elapsed)
      if instances {
        let best = instance.best.map(String.init) ?? "?"
        print(
          instance.path, "bins", result.bins, "bound", result.bound, "best", best,
          result.status.rawValue, String(format: "%.2f s", elapsed), result.proof)
      }
    }
    var table = TextTable(
      title, "instances", "known", "at best", "proved", "bins above", "wrong bounds", "mean s",
      "max s")
    for (name, tally) in tallies { tally.row(name, in: &table) }
    tallies.reduce(into: Tally()) { $0.add($1.tally) }.row("all", in: &table)
    table.printOut()
  }
}

extension PackingSection.Tally {
  /// Takes note of a result; where no optimum is known, the best published heuristic stands in.
  fileprivate mutating func add(
    _ result: PackingResult, _ best: Int?, _ heuristic: Int?, _ elapsed: Double
  ) {
    count += 1
    if best != nil { known += 1 }
    if let target = best ?? heuristic {
      if result.bins <= target { atBest += 1 }
      excess += max(0, result.bins - target)
      if result.bound > target { wrong += 1 }
    }
    if result.status == .optimal { proved += 1 }
    seconds += elapsed
    slowest = max(slowest, elapsed)
  }

  fileprivate mutating func add(_ other: Self) {
    count += other.count
    known += other.known
    atBest += other.atBest
    proved += other.proved
    excess += other.excess
    wrong += other.wrong
    seconds += other.seconds
    slowest = max(slowest, other.slowest)
  }

  fileprivate func row(_ name: String, in table: inout TextTable) {
    table.add(
      name, "\(count)", "\(known)", "\(atBest)", "\(proved)", "\(excess)", "\(wrong)",
      String(format: "%.2f", seconds / Double(max(1, count))),
      String(format: "%.2f", slowest))
  }
}
