/// For each client those whom local search tries him with: those who are near in space and time, and
/// those to whom he is.
///
/// Waiting and coming too late between two clients count as distance (Vidal et al. 2013,
/// <https://doi.org/10.1016/j.cor.2012.07.018>).
final class ProximityLists {
  let starts: IndexArray
  let clients: IndexArray

  private static let waitingWeight = 0.2
  private static let warpWeight = 1.0

  init(_ kernel: RoutingKernel, width: Int) {
    let n = kernel.clientCount
    var sets = [[Int32]](repeating: [], count: n)
    var ranked: [(Double, Int32)] = []
    for client in 0..<n {
      ranked.removeAll(keepingCapacity: true)
      for other in 0..<n where other != client {
        let proximity = min(
          Self.effort(kernel, client, other), Self.effort(kernel, other, client))
        ranked.append((proximity, Int32(other)))
      }
      ranked.sort { $0 < $1 }
      for (_, other) in ranked.prefix(width) {
        sets[client].append(other)
        sets[Int(other)].append(Int32(client))
      }
    }
    var starts: [Int32] = [0]
    var clients: [Int32] = []
    for client in 0..<n {
      var last: Int32 = -1
      for other in sets[client].sorted() where other != last {
        clients.append(other)
        last = other
      }
      starts.append(Int32(clients.count))
    }
    self.starts = IndexArray(starts)
    self.clients = IndexArray(clients)
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
