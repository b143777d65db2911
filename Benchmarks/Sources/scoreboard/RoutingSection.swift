import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard routing`: cost, gap to the best known solution and time, for each solver and set.
struct RoutingSection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routing", abstract: "Vehicle routing: cost, gap and time.")

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "The sets, by folder: X, Belgium, Italy, Solomon, Homberger1000, CMT, Golden …")
  var sets = "X,Belgium,Italy,Solomon,Homberger1000"

  @Option(help: "The solvers: savings, improved, hybrid.")
  var solvers = "savings,improved,hybrid"

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Flag(help: "Print a line for each instance, not only the means.")
  var each = false

  mutating func run() async throws {
    let folder = try options.folder().appending(path: "routing")
    let known = try BestKnown(file: folder.appending(path: "best_known.csv"))
    var means = TextTable(
      "set", "solver", "instances", "mean gap %", "worst gap %", "mean s", "max s")
    var lines = TextTable("instance", "set", "clients", "solver", "cost", "gap %", "s")
    var infeasible: [String] = []
    for set in sets.split(separator: ",").map(String.init) {
      let files = try Self.instances(of: set, in: folder, known: known, limit: options.limit)
      for name in solvers.split(separator: ",").map(String.init) {
        guard let solver = Self.solver(named: name) else {
          throw ValidationError("There is no solver \(name).")
        }
        var gaps: [Double] = []
        var times: [Double] = []
        for file in files {
          let instance = try RoutingInstance(
            reading: String(contentsOf: file.url, encoding: .utf8))
          let start = ContinuousClock.now
          let solution = try solver.solve(
            instance.problem, until: .runtime(.seconds(options.seconds)), seed: seed)
          let seconds = (ContinuousClock.now - start) / .seconds(1)
          if !solution.isFeasible { infeasible.append("\(file.name) (\(name))") }
          let gap = (solution.cost.total / file.best - 1) * 100
          gaps.append(gap)
          times.append(seconds)
          lines.add(
            file.name, set, "\(instance.problem.clients.count)", name,
            Self.decimals(solution.cost.total, 1), Self.decimals(gap, 2),
            Self.decimals(seconds, 3))
          if each, isatty(STDERR_FILENO) == 1 {
            FileHandle.standardError.write(Data("\(file.name) \(name) \(gap)\n".utf8))
          }
        }
        guard !gaps.isEmpty else { continue }
        means.add(
          set, name, "\(gaps.count)",
          Self.decimals(gaps.reduce(0, +) / Double(gaps.count), 3),
          Self.decimals(gaps.max() ?? 0, 2),
          Self.decimals(times.reduce(0, +) / Double(times.count), 3),
          Self.decimals(times.max() ?? 0, 3))
      }
    }
    if each {
      lines.printOut()
      print()
    }
    means.printOut()
    if !infeasible.isEmpty { print("\nnot feasible: \(infeasible.joined(separator: ", "))") }
    if let peak = Self.peakMemory() { print("\npeak memory \(peak) MB") }
  }

  private static func solver(named name: String) -> (any RoutingSolver)? {
    switch name {
    case "savings": ClarkeWright()
    case "improved": ImprovedSavings()
    case "hybrid": HybridSearch()
    default: nil
    }
  }

  private struct File {
    let name: String
    let url: URL
    let best: Double
  }

  /// The instances of a set that have a best known cost, in the order of the list.
  private static func instances(
    of set: String, in folder: URL, known: BestKnown, limit: Int?
  ) throws -> [File] {
    var files: [File] = []
    let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let url as URL in enumerator ?? .init() {
      guard ["vrp", "txt", "tsp"].contains(url.pathExtension) else { continue }
      let parent = url.deletingLastPathComponent().lastPathComponent
      guard parent.lowercased() == set.lowercased() else { continue }
      let name = url.deletingPathExtension().lastPathComponent
      guard let best = known.cost(of: name, in: parent) else { continue }
      files.append(File(name: name, url: url, best: best))
    }
    files.sort { known.rank(of: $0.name, in: set) < known.rank(of: $1.name, in: set) }
    return Array(files.prefix(limit ?? .max))
  }

  private static func decimals(_ value: Double, _ count: Int) -> String {
    String(format: "%.\(count)f", value)
  }

  /// The largest memory the program held, where the system tells.
  private static func peakMemory() -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return nil
    }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 / 1024 }
  }
}

/// The best known costs of `best_known.csv`.
private struct BestKnown {
  private var rows: [(name: String, set: String, cost: Double)] = []

  init(file: URL) throws {
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells.count == 4, let cost = Double(cells[3]) else { continue }
      rows.append((cells[0].lowercased(), cells[1].lowercased(), cost))
    }
  }

  /// The set of a row may carry a note in brackets.
  private func index(of name: String, in set: String) -> Int? {
    rows.firstIndex {
      $0.name == name.lowercased() && $0.set.split(separator: "(")[0] == set.lowercased()
    }
  }

  func cost(of name: String, in set: String) -> Double? {
    index(of: name, in: set).map { rows[$0].cost }
  }

  func rank(of name: String, in set: String) -> Int { index(of: name, in: set) ?? .max }
}
