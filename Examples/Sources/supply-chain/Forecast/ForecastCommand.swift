import ArgumentParser
import DemandForecasting
import Foundation
import SupplyChainCore

/// `supply-chain forecast`: a filter from series to forecasts, as many at once as there are cores.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast series, one a line, in the order of the input.",
    discussion: """
      Reads JSON Lines, {"id":…,"values":[…,null,…],"period":12,"horizon":6} with "model" and \
      "levels" if wanted, or CSV with the columns id, date (YYYY, YYYY-MM or YYYY-MM-DD) and value. \
      Prints JSON Lines: {"id":…,"model":…,"mean":[…],"lower":{"80":[…]},"upper":{"80":[…]}}. \
      JSON Lines are read and answered as they come, in bounded memory. A line that cannot be meant \
      is named on standard error, the others are answered all the same, and the exit code is 2.

      "regressors":{"price":[…]} gives what else is known, one value for each observation and each \
      step ahead; the model is then ets (which auto means, too), a form of it, or regression.

      Models: \(ForecastRequest.modelNames.joined(separator: ", ")), or a form of exponential \
      smoothing such as AAdN or MAM.
      """)

  @Argument(help: "The file; - for standard input.")
  var file = "-"

  @Option(help: "The model where a line names none.")
  var model = "auto"

  @Option(help: "The levels of the intervals in percent where a line names none.")
  var levels = "80,95"

  @Option(help: "The number of observations in a season where a line names none.")
  var period: Int?

  @Option(help: "The number of steps ahead where a line names none; by default one season, or 6.")
  var horizon: Int?

  @Flag(help: "Take demand below zero for none.")
  var nonNegative = false

  @Option(
    help: ArgumentHelp(
      "What to treat before forecasting, separated by commas.",
      discussion:
        "Any of \(SeriesInspection.Kind.allCases.map(\.rawValue).joined(separator: ", ")); nothing by default."
    ))
  var treat = ""

  @Option(help: "Threads; all cores by default.")
  var threads: Int?

  func run() throws {
    let treatment = try treat.split(separator: ",").map { text in
      guard let kind = SeriesInspection.Kind(rawValue: String(text)) else {
        throw ValidationError("--treat \(text) is not known; see --help.")
      }
      return kind
    }
    let defaults = ForecastRequest.Defaults(
      model: model,
      levels: try levels.split(separator: ",").map { text in
        guard let level = Double(text), level > 0, level < 100 else {
          throw ValidationError("--levels are numbers between 0 and 100, separated by commas.")
        }
        return level
      }, period: period, horizon: horizon, isNonNegative: nonNegative,
      treatment: Set(treatment))
    do {
      _ = try ForecastRequest.model(named: model)
    } catch {
      throw ValidationError("--model \(error)")
    }
    let descriptor = try opened()
    let name = file == "-" ? "<stdin>" : file
    var reader = LineReader(descriptor: descriptor)
    guard let first = reader.nextBatch() else {
      note("\(name):1: the file is empty")
      throw ProgramExit.badInput
    }
    // A JSON line begins with a brace; whatever else comes first is the header of a CSV file.
    let opening = first.lines.lazy.flatMap { $0 }.first { !Self.isBlank($0) }
    guard opening == nil || opening == UInt8(ascii: "{") else {
      var text = first.lines
      while let batch = reader.nextBatch() { text += batch.lines }
      let table = Data(text.joined(separator: [UInt8(ascii: "\n")]))
      try ForecastTable.forecast(
        String(decoding: table, as: UTF8.self), named: name, defaults, threads: threads)
      return
    }
    var hasFailed = false
    var next: LineReader.Batch? = first
    let progress = TerminalProgress()
    let size = Self.size(of: descriptor)
    var read = 0
    while let batch = next {
      hasFailed = answer(batch, of: name, defaults) || hasFailed
      read += batch.lines.reduce(0) { $0 + $1.count + 1 }
      if let size {
        let lines = batch.firstLine + batch.lines.count - 1
        progress.show("\(lines) lines", fraction: min(1, Double(read) / Double(size)))
      }
      next = reader.nextBatch()
    }
    progress.finish()
    if reader.hasOverlongLine {
      note(
        "\(name): a line is longer than \(LineReader.longestLine) bytes; nothing after it is read")
      hasFailed = true
    }
    if hasFailed { throw ProgramExit.badInput }
  }

  /// A byte-order mark counts as blank.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || [0xEF, 0xBB, 0xBF].contains(byte)
  }

  private func opened() throws -> Int32 {
    if file == "-" { return 0 }
    let descriptor = open(file, O_RDONLY)
    guard descriptor >= 0 else {
      note("\(file):1: cannot be read")
      throw ProgramExit.badInput
    }
    return descriptor
  }

  /// The size of a file; `nil` of a pipe, of which no share can be shown.
  private static func size(of descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
    else { return nil }
    return Int(status.st_size)
  }

  /// Answers some lines, on several threads and in order; tells whether one of them was bad.
  private func answer(
    _ batch: LineReader.Batch, of name: String, _ defaults: ForecastRequest.Defaults
  ) -> Bool {
    let answers = inParallel(batch.lines, threads: threads) { line in
      line.allSatisfy(Self.isBlank)
        ? nil : ForecastRequest.answer(Data(line), defaults)
    }
    var hasFailed = false
    var output = ""
    for (offset, answer) in answers.enumerated() {
      switch answer {
      case .success(let text): output += text + "\n"
      case .failure(let error):
        hasFailed = true
        for reason in error.reasons { note("\(name):\(batch.firstLine + offset): \(reason)") }
      case nil: break
      }
    }
    FileHandle.standardOutput.write(Data(output.utf8))
    return hasFailed
  }
}

/// Transforms every element on several threads and keeps the order.
func inParallel<Element: Sendable, Result: Sendable>(
  _ elements: [Element], threads: Int?, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let count = elements.count
  let chunks = min(count, max(1, threads ?? 64))
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    nonisolated(unsafe) let buffer = buffer
    DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
      for index in count * chunk / chunks..<count * (chunk + 1) / chunks {
        buffer.initializeElement(at: index, to: transform(elements[index]))
      }
    }
    initialized = count
  }
}
