import SupplyChainCore
import Synchronization
import Testing

@Suite struct SearchMonitorTests {
  @Test func `stops at the iteration limit`() {
    var monitor = SearchMonitor(until: .iterations(3))
    while monitor.continues() { monitor.complete() }
    #expect(monitor.progress.iteration == 3)
    #expect(!monitor.wasCancelled)
  }

  @Test func `takes note of improvements alone`() {
    var monitor = SearchMonitor(until: .iterations(100))
    monitor.complete(bestCost: .nan)
    #expect(monitor.progress.bestCost == nil)
    monitor.complete(bestCost: 10, bound: 4)
    #expect(monitor.progress.iterationsSinceImprovement == 0)
    monitor.complete(iterations: 5, bestCost: 10)
    monitor.complete(bestCost: 11, bound: 5)
    monitor.complete(bestCost: .nan)
    #expect(
      monitor.progress
        == SearchProgress(
          elapsed: monitor.progress.elapsed, iteration: 9, iterationsSinceImprovement: 7,
          bestCost: 10, bound: 5))
    monitor.complete(bestCost: 9)
    #expect(monitor.progress.bestCost == 9)
    #expect(monitor.progress.iterationsSinceImprovement == 0)
  }

  @Test func `counts the time from the start it was given`() {
    let anHourAgo = ContinuousClock.now - .seconds(3600)
    var monitor = SearchMonitor(until: .runtime(.seconds(60)), startingAt: anHourAgo)
    #expect(monitor.remainingTime == .zero)
    let continues = monitor.continues()
    #expect(!continues)
    #expect(monitor.progress.elapsed >= .seconds(3600))
  }

  @Test func `knows the time that is left`() throws {
    let monitor = SearchMonitor(until: .any(of: .iterations(1), .runtime(.seconds(1000))))
    let remaining = try #require(monitor.remainingTime)
    #expect(remaining > .seconds(900) && remaining <= .seconds(1000))
    #expect(SearchMonitor(until: .iterations(1)).remainingTime == nil)
  }

  @Test func `stops when its task is cancelled`() async throws {
    let task = cancelledTask {
      var monitor = SearchMonitor(until: AnyOfCriteria([]))
      while monitor.continues() { monitor.complete() }
      return monitor.wasCancelled
    }
    #expect(try await task.value)
  }

  @Test func `stops on worker threads, too`() async throws {
    let task = cancelledTask {
      (0..<4).parallelMap(threads: 4) { _ in
        var monitor = SearchMonitor(until: AnyOfCriteria([]))
        while monitor.continues() {}
        return monitor.wasCancelled
      }
    }
    #expect(try await task.value == [true, true, true, true])
  }

  @Test func `does not tell the listener at every iteration, but always at the end`() {
    let told = Mutex<[Int]>([])
    var monitor = SearchMonitor(until: .iterations(1_000))
    while monitor.continues() {
      monitor.complete()
      monitor.report(to: { progress in told.withLock { $0.append(progress.iteration) } })
    }
    monitor.report(
      to: { progress in told.withLock { $0.append(progress.iteration) } }, always: true)
    let iterations = told.withLock { $0 }
    #expect(iterations.count < 500)
    #expect(iterations.last == 1_000)
  }

  @Test func `tells the listener again after a while`() {
    let aSecondAgo = ContinuousClock.now - .seconds(1)
    var monitor = SearchMonitor(until: .iterations(10), startingAt: aSecondAgo)
    var calls = 0
    _ = monitor.continues()
    monitor.report(to: { _ in calls += 1 })
    monitor.report(to: { _ in calls += 1 })
    #expect(calls == 1)
  }
}
