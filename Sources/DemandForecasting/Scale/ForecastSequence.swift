public import SupplyChainCore

/// The forecasts of series that arrive one by one.
///
/// ```swift
/// let (stream, input) = AsyncStream.makeStream(of: TimeSeries.self)
/// input.yield(try TimeSeries([3, 4, 5]))
/// input.finish()
/// let forecasts = Naive().forecastAll(stream, horizon: 1)
/// for try await forecast in forecasts { print(forecast) }
/// ```
public struct ForecastSequence<Model: ForecastModel, Source: AsyncSequence>: AsyncSequence
where Source.Element == TimeSeries {
  /// A forecast, or what is wrong with its series.
  public typealias Element = Result<Forecast, InvalidInput>

  let model: Model
  let source: Source
  let horizon: Int
  let threads: ThreadCount

  /// Starts to read the series.
  public func makeAsyncIterator() -> Iterator {
    Iterator(model: model, source: source.makeAsyncIterator(), horizon: horizon, threads: threads)
  }

  /// Reads a batch of series, forecasts it on all cores, and hands its forecasts over one by one.
  public struct Iterator: AsyncIteratorProtocol {
    private let model: Model
    private var source: Source.AsyncIterator
    private let horizon: Int
    private let threads: ThreadCount
    private var ready: [Element] = []
    private var place = 0
    private var size = 1
    private var isAtEnd = false

    init(model: Model, source: Source.AsyncIterator, horizon: Int, threads: ThreadCount) {
      self.model = model
      self.source = source
      self.horizon = horizon
      self.threads = threads
    }

    /// The next forecast; `nil` after the last.
    public mutating func next() async throws -> Element? {
      while place == ready.count {
        if isAtEnd { return nil }
        try await refill()
      }
      defer { place += 1 }
      return ready[place]
    }

    /// The first batches are small, so that the first forecast comes at once.
    private mutating func refill() async throws {
      var series: [TimeSeries] = []
      while series.count < size, !isAtEnd {
        if let next = try await source.next() { series.append(next) } else { isAtEnd = true }
      }
      size = Swift.min(2 * size, ForecastBatch.size)
      let (batch, model, horizon, threads) = (ForecastBatch(series), model, horizon, threads)
      ready = try await offActor {
        guard let results = batch.forecast(by: model, horizon, threads) else {
          throw CancellationError()
        }
        return results
      }
      place = 0
    }
  }
}

extension ForecastSequence: Sendable where Source: Sendable {}
