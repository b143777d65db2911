public import SupplyChainCore

/// How far a run over many series has come.
///
/// ```swift
/// let series = try [TimeSeries([3, 4, 5]), TimeSeries([9, 8, 9])]
/// let forecasts = Naive().forecastAll(series, horizon: 2) { progress in
///   print("\(progress.done) of \(progress.total ?? 0), \(progress.failed) failed")
/// }
/// ```
public struct ForecastProgress: Hashable, Sendable {
  /// The number of series done.
  public let done: Int
  /// The number of those that could not be forecast.
  public let failed: Int
  /// The number of all series; `nil` where it is not known.
  public let total: Int?
  /// The time since the run began.
  public let elapsed: Duration
}

extension ForecastModel {
  /// Forecasts many series on all cores.
  ///
  /// ```swift
  /// let series = try [TimeSeries([3, 4, 5]), TimeSeries([9, 8, 9])]
  /// for forecast in AutoForecaster().forecastAll(series, horizon: 2) {
  ///   switch forecast {
  ///   case .success(let forecast): print(forecast.mean)
  ///   case .failure(let problem): print(problem)
  ///   }
  /// }
  /// ```
  ///
  /// A series that cannot be forecast is reported in its place, and the others go on. To handle each
  /// forecast as it comes instead of keeping all of them, use
  /// ``forecastAll(_:horizon:threads:progress:deliver:)``; for series that arrive one by one, the twin
  /// over an `AsyncSequence`.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - horizon: The number of steps ahead, at least one.
  ///   - threads: How many threads to use; the result does not depend on it.
  ///   - progress: Told how far the run has come, some twenty times a second at most.
  /// - Returns: The forecasts, in the order of the series. If the task is cancelled, those made until
  ///   then: the first so many.
  /// - Complexity: One fit a series.
  public func forecastAll(
    _ series: some RandomAccessCollection<TimeSeries> & Sendable, horizon: Int,
    threads: ThreadCount = .allCores, progress: (ForecastProgress) -> Void = { _ in }
  ) -> [Result<Forecast, InvalidInput>] {
    var results: [Result<Forecast, InvalidInput>] = []
    results.reserveCapacity(series.count)
    forecastAll(series, horizon: horizon, threads: threads, progress: progress) {
      results.append($0)
    }
    return results
  }

  /// Forecasts many series on all cores and hands over each forecast in order, keeping none of them.
  ///
  /// The memory is that of a few hundred forecasts, however many series there are.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - horizon: The number of steps ahead, at least one.
  ///   - threads: How many threads to use; the result does not depend on it.
  ///   - progress: Told how far the run has come, some twenty times a second at most.
  ///   - deliver: Called with each forecast, or with what is wrong with its series, in the order of the
  ///     series and on the caller's thread. If the task is cancelled, it is called no more.
  /// - Complexity: One fit a series.
  public func forecastAll(
    _ series: some RandomAccessCollection<TimeSeries> & Sendable, horizon: Int,
    threads: ThreadCount = .allCores, progress: (ForecastProgress) -> Void = { _ in },
    deliver: (Result<Forecast, InvalidInput>) -> Void
  ) {
    var counter = ForecastCounter(total: series.count)
    var start = series.startIndex
    while start < series.endIndex && !Cancellation.isRequested {
      let end =
        series.index(start, offsetBy: ForecastBatch.size, limitedBy: series.endIndex)
        ?? series.endIndex
      let batch = ForecastBatch(Array(series[start..<end]))
      guard let results = batch.forecast(by: self, horizon, threads) else { return }
      for result in results {
        counter.count(result)
        deliver(result)
      }
      counter.report(to: progress, always: end == series.endIndex)
      start = end
    }
  }

  /// Forecasts series as they arrive, on all cores, in their order and in bounded memory.
  ///
  /// ```swift
  /// let (stream, input) = AsyncStream.makeStream(of: TimeSeries.self)
  /// input.yield(try TimeSeries([3, 4, 5]))
  /// input.finish()
  /// for try await forecast in Naive().forecastAll(stream, horizon: 2) {
  ///   print(try forecast.get().mean)
  /// }
  /// ```
  ///
  /// Nothing is read before it is asked for: who reads slowly slows the source down, and the memory is
  /// that of a few hundred series.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - horizon: The number of steps ahead, at least one.
  ///   - threads: How many threads to use; the result does not depend on it.
  /// - Returns: The forecasts, or what is wrong with a series, in order. It ends with an error if the
  ///   source does, and with `CancellationError` if the task that reads it is cancelled.
  public func forecastAll<Source: AsyncSequence>(
    _ series: Source, horizon: Int, threads: ThreadCount = .allCores
  ) -> ForecastSequence<Self, Source> where Source.Element == TimeSeries {
    ForecastSequence(model: self, source: series, horizon: horizon, threads: threads)
  }
}

/// Some series that are forecast together.
struct ForecastBatch: Sendable {
  let series: [TimeSeries]

  /// Enough series that no core waits for the last of a batch for long, few enough to be forgotten.
  static let size = 1_024

  init(_ series: [TimeSeries]) { self.series = series }

  /// The forecasts in order; `nil` if the work was cancelled before all were made.
  func forecast(
    by model: some ForecastModel, _ horizon: Int, _ threads: ThreadCount
  ) -> [Result<Forecast, InvalidInput>]? {
    let results = series.parallelMap(threads: threads) {
      own -> Result<Forecast, InvalidInput>? in
      if Cancellation.isRequested { return nil }
      return Result { () throws(InvalidInput) in try model.forecast(own, horizon: horizon) }
    }
    let made = results.compactMap(\.self)
    return made.count == series.count ? made : nil
  }
}

/// Counts what is done.
private struct ForecastCounter {
  let total: Int?
  private var done = 0
  private var failed = 0
  private let start = ContinuousClock.now
  private var lastReport: ContinuousClock.Instant?

  init(total: Int?) { self.total = total }

  mutating func count(_ result: Result<Forecast, InvalidInput>) {
    done += 1
    if case .failure = result { failed += 1 }
  }

  mutating func report(to listener: (ForecastProgress) -> Void, always: Bool) {
    let now = ContinuousClock.now
    if let lastReport, !always, now - lastReport < .milliseconds(50) { return }
    lastReport = now
    listener(.init(done: done, failed: failed, total: total, elapsed: now - start))
  }
}
