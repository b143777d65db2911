import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard stowing`: container loading against the best known fill.
struct StowingSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stowing",
    abstract: "Container loading: fill of one container, number of containers.")

  @OptionGroup var options: ScoreboardOptions

  @Flag(help: "Print a line for every instance.")
  var instances = false

  @Flag(help: "Ask that each piece rests with its whole bottom.")
  var supported = false

  @Option(help: "Only instances whose path contains this text.")
  var only: String?

  func run() throws {
    let folder = try options.folder().appendingPathComponent("consolidation")
    try single(folder)
    print()
    try several(folder.appendingPathComponent("box/ivancic1989"))
  }

  /// Everything into as few containers as it takes, the time split among them.
  private func several(_ folder: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("_bins.csv") }.map { String($0.dropLast("_bins.csv".count)) }
      .sorted { $0.localizedStandardCompare($1) == .orderedAscending }
    var table = TextTable("Several containers", "containers", "at least by volume", "s")
    var total = (containers: 0, bound: 0, seconds: 0.0)
    for name in names {
      if let only, !name.contains(only) { continue }
      let problem = try StowageProblem(
        reading: folder.appendingPathComponent(name).path, requiresSupport: supported)
      let bound = Int((problem.itemVolume / Double(problem.space.volume)).rounded(.up))
      let clock = ContinuousClock()
      let start = clock.now
      let plans = Stowing().solveAll(
        problem, until: .runtime(.seconds(options.seconds / Double(bound))))
      let elapsed = (clock.now - start) / .seconds(1)
      total = (total.0 + plans.count, total.1 + bound, total.2 + elapsed)
      table.add(name, "\(plans.count)", "\(bound)", String(format: "%.2f", elapsed))
    }
    table.add(
      "all", "\(total.containers)", "\(total.bound)", String(format: "%.2f", total.seconds))
    table.printOut()
  }

  private func single(_ folder: URL) throws {
    let text = try String(
      contentsOf: folder.appendingPathComponent("best_known_box_single_container.csv"),
      encoding: .utf8)
    var groups: [(name: String, count: Int, fill: Double, best: Double, slowest: Double)] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      if let only, !cells[0].contains(only) { continue }
      let problem = try StowageProblem(
        reading: folder.appendingPathComponent(cells[0]).path, requiresSupport: supported)
      let clock = ContinuousClock()
      let start = clock.now
      let plan = Stowing().solve(problem, until: .runtime(.seconds(options.seconds)))
      let elapsed = (clock.now - start) / .seconds(1)
      let best = Double(cells[3]) ?? .nan
      let name = String(cells[0].split(separator: "/")[2].prefix { $0 != "." })
      if instances {
        print(
          cells[0], String(format: "%.2f", 100 * plan.fill), cells[3],
          String(format: "%.2f s", elapsed), plan.iterations)
      }
      let row = groups.firstIndex { $0.name == name } ?? groups.count
      if row == groups.count { groups.append((name, 0, 0, 0, 0)) }
      groups[row].count += 1
      groups[row].fill += 100 * plan.fill
      groups[row].best += best
      groups[row].slowest = max(groups[row].slowest, elapsed)
    }
    var table = TextTable("One container", "instances", "fill %", "best known %", "points", "max s")
    let total = groups.reduce(into: (name: "all", count: 0, fill: 0.0, best: 0.0, slowest: 0.0)) {
      $0.count += $1.count
      $0.fill += $1.fill
      $0.best += $1.best
      $0.slowest = max($0.slowest, $1.slowest)
    }
    for group in groups + [total] {
      let count = Double(max(1, group.count))
      table.add(
        group.name, "\(group.count)", String(format: "%.2f", group.fill / count),
        String(format: "%.2f", group.best / count),
        String(format: "%.2f", (group.best - group.fill) / count),
        String(format: "%.2f", group.slowest))
    }
    table.printOut()
  }
}

extension StowageProblem {
  /// Reads the two files of an instance, `…_bins.csv` and `…_items.csv`.
  init(reading path: String, requiresSupport: Bool) throws {
    func rows(_ suffix: String) throws -> [[Int]] {
      try String(contentsOfFile: path + suffix, encoding: .utf8)
        .split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ",").compactMap { Int($0) } }
    }
    let bin = try rows("_bins.csv")[0]
    let order: [CargoOrientations] = [
      .lengthWidthHeight, .widthLengthHeight, .heightWidthLength, .widthHeightLength,
      .lengthHeightWidth, .heightLengthWidth,
    ]
    try self.init(
      space: CargoSpace(length: bin[1], width: bin[2], height: bin[3]),
      items: rows("_items.csv").map { row in
        var orientations: CargoOrientations = []
        for (index, orientation) in order.enumerated() where row[4 + index] == 1 {
          orientations.insert(orientation)
        }
        return try CargoItem(
          "\(row[0])", length: row[1], width: row[2], height: row[3], count: row[10],
          orientations: orientations)
      }, requiresSupport: requiresSupport)
  }
}
