/// The cheapest walks from the depot to each client with each load, no client visited twice within two
/// steps.
///
/// Christofides, Mingozzi and Toth 1981, <https://doi.org/10.1007/BF01589353>: a route is a walk whose
/// load is that of its clients, so that walks cost no more than routes and take O(*n²Q*) to find.
struct QRoutes {
  /// The cheapest walk that ends in a state, and the cheapest that came there from somebody else.
  struct Walks {
    var best: Double
    var second: Double
    /// The client before, -1 for the depot.
    var before: Int32
    var secondBefore: Int32

    static let none = Walks(
      best: .infinity, second: .infinity, before: -2, secondBefore: -2)

    mutating func offer(_ cost: Double, from client: Int32) {
      if cost < best {
        if before != client {
          second = best
          secondBefore = before
        }
        best = cost
        before = client
      } else if cost < second, client != before {
        second = cost
        secondBefore = client
      }
    }

    /// The cheapest walk that did not come from a client.
    @inline(__always) func cost(notFrom client: Int32) -> Double {
      before == client ? second : best
    }
  }

  private let clientCount: Int
  private let capacity: Int
  /// Load by load, client by client.
  private var walks: [Walks]

  /// The walks that end with each client, his own demand included.
  ///
  /// - Parameters:
  ///   - demand: What each client demands.
  ///   - capacity: The largest load.
  ///   - arc: The cost from client to client: column by column, so that those to one client adjoin.
  ///   - first: The cost from the depot to a client.
  init(demand: [Int], capacity: Int, arc: [Double], first: [Double]) {
    let n = demand.count
    clientCount = n
    self.capacity = capacity
    walks = Array(repeating: .none, count: (capacity + 1) * n)
    walks.withUnsafeMutableBufferPointer { walks in
      arc.withUnsafeBufferPointer { arc in
        for load in 1...capacity {
          for client in 0..<n where demand[client] <= load {
            var reached = Walks.none
            let rest = load - demand[client]
            if rest == 0 {
              reached.offer(first[client], from: -1)
            } else {
              let (row, column) = (rest * n, client * n)
              for other in 0..<n where other != client {
                let cost = walks[row + other].cost(notFrom: Int32(client)) + arc[column + other]
                if cost < reached.second { reached.offer(cost, from: Int32(other)) }
              }
            }
            walks[load * n + client] = reached
          }
        }
      }
    }
  }

  @inline(__always) subscript(load: Int, client: Int) -> Walks {
    walks[load * clientCount + client]
  }

  /// The clients of a walk, the last first.
  func clients(load: Int, endingWith client: Int, notFrom excluded: Int32, demand: [Int]) -> [Int] {
    var found: [Int] = []
    var (load, client, excluded) = (load, client, excluded)
    while true {
      found.append(client)
      let walk = self[load, client]
      let before = walk.before == excluded ? walk.secondBefore : walk.before
      guard before >= 0 else { return found }
      load -= demand[client]
      excluded = Int32(client)
      client = Int(before)
    }
  }
}
