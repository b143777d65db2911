import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard lp`: Netlib problems against their known objectives and against glpsol.
struct LinearProgrammingSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lp",
    abstract: "Netlib problems: objective, and time and memory against glpsol on the same file.",
    discussion: """
      Both read the file and solve it. Their runs alternate; the times are the shortest of each, of \
      the processor, and that of glpsol is of its process. Memory is the peak of a process that does \
      nothing else, less that of the same program on a problem of one variable, which is the last \
      line. "MB" is ours where the program is given away to the solver, "kept" where the caller \
      keeps it. Without glpsol on the path its columns are empty.
      """)

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "Runs of each problem; the shortest counts.")
  var runs = 3

  @Flag(inversion: .prefixedNo, help: "Presolve, in both programs.")
  var presolve = true

  @Flag(help: "Verify our optimum in rational arithmetic.")
  var exact = false

  @Option(help: "The tolerances of the simplex method, ours and glpsol's being 1e-7.")
  var tolerance = 1e-7

  @Option(
    help: ArgumentHelp(
      "Solve this file alone and print nothing, to be looked at from outside.", visibility: .hidden)
  )
  var measure: String?

  @Flag(help: ArgumentHelp("Keep the program while it is solved.", visibility: .hidden))
  var keeps = false

  /// The optimal objectives published with the collection (netlib.org/lp/data/readme).
  private static let known: [String: Double] = [
    "afiro": -464.7531428596, "adlittle": 225494.96316, "stair": -251.26695119,
    "25fv47": 5501.8458883, "80bau3b": 987224.19241, "bnl2": 1811.2365404, "degen3": -987.294,
    "fit2p": 68464.293294, "greenbea": -72555248.130, "pilot": -557.48972927,
  ]

  private struct Outcome {
    var objective = Double.nan
    var iterations = 0
    var seconds = Double.infinity
    var isVerified = false
  }

  func run() throws {
    if let measure { return try solveAlone(URL(fileURLWithPath: measure)) }
    let folder = try options.folder().appendingPathComponent("lp")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mps") }.sorted()
    var table = TextTable(
      "problem", "rows", "columns", "nonzeros", "objective", "error", "verified", "iterations",
      "ms", "glpsol ms", "ratio", "MB", "kept", "glpsol MB", "ratio", "kept")
    let idle = try idleMemory()
    var (ours, theirs) = (0.0, 0.0)
    for file in files.prefix(options.limit ?? .max) {
      let path = folder.appendingPathComponent(file)
      let program = try read(path)
      var outcome = Outcome()
      var reference = Double.infinity
      for _ in 0..<max(1, runs) {
        let next = try solve(path)
        outcome = next.seconds < outcome.seconds ? next : outcome
        reference = min(reference, ChildProcess.seconds(of: glpsol(path)) ?? .infinity)
      }
      let memory = memory(path).over(idle)
      ours += outcome.seconds
      theirs += reference
      let name = String(file.dropLast(4))
      table.add(
        name, "\(program.constraintCount)", "\(program.variableCount)", "\(program.nonzeroCount)",
        String(format: "%.10g", outcome.objective), error(outcome.objective, name),
        outcome.isVerified ? "yes" : "no", "\(outcome.iterations)", milliseconds(outcome.seconds),
        milliseconds(reference), ratio(outcome.seconds, reference), megabytes(memory.ours),
        megabytes(memory.kept), megabytes(memory.theirs), ratio(memory.ours, memory.theirs),
        ratio(memory.kept, memory.theirs))
    }
    table.add(
      "all", "", "", "", "", "", "", "", milliseconds(ours), milliseconds(theirs),
      ratio(ours, theirs), "", "", "", "", "")
    table.add(
      "idle", "", "", "", "", "", "", "", "", "", "", megabytes(idle.ours), megabytes(idle.kept),
      megabytes(idle.theirs), "", "")
    table.printOut()
  }

  private func solve(_ path: URL) throws -> Outcome {
    let start = ChildProcess.ownSeconds
    let program = try read(path)
    let solution = try solver.solve(program)
    let seconds = ChildProcess.ownSeconds - start
    return Outcome(
      objective: solution.status == .optimal ? solution.objective ?? .nan : .nan,
      iterations: solution.iterations, seconds: seconds,
      isVerified: solution.verification(for: program)?.holds ?? false)
  }

  private func read(_ path: URL) throws -> LinearProgram {
    try LinearProgram(mps: Data(contentsOf: path, options: .alwaysMapped))
  }

  private var solver: GLPKSolver {
    var solver = GLPKSolver()
    solver.presolves = presolve
    solver.verifiesExactly = exact
    solver.simplex.feasibilityTolerance = tolerance
    solver.simplex.optimalityTolerance = tolerance
    return solver
  }

  // MARK: glpsol

  private func glpsol(_ path: URL) -> [String] {
    ["glpsol", "--mps", path.path] + (presolve ? [] : ["--nopresol"]) + (exact ? ["--xcheck"] : [])
  }

  // MARK: Memory

  /// Megabytes, not a number where they cannot be had.
  private struct Memory {
    var ours: Double
    var kept: Double
    var theirs: Double

    func over(_ idle: Memory) -> Memory {
      Memory(ours: ours - idle.ours, kept: kept - idle.kept, theirs: theirs - idle.theirs)
    }
  }

  /// What the programs need at most: the median of some runs, since it depends on where the system
  /// happens to put things.
  private func memory(_ path: URL) -> Memory {
    let call =
      [CommandLine.arguments[0], "lp", "--measure", path.path, "--tolerance", "\(tolerance)"]
      + (presolve ? [] : ["--no-presolve"]) + (exact ? ["--exact"] : [])
    func peak(_ call: [String]) -> Double {
      let peaks = (0..<5).compactMap { _ in ChildProcess.peakMemory(of: call) }.sorted()
      return peaks.isEmpty ? .nan : peaks[peaks.count / 2]
    }
    return Memory(ours: peak(call), kept: peak(call + ["--keeps"]), theirs: peak(glpsol(path)))
  }

  /// Solves a file as a process that does nothing else.
  private func solveAlone(_ path: URL) throws {
    let program = try read(path)
    if keeps {
      let solution = try solver.solve(program)
      withExtendedLifetime((program, solution)) {}
    } else {
      _ = try solver.solve(consume program)
    }
  }

  /// What the programs have when they have nothing to do.
  private func idleMemory() throws -> Memory {
    let text = """
      NAME          IDLE
      ROWS
       N  COST
       G  DEMAND
      COLUMNS
          X         COST      1.0            DEMAND    1.0
      RHS
          RHS       DEMAND    1.0
      ENDATA

      """
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).mps")
    try text.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    return memory(path)
  }

  // MARK: Cells

  private func megabytes(_ value: Double) -> String {
    value.isFinite ? String(format: "%.2f", value) : ""
  }

  private func error(_ objective: Double, _ name: String) -> String {
    guard let known = Self.known[name] else { return "" }
    return String(format: "%.1e", abs(objective - known) / abs(known))
  }

  private func milliseconds(_ seconds: Double) -> String {
    seconds.isFinite ? String(format: "%.1f", seconds * 1000) : ""
  }

  private func ratio(_ ours: Double, _ theirs: Double) -> String {
    theirs.isFinite && theirs > 0 ? String(format: "%.2f", ours / theirs) : ""
  }
}
