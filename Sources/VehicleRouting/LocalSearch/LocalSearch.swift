import SupplyChainCore

/// Improves a plan by moves until none of them helps.
///
/// Only neighbours are looked at, and only around clients near whom something changed since they
/// were last looked at (Bentley's don't-look bits, 1992, <https://doi.org/10.1287/ijoc.4.4.387>).
final class LocalSearch {
  private let moves: [any LocalSearchMove]
  /// The clients to look at, a ring, and whether each is in it.
  private let queue: IndexArray
  private let isQueued: FlatArray<Bool>
  private var head = 0
  private var count = 0

  init(_ moves: [any LocalSearchMove], clientCount: Int) {
    self.moves = moves
    queue = IndexArray(repeating: 0, count: clientCount)
    isQueued = FlatArray(repeating: false, count: clientCount)
  }

  /// Improves a plan around all of its clients.
  func run(_ plan: RoutePlan, monitor: inout SearchMonitor) {
    for client in 0..<plan.clientCount { push(client) }
    var looks = 0
    while count > 0 {
      // The clock is read every so often; a deadline is kept to well within a millisecond.
      looks += 1
      if looks % 64 == 0, !monitor.continues() { break }
      let client = pop()
      guard plan.route(client) >= 0 else { continue }
      var improved = true
      while improved {
        improved = false
        for move in moves {
          let before = plan.previous(client)
          let after = plan.next(client)
          if move.improve(plan, around: client) {
            improved = true
            wake(before, plan)
            wake(after, plan)
            wake(plan.previous(client), plan)
            wake(plan.next(client), plan)
          }
        }
      }
    }
    while count > 0 { _ = pop() }
  }

  /// Looks again at a client and at those beside him.
  private func wake(_ slot: Int, _ plan: RoutePlan) {
    guard plan.isClient(slot) else { return }
    push(slot)
    if plan.isClient(plan.previous(slot)) { push(plan.previous(slot)) }
    if plan.isClient(plan.next(slot)) { push(plan.next(slot)) }
  }

  private func push(_ client: Int) {
    guard !isQueued[client] else { return }
    isQueued[client] = true
    var tail = head + count
    if tail >= queue.count { tail -= queue.count }
    queue[tail] = client
    count += 1
  }

  private func pop() -> Int {
    let client = queue[head]
    head += 1
    if head == queue.count { head = 0 }
    count -= 1
    isQueued[client] = false
    return client
  }
}
