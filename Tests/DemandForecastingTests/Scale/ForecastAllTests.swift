import DemandForecasting
import SupplyChainCore
import Testing

@Suite struct ForecastAllTests {
  /// Some series, every tenth of which demand models refuse.
  private func series(_ count: Int) throws -> [TimeSeries] {
    var generator = SeededGenerator(seed: 6)
    return try (0..<count).map { place in
      try TimeSeries(
        (0..<20).map { _ in place % 10 == 9 ? -1 : Double(generator.index(below: 4)) })
    }
  }

  @Test(arguments: [1, 2, 7] as [ThreadCount])
  func ordersAndRefusalsAreKept(threads: ThreadCount) throws {
    let all = try series(2_500)
    var reports: [ForecastProgress] = []
    let results = Croston.classic.forecastAll(all, horizon: 2, threads: threads) {
      reports.append($0)
    }
    #expect(results.count == all.count)
    for (place, result) in results.enumerated() {
      switch result {
      case .success(let forecast):
        #expect(forecast == (try Croston.classic.forecast(all[place], horizon: 2)))
      case .failure: #expect(place % 10 == 9)
      }
    }
    let last = try #require(reports.last)
    #expect(last.done == 2_500 && last.failed == 250 && last.total == 2_500)
    #expect(reports.map(\.done) == reports.map(\.done).sorted())
  }

  @Test func nothingGivesNothing() {
    #expect(Naive().forecastAll([TimeSeries](), horizon: 2).isEmpty)
  }

  @Test func badHorizonsAreReportedForEach() throws {
    let results = Naive().forecastAll(try series(3), horizon: 0)
    for result in results { #expect(throws: InvalidInput.self) { try result.get() } }
  }

  @Test func streamsAreForecastInOrder() async throws {
    let all = try series(3_000)
    let stream = AsyncStream<TimeSeries> { continuation in
      for own in all { continuation.yield(own) }
      continuation.finish()
    }
    var place = 0
    for try await result in Croston.classic.forecastAll(stream, horizon: 1) {
      switch result {
      case .success(let forecast):
        #expect(forecast == (try Croston.classic.forecast(all[place], horizon: 1)))
      case .failure: #expect(place % 10 == 9)
      }
      place += 1
    }
    #expect(place == 3_000)
  }

  /// Nothing is read beyond the batch that is asked for.
  @Test func slowReadersSlowTheSource() async throws {
    let one = try TimeSeries([1, 2, 3])
    let counter = Counter()
    let stream = AsyncStream<TimeSeries>(unfolding: {
      await counter.add()
      return one
    })
    var iterator = Naive().forecastAll(stream, horizon: 1).makeAsyncIterator()
    for _ in 0..<3 { _ = try await iterator.next() }
    #expect(await counter.value <= 4)
  }

  private actor Counter {
    var value = 0
    func add() { value += 1 }
  }

  private struct Broken: Error {}

  @Test func errorsOfTheSourceEndTheRun() async throws {
    let one = try TimeSeries([1, 2, 3])
    let stream = AsyncThrowingStream<TimeSeries, any Error> { continuation in
      continuation.yield(one)
      continuation.finish(throwing: Broken())
    }
    var iterator = Naive().forecastAll(stream, horizon: 1).makeAsyncIterator()
    #expect(try await iterator.next() != nil)
    await #expect(throws: Broken.self) { try await iterator.next() }
  }

  @Test func cancellationEndsTheRun() async throws {
    let all = try series(5_000)
    let task = Task {
      Croston.optimized.forecastAll(all, horizon: 2, threads: 2).count
    }
    task.cancel()
    #expect(await task.value < 5_000)
  }
}
