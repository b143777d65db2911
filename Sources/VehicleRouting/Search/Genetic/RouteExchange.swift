import SupplyChainCore

/// Where a child's routes run.
protocol ExchangeGround {
  associatedtype Detour: Comparable

  var clientCount: Int { get }

  /// How much longer a way gets through a client.
  ///
  /// - Parameters:
  ///   - client: The client.
  ///   - before: Who stands before him; `nil` for the depot.
  ///   - after: Who stands behind him; `nil` for the depot.
  ///   - type: The type of vehicle.
  /// - Returns: The detour; `nil` where time says never.
  func detour(to client: Int, between before: Int?, and after: Int?, type: Int) -> Detour?
}

/// A child with some of one parent's routes in place of some of the other's (SREX).
///
/// The routes that go and those that come visit about the same clients (Nagata, Bräysy and Dullaert
/// 2010, <https://doi.org/10.1016/j.cor.2009.06.022>). Whoever is then visited twice stays on one of his
/// routes only; whoever is on none is inserted where that is nearest.
struct RouteExchange<Ground: ExchangeGround> {
  let ground: Ground

  /// The cheaper child of two parents, whose routes are sorted by where they lie.
  func child(
    _ mine: [TypedRoute], _ yours: [TypedRoute], using generator: inout SeededGenerator,
    cost: ([TypedRoute]) -> some Comparable
  ) -> [TypedRoute] {
    let children = children(mine, yours, using: &generator).map { ($0, cost: cost($0)) }
    return children.min { $0.cost < $1.cost }?.0 ?? []
  }

  /// The two children of two parents; one where a parent has no routes.
  func children(
    _ mine: [TypedRoute], _ yours: [TypedRoute], using generator: inout SeededGenerator
  ) -> [[TypedRoute]] {
    guard !mine.isEmpty, !yours.isEmpty else { return [mine.isEmpty ? yours : mine] }
    var (first, second) = (mine, mine)
    let count = generator.index(below: min(mine.count, yours.count)) + 1
    // Begin about where the other's routes are.
    let start = generator.index(below: mine.count)
    let starts = matched(mine, yours, count, from: (start, start * yours.count / mine.count))

    let leaving = clients(mine, from: starts.0, count)
    let coming = clients(yours, from: starts.1, count)
    for index in 0..<count {
      let place = (starts.0 + index) % mine.count
      first[place] = yours[(starts.1 + index) % yours.count]
      second[place] = first[place]
      second[place].clients.removeAll { !leaving[Int($0)] }
    }
    for index in count..<mine.count {
      first[(starts.0 + index) % mine.count].clients.removeAll { coming[Int($0)] }
    }
    var lost = (0..<ground.clientCount).filter { leaving[$0] && !coming[$0] }
    generator.shuffle(&lost)
    insert(lost, into: &first)
    insert(lost, into: &second)
    return [first, second].map { $0.filter { !$0.clients.isEmpty } }
  }

  private func clients(_ routes: [TypedRoute], from start: Int, _ count: Int) -> [Bool] {
    var isThere = [Bool](repeating: false, count: ground.clientCount)
    for index in 0..<count {
      for client in routes[(start + index) % routes.count].clients { isThere[Int(client)] = true }
    }
    return isThere
  }

  /// Shifts both ranges of routes by one as long as they come to visit more clients in common.
  private func matched(
    _ mine: [TypedRoute], _ yours: [TypedRoute], _ count: Int, from starts: (Int, Int)
  ) -> (Int, Int) {
    // How many of each parent's route's clients are on each of the other's.
    var routeOf = [Int](repeating: -1, count: ground.clientCount)
    for (index, route) in yours.enumerated() {
      for client in route.clients { routeOf[Int(client)] = index }
    }
    var common = [Int](repeating: 0, count: mine.count * yours.count)
    for (index, route) in mine.enumerated() {
      for client in route.clients where routeOf[Int(client)] >= 0 {
        common[index * yours.count + routeOf[Int(client)]] += 1
      }
    }
    func difference(_ starts: (Int, Int)) -> Int {
      var sum = 0
      for i in 0..<count {
        let row = (starts.0 + i) % mine.count
        sum += mine[row].clients.count + yours[(starts.1 + i) % yours.count].clients.count
        for j in 0..<count {
          sum -= 2 * common[row * yours.count + (starts.1 + j) % yours.count]
        }
      }
      return sum
    }
    var (best, least) = (starts, difference(starts))
    while true {
      let (one, other) = best
      let around = [
        ((one + 1) % mine.count, other), ((one + mine.count - 1) % mine.count, other),
        (one, (other + 1) % yours.count), (one, (other + yours.count - 1) % yours.count),
      ]
      var isBetter = false
      for starts in around {
        let found = difference(starts)
        if found < least { (best, least, isBetter) = (starts, found, true) }
      }
      if !isBetter { return best }
    }
  }

  /// Inserts clients one by one where the detour is shortest; where time says never, not at all.
  private func insert(_ clients: [Int], into routes: inout [TypedRoute]) {
    for client in clients {
      var best: (detour: Ground.Detour, route: Int, place: Int)?
      for (index, route) in routes.enumerated() where !route.clients.isEmpty {
        var before: Int?
        for place in 0...route.clients.count {
          let after = place < route.clients.count ? Int(route.clients[place]) : nil
          if let detour = ground.detour(
            to: client, between: before, and: after, type: route.type),
            best.map({ detour < $0.detour }) ?? true
          {
            best = (detour, index, place)
          }
          before = after
        }
      }
      guard let best else { continue }
      routes[best.route].clients.insert(Int32(client), at: best.place)
    }
  }
}
