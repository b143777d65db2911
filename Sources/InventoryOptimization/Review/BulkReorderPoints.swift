public import SupplyChainCore

extension Sequence where Element: Sendable {
  /// The reorder points of any number of items, on several threads and in little memory.
  ///
  /// ```swift
  /// struct Article: Sendable {
  ///   let mean, deviation, orderQuantity: Double
  /// }
  /// let articles = (1...10).lazy.map {
  ///   Article(mean: Double($0), deviation: 0.4 * Double($0), orderQuantity: 50)
  /// }
  /// let target = try ServiceTarget.fillRate(0.98)
  /// try articles.forEachReorderPoint { article in
  ///   let demand = try Normal(mean: article.mean, standardDeviation: article.deviation)
  ///   return (try ContinuousReview(leadTimeDemand: demand, orderQuantity: article.orderQuantity), target)
  /// } _: { article, point in
  ///   if case .success(let point) = point { print(article.mean, point) }
  /// }
  /// ```
  ///
  /// The sequence is read a few thousand elements at a time, so it may be longer than what fits in
  /// memory: the lines of a file, the rows of a query. What `policy` does for an item, a forecast for
  /// instance, runs on all threads; results arrive in the order of the sequence. An item that is
  /// refused does not stop the others.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use.
  ///   - policy: The policy but for its reorder point, and the service that an item has to give.
  ///   - body: What to do with an item and its reorder point, or the reason why it has none.
  /// - Throws: What `body` throws; `CancellationError` if the task was cancelled.
  /// - Complexity: O(n), in memory O(1).
  public func forEachReorderPoint(
    threads: ThreadCount = .allCores,
    of policy: @Sendable (Element) throws -> (ContinuousReview, ServiceTarget),
    _ body: (Element, Result<Double, any Error>) throws -> Void
  ) throws {
    var batch = ReorderPointBatch<Element>()
    for element in self where batch.add(element) {
      try batch.finish(threads: threads, of: policy, body)
    }
    try batch.finish(threads: threads, of: policy, body)
  }
}

extension AsyncSequence where Element: Sendable {
  /// The reorder points of a stream of items: see the same method of a sequence.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use.
  ///   - policy: The policy but for its reorder point, and the service that an item has to give.
  ///   - body: What to do with an item and its reorder point, or the reason why it has none.
  /// - Throws: What the stream or `body` throws; `CancellationError` if the task was cancelled.
  /// - Complexity: O(n), in memory O(1).
  public func forEachReorderPoint(
    threads: ThreadCount = .allCores,
    of policy: @escaping @Sendable (Element) throws -> (ContinuousReview, ServiceTarget),
    _ body: (Element, Result<Double, any Error>) async throws -> Void
  ) async throws {
    var batch = ReorderPointBatch<Element>()
    for try await element in self where batch.add(element) {
      let full = batch.take()
      let points = try await offActor {
        try ReorderPointBatch.points(of: full, threads: threads, policy)
      }
      for (element, point) in zip(full, points) { try await body(element, point) }
    }
    let rest = batch.take()
    let points = try await offActor {
      try ReorderPointBatch.points(of: rest, threads: threads, policy)
    }
    for (element, point) in zip(rest, points) { try await body(element, point) }
  }
}

/// Elements that are worked on together.
private struct ReorderPointBatch<Element: Sendable> {
  private var elements: [Element] = []

  /// Enough that threads are seldom idle, few enough to stay in the cache.
  private static var size: Int { 4_096 }

  /// Takes an element; whether the batch is full.
  mutating func add(_ element: Element) -> Bool {
    elements.append(element)
    return elements.count == Self.size
  }

  mutating func take() -> [Element] {
    defer { elements.removeAll(keepingCapacity: true) }
    return elements
  }

  mutating func finish(
    threads: ThreadCount,
    of policy: @Sendable (Element) throws -> (ContinuousReview, ServiceTarget),
    _ body: (Element, Result<Double, any Error>) throws -> Void
  ) throws {
    let full = take()
    for (element, point) in zip(full, try Self.points(of: full, threads: threads, policy)) {
      try body(element, point)
    }
  }

  static func points(
    of elements: [Element], threads: ThreadCount,
    _ policy: @Sendable (Element) throws -> (ContinuousReview, ServiceTarget)
  ) throws -> [Result<Double, any Error>] {
    try Cancellation.check()
    return elements.parallelMap(threads: threads) { element in
      Result {
        let (review, target) = try policy(element)
        return review.reorderPoint(for: target)
      }
    }
  }
}
