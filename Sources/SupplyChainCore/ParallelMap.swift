private import Dispatch
private import Synchronization

extension RandomAccessCollection where Self: Sendable, Index == Int, Element: Sendable {
  /// Transforms every element, on several threads, and keeps the order.
  ///
  /// The result depends on the elements alone, never on the number of threads. A transform that
  /// lasts asks `Cancellation` (or a `SearchMonitor`, which does) whether to go on; every
  /// element is transformed nevertheless.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use.
  ///   - transform: What to do with an element; called on several threads at once.
  /// - Returns: The transformed elements, in order.
  /// - Throws: The error of the first element, in order, whose transform throws.
  /// - Complexity: O(n) calls.
  package func parallelMap<Output: Sendable, Failure: Error>(
    threads: ThreadCount = .allCores,
    _ transform: @Sendable (Element) throws(Failure) -> Output
  ) throws(Failure) -> [Output] {
    let count = self.count
    // Dispatch starts one thread a core at most; more workers than that only find nothing to do.
    let workers = Swift.min(count, threads.limit ?? 256, 256)
    if workers < 2 {
      // Not `map`: its closures cannot throw a typed error of a generic kind.
      var outputs: [Output] = []
      outputs.reserveCapacity(count)
      for element in self { outputs.append(try transform(element)) }
      return outputs
    }
    let results = onWorkers(workers) { offset in
      Swift.Result { () throws(Failure) in try transform(self[startIndex + offset]) }
    }
    var outputs: [Output] = []
    outputs.reserveCapacity(count)
    for result in results { outputs.append(try result.get()) }
    return outputs
  }

  /// Calls a body with each offset: the next free worker takes the next offsets, so that one slow
  /// element keeps no other waiting.
  private func onWorkers<Output>(
    _ workers: Int, _ body: @Sendable (Int) -> Output
  ) -> [Output] {
    let count = self.count
    // A sixteenth of a worker's even share: few enough elements for balance, enough of them that the
    // shared counter costs nothing.
    let stride = Swift.max(1, count / (16 * workers))
    let next = Atomic(0)
    return [Output](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let start = buffer.baseAddress
      Cancellation.withSource { source in
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
          source.observed {
            while true {
              let lower = next.wrappingAdd(stride, ordering: .relaxed).oldValue
              guard lower < count else { return }
              for offset in lower..<Swift.min(lower + stride, count) {
                start?.advanced(by: offset).initialize(to: body(offset))
              }
            }
          }
        }
      }
      initialized = count
    }
  }
}
