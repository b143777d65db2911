/// One plan of a population.
final class GeneticIndividual: PopulationMember, @unchecked Sendable {
  /// The routes, sorted by where they lie around the depot, each from its end with the lower number.
  let routes: [[Int32]]
  let length: Int
  /// Load and distance beyond the limits, over all routes.
  let excessLoad: Int
  let excessLength: Int
  private let succession: Succession
  var others: [(distance: Int, other: GeneticIndividual)] = []

  /// Everybody, route by route.
  var tour: [Int32] { routes.flatMap { $0 } }
  var isFeasible: Bool { excessLoad == 0 && excessLength == 0 }

  init(_ given: [[Int32]], kernel: CapacitatedKernel) {
    routes = given.map { ($0, kernel.angle(of: $0)) }.sorted { $0.1 < $1.1 }.map(\.0)
      .map { ($0.first ?? 0) > ($0.last ?? 0) ? $0.reversed() : $0 }
    let depot = Int32(kernel.clientCount)
    var succession = Succession(clientCount: kernel.clientCount)
    var (total, excessLoad, excessLength) = (0, 0, 0)
    for route in routes {
      succession.add(route)
      var (before, load, length) = (depot, 0, 0)
      for client in route {
        load += kernel.demand[Int(client)]
        length += kernel.matrixDistance(Int(before), Int(client))
        before = client
      }
      length += kernel.fromDepot[Int(before)]
      total += length
      excessLoad += max(0, load - kernel.capacity)
      excessLength += max(0, length - kernel.lengthLimit)
    }
    length = total
    self.excessLoad = excessLoad
    self.excessLength = excessLength
    self.succession = succession
  }

  func cost(_ prices: PenalizedPlan.Prices) -> Int {
    length << PenalizedPlan.fraction + excessLoad * prices.load + excessLength * prices.length
  }

  func distance(to other: GeneticIndividual) -> Int { succession.distance(to: other.succession) }
}
