/// One plan of a population.
final class GeneticIndividual: @unchecked Sendable {
  let routes: [[Int32]]
  /// The clients of all routes in a row, the routes sorted by where they lie around the depot.
  let tour: [Int32]
  let length: Int
  /// Load and distance beyond the limits, over all routes.
  let excessLoad: Int
  let excessLength: Int
  /// The client behind each one and before; the depot, `clientCount`, at the ends.
  private let next: [Int32]
  private let previous: [Int32]
  /// The others of the population, nearest first.
  fileprivate(set) var others: [(distance: Int, other: GeneticIndividual)] = []

  var isFeasible: Bool { excessLoad == 0 && excessLength == 0 }

  init(_ routes: [[Int32]], kernel: CapacitatedKernel) {
    let n = kernel.clientCount
    let depot = Int32(n)
    var next = [Int32](repeating: depot, count: n)
    var previous = [Int32](repeating: depot, count: n)
    var (total, excessLoad, excessLength) = (0, 0, 0)
    for route in routes {
      var (before, load, length) = (depot, 0, 0)
      for client in route {
        previous[Int(client)] = before
        if before < depot { next[Int(before)] = client }
        load += kernel.demand[Int(client)]
        length += kernel.matrixDistance(Int(before), Int(client))
        before = client
      }
      length += kernel.fromDepot[Int(before)]
      total += length
      excessLoad += max(0, load - kernel.capacity)
      excessLength += max(0, length - kernel.lengthLimit)
    }
    self.routes = routes
    tour = routes.flatMap { $0 }
    length = total
    self.excessLoad = excessLoad
    self.excessLength = excessLength
    self.next = next
    self.previous = previous
  }

  /// What the plan costs at some prices of excess.
  func cost(_ prices: PenalizedPlan.Prices) -> Int {
    length << PenalizedPlan.fraction + excessLoad * prices.load + excessLength * prices.length
  }

  /// How many neighbours on a route differ (broken pairs).
  func distance(to other: GeneticIndividual) -> Int {
    let n = next.count
    let depot = Int32(n)
    var differences = 0
    for client in 0..<n {
      let follower = next[client]
      if follower != other.next[client], follower != other.previous[client] { differences += 1 }
      if previous[client] == depot, other.previous[client] != depot, other.next[client] != depot {
        differences += 1
      }
    }
    return differences
  }

  /// How far the nearest others are on average.
  func meanDistance(ofNearest count: Int) -> Double {
    let nearest = others.prefix(count)
    return nearest.isEmpty
      ? 1 : Double(nearest.reduce(0) { $0 + $1.distance }) / Double(nearest.count)
  }

  /// Takes note of another member of the population.
  func meet(_ other: GeneticIndividual) {
    let distance = distance(to: other)
    enter(other, distance)
    other.enter(self, distance)
  }

  private func enter(_ other: GeneticIndividual, _ distance: Int) {
    let index = others.firstIndex { $0.distance > distance } ?? others.count
    others.insert((distance, other), at: index)
  }

  /// Forgets all others, and they him.
  func leave() {
    for (_, other) in others { other.others.removeAll { $0.other === self } }
    others = []
  }
}
