internal import SupplyChainCore

/// Raises the prices of clients by a subgradient method.
struct PriceAscent {
  /// The best bound so far, and the prices that it is the sum of.
  private(set) var best = -Double.infinity
  private(set) var bestPrices: [Double]
  /// Whether the steps have become too small to matter.
  private(set) var hasConverged = false

  private let relaxation: RouteRelaxation
  private let known: Double
  private var penalty: [Double]
  private var factor = 1.0
  private var roundsWithoutGain = 0

  /// So many rounds without gain halve the steps.
  private static let patience = 10
  private static let leastFactor = 1e-3

  init(_ relaxation: RouteRelaxation, known: Double?) {
    self.relaxation = relaxation
    penalty = Array(repeating: 0, count: relaxation.clientCount)
    bestPrices = penalty
    // A vehicle for each client is a plan as far as distances go.
    let alone = zip(relaxation.outbound, relaxation.inbound).reduce(0) { $0 + $1.0 + $1.1 }
    self.known = known ?? alone / 2
  }

  mutating func step(_ monitor: inout SearchMonitor) {
    let n = relaxation.clientCount
    let (forward, backward) = walks()
    var prices = [Double](repeating: 0, count: n)
    var visits = [Double](repeating: 0, count: n)
    for client in 0..<n {
      let through = cheapest(through: client, forward, backward)
      let price = penalty[client] + through.rate * Double(relaxation.demand[client])
      prices[client] = min(price, relaxation.prize[client])
      let weight = Double(relaxation.demand[client]) / Double(through.load)
      for other in through.clients { visits[other] += weight }
    }
    let bound = prices.reduce(0, +)
    if bound > best {
      (best, bestPrices) = (bound, prices)
      roundsWithoutGain = 0
    } else {
      roundsWithoutGain += 1
      if roundsWithoutGain % Self.patience == 0 { factor /= 2 }
    }
    monitor.complete(bound: best)
    raise(visits, from: bound)
  }

  /// Makes those dearer whom the routes visit too seldom, and those cheaper whom they visit too often.
  private mutating func raise(_ visits: [Double], from bound: Double) {
    let misses = visits.map { 1 - $0 }
    let norm = misses.reduce(0) { $0 + $1 * $1 }
    if norm < 1e-9 || factor < Self.leastFactor {
      hasConverged = true
      return
    }
    let target = max(known, bound + 0.01 * bound.magnitude)
    let step = factor * (target - bound) / norm
    for client in misses.indices { penalty[client] += step * misses[client] }
  }

  private func walks() -> (forward: QRoutes, backward: QRoutes) {
    let n = relaxation.clientCount
    var arrivals = [Double](repeating: 0, count: n * n)
    var departures = arrivals
    for from in 0..<n {
      for to in 0..<n {
        let cost = relaxation.arc[from * n + to] - (penalty[from] + penalty[to]) / 2
        arrivals[to * n + from] = cost
        departures[from * n + to] = cost
      }
    }
    let forward = QRoutes(
      demand: relaxation.demand, capacity: relaxation.capacity, arc: arrivals,
      first: (0..<n).map { relaxation.outbound[$0] - penalty[$0] / 2 })
    guard !relaxation.isSymmetric else { return (forward, forward) }
    let backward = QRoutes(
      demand: relaxation.demand, capacity: relaxation.capacity, arc: departures,
      first: (0..<n).map { relaxation.inbound[$0] - penalty[$0] / 2 })
    return (forward, backward)
  }

  /// The q-route through a client with the least cost for each unit of load.
  private func cheapest(
    through client: Int, _ forward: QRoutes, _ backward: QRoutes
  ) -> (rate: Double, load: Int, clients: [Int]) {
    let own = relaxation.demand[client]
    var best = (rate: Double.infinity, there: own, back: own)
    for there in own...relaxation.capacity {
      let coming = forward[there, client]
      guard coming.best < .infinity else { continue }
      let most = relaxation.capacity - there + own
      // Both ways are the same where distances are: then the longer one comes first.
      let limit = relaxation.isSymmetric ? min(there, most) : most
      guard limit >= own else { continue }
      for back in own...limit {
        let cost = Self.joined(coming, backward[back, client])
        let rate = cost / Double(there + back - own)
        if rate < best.rate { best = (rate, there, back) }
      }
    }
    return (
      best.rate, best.there + best.back - own,
      clients(client, best.there, best.back, forward, backward)
    )
  }

  /// The cost of coming one way and leaving the other, not to and from the same client.
  @inline(__always)
  private static func joined(_ coming: QRoutes.Walks, _ leaving: QRoutes.Walks) -> Double {
    if coming.before != leaving.before || coming.before == -1 { return coming.best + leaving.best }
    return min(coming.best + leaving.second, coming.second + leaving.best)
  }

  private func clients(
    _ client: Int, _ there: Int, _ back: Int, _ forward: QRoutes, _ backward: QRoutes
  ) -> [Int] {
    let (coming, leaving) = (forward[there, client], backward[back, client])
    var (notFrom, notTo): (Int32, Int32) = (-3, -3)
    if coming.before == leaving.before, coming.before != -1 {
      if coming.best + leaving.second <= coming.second + leaving.best {
        notTo = leaving.before
      } else {
        notFrom = coming.before
      }
    }
    let demand = relaxation.demand
    return forward.clients(load: there, endingWith: client, notFrom: notFrom, demand: demand)
      + backward.clients(load: back, endingWith: client, notFrom: notTo, demand: demand).dropFirst()
  }
}
