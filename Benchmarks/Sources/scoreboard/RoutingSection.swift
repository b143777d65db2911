import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard routing`: cost, gap to the best known solution and time, for each solver and set.
struct RoutingSection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routing", abstract: "Vehicle routing: cost, gap and time.")

  @OptionGroup var options: ScoreboardOptions

  @Option(
    help: """
      The sets, by folder: X, Belgium, Italy, Solomon, Homberger1000, CMT, Golden, Cordeau, HFVRP, \
      DLP_road, PCVRPTW, VRPB; Homberger200 and Homberger400 with the fewest vehicles first …
      """)
  var sets = "X,Belgium,Italy,Solomon,Homberger1000"

  @Option(help: "The solvers: savings, improved, hybrid.")
  var solvers = "savings,improved,hybrid"

  @Option(help: "How many threads the hybrid search uses.")
  var threads = 1

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
        guard let solver = solver(named: name) else {
          throw ValidationError("There is no solver \(name).")
        }
        var gaps: [Double] = []
        var times: [Double] = []
        for file in files {
          let problem = try Self.problem(of: file, in: set)
          let start = ContinuousClock.now
          let solution = try solver.solve(
            problem, until: .runtime(.seconds(options.seconds)), seed: seed)
          let seconds = (ContinuousClock.now - start) / .seconds(1)
          if !solution.isFeasible { infeasible.append("\(file.name) (\(name))") }
          if let fewest = file.vehicles, solution.routes.count > fewest {
            infeasible.append(
              "\(file.name) (\(name)): \(solution.routes.count) vehicles, not \(fewest)")
          }
          let total = solution.cost.total - (file.vehicles == nil ? 0 : solution.cost.fixed)
          let cost = total * Self.unit(of: file.name, in: set)
          let gap = (cost / file.best - 1) * 100
          gaps.append(gap)
          times.append(seconds)
          lines.add(
            file.name, set, "\(problem.clients.count)", name,
            Self.decimals(cost, 1), Self.decimals(gap, 2),
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

  private func solver(named name: String) -> (any RoutingSolver)? {
    switch name {
    case "savings": ClarkeWright()
    case "improved": ImprovedSavings()
    case "hybrid": HybridSearch(threads: .init(threads))
    default: nil
    }
  }

  private struct File {
    let name: String
    let url: URL
    let best: Double
    /// The fewest vehicles known, where they come first.
    let vehicles: Int?
  }

  /// The problem of a file, by the convention with which its best known cost was published.
  private static func problem(of file: File, in set: String) throws -> RoutingProblem {
    let text = try String(contentsOf: file.url, encoding: .utf8)
    guard file.vehicles != nil else { return try RoutingInstance(reading: text).problem }
    return try RoutingInstance(reading: text, distances: .euclidean).problem
      .puttingFewestVehiclesFirst()
  }

  /// In how many published units one unit of ours is: fleets have their costs in hundredths, and with
  /// prizes everything is in tenths.
  private static func unit(of name: String, in set: String) -> Double {
    switch set.lowercased() {
    case "hfvrp": name.hasSuffix("-HD") ? 1_000 : 0.01
    case "pcvrptw": 10
    default: 1
    }
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
      files.append(
        File(name: name, url: url, best: best, vehicles: known.vehicles(of: name, in: parent)))
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

  /// The note in the brackets: how many vehicles the best known routes use, where they come first.
  func vehicles(of name: String, in set: String) -> Int? {
    guard let index = index(of: name, in: set) else { return nil }
    return rows[index].set.split(separator: "=").dropFirst().first.flatMap { Int($0.dropLast()) }
  }

  func rank(of name: String, in set: String) -> Int { index(of: name, in: set) ?? .max }
}
