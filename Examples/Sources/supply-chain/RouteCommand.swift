import ArgumentParser
import Dispatch
import Foundation
import SupplyChain
import Synchronization

/// `supply-chain route FILE`: routes vehicles.
struct RouteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Route vehicles: VRPLIB, TSPLIB, Solomon or JSON in, routes out.",
    discussion: """
      Prints the best solution found; Ctrl-C ends the search early and prints it too. The exit code \
      is 1 if some client who must be visited is left out; who and why stands on standard error.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case vrplib, json, geojson, svg }
  enum Solver: String, ExpressibleByArgument, CaseIterable {
    case hybrid, improved, savings, insertion, regret, sweep
    case nearestNeighbour = "nearest-neighbour"
    case routeFirst = "route-first"
  }
  enum Rounding: String, ExpressibleByArgument, CaseIterable { case exact, nearest, truncated }

  @Argument(help: "The problem; standard input without it, or with -.")
  var file: String?

  @OptionGroup var options: SearchOptions

  @Option(help: "End after this many iterations instead, with the same result every time.")
  var iterations: Int?

  @Option(help: "How many threads search.")
  var threads = 1

  @Option(
    help: "The solver: the hybrid search, improved savings, or a construction by itself.")
  var solver = Solver.hybrid

  @Option(help: "What to print.")
  var format = Format.vrplib

  @Option(help: "How distances from coordinates are rounded; by default as the file's set does.")
  var distances: Rounding?

  @Flag(
    help: "Prove a lower bound too, beside the search, and show how far the routes are from it.")
  var bound = false

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if let iterations, iterations < 0 { throw ValidationError("--iterations must be at least 0.") }
  }

  func run() async throws {
    let input = try ProgramInput(path: file)
    let problem = try input.parse { try read($0) }
    let proof = Task.detached { [bound] in bound ? RoutingBound(problem) : nil }
    let solution = try await search(problem, proof)
    print(try text(of: solution, problem), terminator: "")
    for unserved in solution.unserved {
      note("client \(unserved.client + 1) is left out: \(unserved.reason)")
    }
    if bound { note(words(for: await proof.value, solution)) }
    if !solution.isFeasible { throw ProgramExit.noFeasibleAnswer }
  }

  private func read(_ text: String) throws -> RoutingProblem {
    if text.first(where: { !$0.isWhitespace }) == "{" {
      do {
        return try JSONDecoder().decode(RoutingProblem.self, from: Data(text.utf8))
      } catch let error as DecodingError {
        throw InvalidInput("JSON", error.place)
      }
    }
    let measure: RoutingProblem.Distances? =
      switch distances {
      case .exact: .euclidean
      case .nearest: .roundedEuclidean
      case .truncated: .truncatedEuclidean
      case nil: nil
      }
    return try RoutingInstance(reading: text, distances: measure).problem
  }

  private func words(for bound: RoutingBound?, _ solution: RoutingSolution) -> String {
    guard let bound else { return "no bound: the problem has none of the kind that is proved here" }
    let gap = String(format: "%.2f %%", bound.gap(of: solution.cost.total) * 100)
    return "no plan costs less than \(bound.value): the gap is at most \(gap)"
  }

  private var routingSolver: any RoutingSolver {
    switch solver {
    case .hybrid: HybridSearch(threads: ThreadCount(threads))
    case .improved: ImprovedSavings()
    case .savings: ClarkeWright()
    case .insertion: Insertion()
    case .regret: Insertion(regret: 3)
    case .sweep: Sweep()
    case .nearestNeighbour: NearestNeighbour()
    case .routeFirst: RouteFirstClusterSecond()
    }
  }

  /// Searches until the time is up or somebody presses Ctrl-C.
  private func search(
    _ problem: RoutingProblem, _ proof: Task<RoutingBound?, Never>
  ) async throws -> RoutingSolution {
    let solver = routingSolver
    let (iterations, options) = (iterations, options)
    let search = Search { progress in
      if let iterations {
        return try solver.solve(
          problem, until: .iterations(iterations), seed: options.seed, progress: progress)
      }
      return try solver.solve(
        problem, until: options.limit, seed: options.seed, progress: progress)
    }
    signal(SIGINT, SIG_IGN)
    let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
    interrupt.setEventHandler { search.cancel() }
    interrupt.resume()
    defer { interrupt.cancel() }

    let isTerminal = isatty(STDERR_FILENO) == 1
    let proven = Mutex<RoutingBound?>(nil)
    let listener = Task {
      let bound = await proof.value
      proven.withLock { $0 = bound }
    }
    defer { listener.cancel() }
    for await progress in search.progress where isTerminal {
      draw(progress, proven.withLock { $0 })
    }
    if isTerminal { StandardError().write("\r\u{1B}[K") }
    return try await search.result
  }

  private func draw(_ progress: SearchProgress, _ bound: RoutingBound?) {
    let elapsed = progress.elapsed / .seconds(1)
    let rate = elapsed > 0 ? Double(progress.iteration) / elapsed : 0
    let cost = progress.bestCost.map { String(format: "%.1f", $0) } ?? "–"
    var gap = ""
    if let bound, let best = progress.bestCost {
      gap = String(format: "  gap to the bound %.2f %%", bound.gap(of: best) * 100)
    }
    StandardError().write(
      String(format: "\r\u{1B}[K%6.1f s  best ", elapsed) + cost + gap
        + String(format: "  %.0f iterations/s", rate))
  }

  private func text(of solution: RoutingSolution, _ problem: RoutingProblem) throws -> String {
    switch format {
    case .vrplib: return solution.vrplibText(firstClient: problem.depots.count)
    case .geojson: return solution.geoJSON(of: problem)
    case .svg: return solution.svg(of: problem)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      return String(decoding: try encoder.encode(solution), as: UTF8.self) + "\n"
    }
  }
}

extension DecodingError {
  /// What is wrong and where, in a few words.
  fileprivate var place: String {
    let context: Context? =
      switch self {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    guard let context else { return "cannot be read" }
    var path = context.codingPath.map(\.stringValue)
    if case .keyNotFound(let key, _) = self { path.append(key.stringValue) }
    let place = path.isEmpty ? "" : "at \(path.joined(separator: ".")): "
    return "cannot be read: \(place)\(context.debugDescription)"
  }
}
