import ArgumentParser
import DemandForecasting
import Foundation
import SupplyChainCore

/// Forecasts very many series at once and states time and memory.
struct ThroughputSection: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "throughput",
    abstract: "Forecast very many series at once: time, memory, and how it scales with threads.",
    discussion: """
      The monthly series of the M3, over and over. Each count of threads is run in turn; processor \
      seconds are those of all threads together, which stay where they were if threads do not get in \
      each other's way, whatever else the machine does meanwhile; the peak of \
      the resident memory is that of the whole process until then, so it stays where it was if memory \
      is flat.
      """)

  @OptionGroup var options: ScoreboardOptions

  @Option(help: "How many series.")
  var count = 100_000

  @Option(help: "The counts of threads to run, separated by commas.")
  var threads = "1,2"

  func run() throws {
    let folder = try options.folder().appendingPathComponent("forecasting")
    let monthly = try ForecastingCase.read("m3", in: folder)
      .filter { $0.kind.hasPrefix("MONTHLY") }.map(\.history)
    guard !monthly.isEmpty, count > 0 else { throw ValidationError("There is no monthly series.") }
    let series = RepeatedSeries(originals: monthly, count: count)
    var table = TextTable(
      "threads", "series", "failed", "seconds", "series/s", "times one", "processor s", "peak MB")
    var first: Double?
    for threads in threads.split(separator: ",").compactMap({ Int($0) }) {
      let (start, processor) = (ContinuousClock.now, usage.processorSeconds)
      var (failed, checksum) = (0, 0.0)
      AutoForecaster().forecastAll(series, horizon: 18, threads: ThreadCount(threads)) {
        FileHandle.standardError.write(
          Data("\r\($0.done) of \($0.total ?? 0), \($0.failed) failed ".utf8))
      } deliver: { result in
        switch result {
        case .success(let forecast): checksum += forecast.mean[0]
        case .failure: failed += 1
        }
      }
      FileHandle.standardError.write(Data("\n".utf8))
      let time = ContinuousClock.now - start
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      if first == nil { first = seconds }
      table.rows.append([
        "\(threads)", "\(count)", "\(failed)", String(format: "%.1f", seconds),
        String(format: "%.0f", Double(count) / seconds),
        String(format: "%.2f", (first ?? seconds) / seconds),
        String(format: "%.1f", usage.processorSeconds - processor),
        String(format: "%.0f", usage.peakMegabytes),
      ])
      guard checksum.isFinite else { throw ValidationError("A forecast is not finite.") }
    }
    table.printOut()
  }

  /// What the process has used so far.
  private var usage: (processorSeconds: Double, peakMegabytes: Double) {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      let kilobytes = Double(usage.ru_maxrss)
    #else
      getrusage(RUSAGE_SELF, &usage)
      let kilobytes = Double(usage.ru_maxrss) / 1_024
    #endif
    let seconds = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6
    }
    return (seconds, kilobytes / 1_024)
  }
}

/// Some series over and over, without a copy of any.
private struct RepeatedSeries: RandomAccessCollection, Sendable {
  let originals: [TimeSeries]
  let count: Int

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> TimeSeries { originals[position % originals.count] }
}
