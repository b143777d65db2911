private import Dispatch

/// The number of threads a parallel algorithm uses.
public struct ThreadCount: Hashable, Sendable, Codable, ExpressibleByIntegerLiteral {
  /// The number of threads; `nil` for one on each core.
  public let limit: Int?

  /// A fixed number of threads.
  ///
  /// - Parameter count: The number; one is assumed where it is less than one.
  public init(_ count: Int) { limit = max(1, count) }

  /// A fixed number of threads.
  ///
  /// - Parameter value: The number; one is assumed where it is less than one.
  public init(integerLiteral value: Int) { self.init(value) }

  private init() { limit = nil }

  /// One thread on each core.
  public static let allCores = ThreadCount()
}

extension RandomAccessCollection where Self: Sendable, Index == Int, Element: Sendable {
  /// Transforms every element, on several threads, and keeps the order.
  ///
  /// The result depends on the elements alone, never on the number of threads.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use.
  ///   - transform: What to do with an element; called on several threads at once.
  /// - Returns: The transformed elements, in order.
  /// - Complexity: O(n) calls.
  package func parallelMap<Result: Sendable>(
    threads: ThreadCount = .allCores, _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    let count = self.count
    if count < 2 || threads.limit == 1 { return map(transform) }
    // More chunks than threads, so that one slow element does not keep the others waiting.
    let workers = threads.limit ?? .max
    let chunks = Swift.min(count, workers == .max ? 256 : workers)
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        let lower = count * chunk / chunks
        let upper = count * (chunk + 1) / chunks
        for offset in lower..<upper {
          (buffer.baseAddress.unsafelyUnwrapped + offset)
            .initialize(to: transform(self[startIndex + offset]))
        }
      }
      initialized = count
    }
  }
}
