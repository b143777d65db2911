import SupplyChainCore

/// A child with some of one parent's routes in place of some of the other's (SREX).
///
/// The routes that go and those that come visit about the same clients (Nagata, Bräysy and Dullaert
/// 2010, <https://doi.org/10.1016/j.cor.2009.06.022>). Whoever is then visited twice stays on one of his
/// routes only; whoever is on none is inserted where that is nearest.
struct RouteExchange {
  let plan: RelaxedPlan
  private var kernel: RoutingKernel { plan.kernel }

  init(_ plan: RelaxedPlan) { self.plan = plan }

  /// The two children of two parents.
  func children(
    _ one: RelaxedIndividual, _ other: RelaxedIndividual, using generator: inout SeededGenerator
  ) -> [RelaxedIndividual.Routes] {
    let (mine, yours) = (one.routes, other.routes)
    guard !mine.isEmpty, !yours.isEmpty else { return [mine.isEmpty ? yours : mine] }
    let count = generator.index(below: min(mine.count, yours.count)) + 1
    var starts = (generator.index(below: mine.count), 0)
    starts.1 = generator.index(below: yours.count)
    if starts.0 < yours.count, yours.count > 1 {
      // Routes are sorted by where they lie: begin about there.
      starts.1 = min(yours.count - 1, starts.0 * yours.count / mine.count)
    }
    starts = matched(mine, yours, count, from: starts)

    let leaving = clients(mine, from: starts.0, count)
    let coming = clients(yours, from: starts.1, count)
    var (first, second) = (mine, mine)
    for index in 0..<count {
      let place = (starts.0 + index) % mine.count
      let route = yours[(starts.1 + index) % yours.count]
      first[place] = route
      second[place] = (route.type, route.clients.filter { leaving[Int($0)] })
    }
    for index in count..<mine.count {
      let place = (starts.0 + index) % mine.count
      first[place].clients = mine[place].clients.filter { !coming[Int($0)] }
    }
    var lost: [Int32] = []
    for client in 0..<kernel.clientCount where leaving[client] && !coming[client] {
      lost.append(Int32(client))
    }
    generator.shuffle(&lost)
    insert(lost, into: &first)
    insert(lost, into: &second)
    return [first, second].map { $0.filter { !$0.clients.isEmpty } }
  }

  private func clients(
    _ routes: RelaxedIndividual.Routes, from start: Int, _ count: Int
  ) -> [Bool] {
    var isThere = [Bool](repeating: false, count: kernel.clientCount)
    for index in 0..<count {
      for client in routes[(start + index) % routes.count].clients { isThere[Int(client)] = true }
    }
    return isThere
  }

  /// Shifts both ranges of routes by one as long as they come to visit more clients in common.
  private func matched(
    _ mine: RelaxedIndividual.Routes, _ yours: RelaxedIndividual.Routes, _ count: Int,
    from starts: (Int, Int)
  ) -> (Int, Int) {
    // How many of each parent's route's clients are on each of the other's.
    var routeOf = [Int](repeating: -1, count: kernel.clientCount)
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
  private func insert(_ clients: [Int32], into routes: inout RelaxedIndividual.Routes) {
    for client in clients {
      let who = Int(client)
      var best = (detour: Double.infinity, route: -1, place: 0)
      for (index, route) in routes.enumerated() {
        guard !route.clients.isEmpty else { continue }
        let number = kernel.firstRoute[route.type]
        var slot = kernel.startSlot(number)
        for place in 0...route.clients.count {
          let next =
            place < route.clients.count ? Int(route.clients[place]) : kernel.endSlot(number)
          let detour =
            plan.legs.distance(slot, who) + plan.legs.distance(who, next)
            - plan.legs.distance(slot, next)
          if detour < best.detour, isPossible(slot, who), isPossible(who, next) {
            best = (detour, index, place)
          }
          slot = next
        }
      }
      if best.route >= 0 { routes[best.route].clients.insert(client, at: best.place) }
    }
  }

  private func isPossible(_ slot: Int, _ next: Int) -> Bool {
    guard kernel.isTimed else { return true }
    let (from, to) = (plan.own[slot], plan.own[next])
    return from.earliest + from.duration + plan.travel(slot, next) <= to.latest
  }
}
