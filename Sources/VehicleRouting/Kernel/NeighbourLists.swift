/// The nearest clients of each client, nearest first: what makes every search granular.
///
/// Toth and Vigo 2003, <https://doi.org/10.1287/ijoc.15.4.333.24890>.
final class NeighbourLists {
  /// How many neighbours each client has: the same for all.
  let width: Int
  let clients: IndexArray

  /// The `width` nearest clients of each client, or all others where there are fewer.
  ///
  /// - Complexity: O(n (log n + width log width)) time from coordinates, O(n²) from a matrix;
  ///   O(n · width) memory.
  init(_ problem: RoutingProblem, width: Int) {
    let n = problem.clients.count
    self.width = max(0, min(width, n - 1))
    clients = IndexArray(repeating: 0, count: n * self.width)
    var found = NearestSet()
    switch problem.distances.measure {
    case .matrix(let matrix):
      let offset = problem.depots.count
      for client in 0..<n {
        found.reset(limit: self.width)
        for other in 0..<n where other != client {
          let there = matrix[offset + client, offset + other]
          let back = matrix[offset + other, offset + client]
          found.offer(other, at: min(there, back))
        }
        found.sort()
        store(found, of: client)
      }
    case .greatCircle: search(problem.clients.flatMap { $0.location.unitVector }, n, &found)
    case .euclidean, .rounded, .truncated:
      search(problem.clients.flatMap { [$0.location.x, $0.location.y, 0] }, n, &found)
    }
  }

  private init(width: Int, clients: consuming IndexArray) {
    self.width = width
    self.clients = clients
  }

  /// The nearest few of each list.
  func prefix(_ limit: Int) -> NeighbourLists {
    let kept = max(0, min(limit, width))
    let count = width == 0 ? 0 : clients.count / width
    let shorter = IndexArray(repeating: 0, count: count * kept)
    for client in 0..<count {
      shorter.copy(kept, from: clients, at: client * width, to: client * kept)
    }
    return NeighbourLists(width: kept, clients: shorter)
  }

  private func search(_ points: [Double], _ n: Int, _ found: inout NearestSet) {
    let tree = KDTree(points: points)
    for client in 0..<n {
      tree.neighbours(of: client, limit: width, into: &found)
      store(found, of: client)
    }
  }

  private func store(_ found: NearestSet, of client: Int) {
    for (rank, entry) in found.entries.enumerated() { clients[client * width + rank] = entry.index }
  }

  /// The neighbour of a client with a rank, the nearest first.
  @inline(__always) subscript(client: Int, rank: Int) -> Int { clients[client * width + rank] }
}
