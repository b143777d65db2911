import ArgumentParser
import Foundation
import SupplyChain

/// `scoreboard lp`: Netlib problems against their known objectives and against glpsol.
struct LinearProgrammingSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lp",
    abstract: "Netlib problems: objective, and time against glpsol on the same file.",
    discussion: """
      Both read the file and solve it. Their runs alternate; the times are the shortest of each, and \
      that of glpsol is of its process. Memory is what solving adds to a process of our own, and the \
      what glpsol says that it used. Without glpsol on the path its columns are empty.
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
      "Solve this file alone, and print what it adds to memory.", visibility: .hidden))
  var measure: String?

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
    if let measure { return try printMemory(of: URL(fileURLWithPath: measure)) }
    let folder = try options.folder().appendingPathComponent("lp")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".mps") }.sorted()
    var table = TextTable(
      "problem", "rows", "columns", "nonzeros", "objective", "error", "verified", "iterations",
      "ms", "glpsol ms", "ratio", "MB", "glpsol MB")
    var (ours, theirs) = (0.0, 0.0)
    for file in files.prefix(options.limit ?? .max) {
      let path = folder.appendingPathComponent(file)
      let program = try LinearProgram(mps: String(contentsOf: path, encoding: .utf8))
      var outcome = Outcome()
      var reference = Double.infinity
      var referenceMemory: Double?
      for _ in 0..<max(1, runs) {
        let next = try solve(path)
        outcome = next.seconds < outcome.seconds ? next : outcome
        if let (seconds, memory) = glpsol(path) {
          reference = min(reference, seconds)
          referenceMemory = memory
        }
      }
      ours += outcome.seconds
      theirs += reference
      let name = String(file.dropLast(4))
      table.add(
        name, "\(program.constraintCount)", "\(program.variableCount)", "\(program.nonzeroCount)",
        String(format: "%.10g", outcome.objective), error(outcome.objective, name),
        outcome.isVerified ? "yes" : "no", "\(outcome.iterations)", milliseconds(outcome.seconds),
        milliseconds(reference), ratio(outcome.seconds, reference), megabytes(memory(path)),
        megabytes(referenceMemory))
    }
    table.add(
      "all", "", "", "", "", "", "", "", milliseconds(ours), milliseconds(theirs),
      ratio(ours, theirs), "", "")
    table.printOut()
  }

  private func solve(_ path: URL) throws -> Outcome {
    let start = ContinuousClock.now
    let program = try LinearProgram(mps: String(contentsOf: path, encoding: .utf8))
    var solver = GLPKSolver()
    solver.presolves = presolve
    solver.verifiesExactly = exact
    solver.simplex.feasibilityTolerance = tolerance
    solver.simplex.optimalityTolerance = tolerance
    let solution = try solver.solve(program)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return Outcome(
      objective: solution.status == .optimal ? solution.objective ?? .nan : .nan,
      iterations: solution.iterations, seconds: seconds,
      isVerified: solution.verification(for: program)?.holds ?? false)
  }

  // MARK: glpsol

  /// The seconds that glpsol takes, and the peak of its memory in megabytes; `nil` where it is not
  /// installed or fails.
  private func glpsol(_ path: URL) -> (seconds: Double, memory: Double?)? {
    let arguments =
      ["glpsol", "--mps", path.path] + (presolve ? [] : ["--nopresol"])
      + (exact ? ["--xcheck"] : [])
    let start = ContinuousClock.now
    guard let output = Self.output(of: arguments) else { return nil }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    // "Memory used: 1.5 Mb (1572864 bytes)": what GLPK itself has allocated.
    let bytes = output.split(separator: "\n").last { $0.hasPrefix("Memory used:") }
      .flatMap { $0.split(separator: "(").last?.split(separator: " ").first }
      .flatMap { Double($0) }
    return (seconds, bytes.map { $0 / 1e6 })
  }

  private static func output(of arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  // MARK: Memory

  /// What solving a file adds to a fresh process, in megabytes.
  private func memory(_ path: URL) -> Double? {
    let flags = (presolve ? [] : ["--no-presolve"]) + (exact ? ["--exact"] : [])
    return Self.output(of: [CommandLine.arguments[0], "lp", "--measure", path.path] + flags)
      .flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  private func printMemory(of path: URL) throws {
    let before = Self.peak()
    _ = try solve(path)
    print((Self.peak() - before) / 1e6)
  }

  /// The most memory that this process has had at once, in bytes.
  private static func peak() -> Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) * 1_024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss)
    #endif
  }

  // MARK: Cells

  private func megabytes(_ value: Double?) -> String {
    value.map { String(format: "%.1f", $0) } ?? ""
  }

  private func error(_ objective: Double, _ name: String) -> String {
    guard let known = Self.known[name] else { return "" }
    return String(format: "%.1e", abs(objective - known) / abs(known))
  }

  private func milliseconds(_ seconds: Double) -> String {
    seconds.isFinite ? String(format: "%.1f", seconds * 1000) : ""
  }

  private func ratio(_ ours: Double, _ theirs: Double) -> String {
    theirs.isFinite ? String(format: "%.2f", ours / theirs) : ""
  }
}
