/// For each client those whom local search tries him with: his nearest, and those whose nearest he is.
final class MutualNeighbours {
  let starts: IndexArray
  let clients: IndexArray

  /// The weight of a unit of waiting, and of coming too late, between two clients.
  private static let waitingWeight = 0.2
  private static let warpWeight = 1.0

  /// Makes lists of the nearest mutual: the nearest first, or in the order of the clients' numbers.
  private init(nearest: [[Int32]], areInOrder: Bool = false) {
    var inverse = [[Int32]](repeating: [], count: nearest.count)
    for (client, others) in nearest.enumerated() {
      for other in others { inverse[Int(other)].append(Int32(client)) }
    }
    var starts: [Int32] = [0]
    var clients: [Int32] = []
    for (own, others) in zip(nearest, inverse) {
      let known = Set(own)
      let all = own + others.filter { !known.contains($0) }
      clients += areInOrder ? all.sorted() : all
      starts.append(Int32(clients.count))
    }
    self.starts = IndexArray(starts)
    self.clients = IndexArray(clients)
  }

  /// Neighbours in space, in the order in which they stand in memory.
  convenience init(_ kernel: CapacitatedKernel, width: Int) {
    let count = kernel.neighbourCount
    self.init(
      nearest: (0..<kernel.clientCount).map { client in
        (0..<min(width, count)).map { kernel.neighbours[client * count + $0].client }
      }, areInOrder: true)
  }

  /// Neighbours in space and time, the nearest first.
  ///
  /// Waiting and coming too late between two clients count as distance (Vidal et al. 2013,
  /// <https://doi.org/10.1016/j.cor.2012.07.018>).
  convenience init(_ kernel: RoutingKernel, width: Int) {
    let n = Int32(kernel.clientCount)
    self.init(
      nearest: (0..<n).map { client in
        (0..<n).filter { $0 != client }.map { other in
          let there = Self.effort(kernel, Int(client), Int(other))
          return (min(there, Self.effort(kernel, Int(other), Int(client))), other)
        }
        .sorted { $0 < $1 }.prefix(width).map(\.1)
      })
  }

  /// How hard it is to visit one client right behind another.
  private static func effort(_ kernel: RoutingKernel, _ from: Int, _ to: Int) -> Double {
    let distance = kernel.openDistance(from, to)
    guard kernel.hasWindows else { return distance }
    let span = kernel.service[from] + kernel.duration(from, to, distance: distance)
    let waiting = max(0, kernel.earliest[to] - span - kernel.latest[from])
    let warp = max(0, kernel.earliest[from] + span - kernel.latest[to])
    return distance + waitingWeight * waiting + warpWeight * warp
  }
}
