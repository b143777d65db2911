private import RealModule

/// A problem with one kind of vehicle, one depot and no time windows, compiled to integers.
///
/// Costs are whole numbers of a small unit, so that sums are exact in any order, a change and its
/// reverse cancel, and the same seed gives the same routes on any number of threads. Everything that
/// costs the same wherever a client stands is folded into the distances: half the service time on
/// either side of a client, half the fixed cost of a vehicle on either way to the depot. What is left
/// is the classical problem: the sum of the distances, one capacity, one limit on a route's length.
///
/// Clients are numbered anew along a curve that fills the plane, so that those who are near each
/// other stand near in memory too. The depot is the client behind the last one.
final class CapacitatedKernel {
  let clientCount: Int
  /// How many routes there may be.
  let routeLimit: Int
  let capacity: Int
  /// The longest that a route may be; `Int.max` for no limit.
  let lengthLimit: Int
  /// The client's index in the problem.
  let original: IndexArray
  let demand: IndexArray
  /// The distances from the depot.
  let fromDepot: IndexArray
  /// The clients whom a client is near to, nearest first, and how far they are.
  let neighbours: FlatArray<Neighbour>
  let neighbourCount: Int

  /// A client and how far it is to him.
  struct Neighbour {
    let client: Int32
    let distance: Int32
  }

  private let costPerUnit: Double
  private let constantCost: Double
  private let arcs: CapacitatedArcs
  /// All distances, row by row, where they fit the caches of a processor.
  private let matrix: FlatArray<Int32>
  let isDense: Bool

  /// Beyond this many clients a distance is computed sooner than it is fetched from a matrix.
  static let largestDenseCount = 1_500

  /// Compiles a problem; `nil` if it has a feature that does not fold.
  init?(_ problem: RoutingProblem, kernel: RoutingKernel, lists: NeighbourLists) {
    guard let features = CapacitatedFeatures(problem, kernel: kernel) else { return nil }
    let n = kernel.clientCount
    let order = problem.clientsAlongCurve
    guard
      let arcs = CapacitatedArcs(problem, kernel: kernel, features: features, order: order),
      let loads = IntegerLoads(problem)
    else { return nil }
    clientCount = n
    routeLimit = min(n, features.vehicleCount ?? n)
    capacity = loads.capacity
    lengthLimit = arcs.lengthLimit
    costPerUnit = features.costPerDistance / arcs.unit
    constantCost = features.constantCost
    original = IndexArray(order)
    demand = IndexArray(order.map { loads.demands[Int($0)] })
    isDense = n <= Self.largestDenseCount

    let stride = n + 1
    matrix = FlatArray(repeating: 0, count: isDense ? stride * stride : 0)
    fromDepot = IndexArray(repeating: 0, count: stride)
    if isDense {
      for from in 0..<stride {
        for to in 0..<from {
          let distance = Int32(truncatingIfNeeded: arcs.distance(from, to))
          matrix[from * stride + to] = distance
          matrix[to * stride + from] = distance
        }
      }
    }
    var newIndex = [Int32](repeating: 0, count: n)
    for client in 0..<n { newIndex[Int(order[client])] = Int32(client) }
    neighbourCount = lists.width
    neighbours = FlatArray(
      repeating: Neighbour(client: 0, distance: 0), count: n * neighbourCount)
    for client in 0..<n {
      fromDepot[client] = arcs.distance(client, n)
      for rank in 0..<neighbourCount {
        let other = newIndex[lists[Int(order[client]), rank]]
        neighbours[client * neighbourCount + rank] = Neighbour(
          client: other, distance: Int32(truncatingIfNeeded: arcs.distance(client, Int(other))))
      }
      if demand[client] > capacity || 2 * fromDepot[client] > lengthLimit { return nil }
    }
    self.arcs = arcs
  }

  /// The cost of routes of a total length, in the problem's units.
  func cost(ofLength length: Int) -> Double { Double(length) * costPerUnit + constantCost }

  /// The index of the depot.
  var depot: Int { @inline(__always) get { clientCount } }

  /// The distances from a client.
  struct Row {
    let client: Int
    let start: Int
  }

  @inline(__always) func row(of client: Int) -> Row {
    Row(client: client, start: client * (clientCount + 1))
  }

  /// The distance from the client of a row to another place.
  @inline(__always) func distance(_ row: Row, _ to: Int) -> Int {
    isDense ? Int(matrix[row.start &+ to]) : arcs.distance(row.client, to)
  }

  /// The distance between two different places, the depot among them.
  @inline(__always) func distance(_ from: Int, _ to: Int) -> Int {
    isDense ? Int(matrix[from &* (clientCount &+ 1) &+ to]) : arcs.distance(from, to)
  }

  /// The distance between two places, the depot among them, where there is a matrix.
  @inline(__always) func matrixDistance(_ from: Int, _ to: Int) -> Int {
    Int(matrix[from &* (clientCount &+ 1) &+ to])
  }

  /// The direction in which the middle of some clients lies, seen from the depot; where there is no
  /// plane, how far along the clients' numbers it is.
  func angle(of clients: [Int32]) -> Double {
    var (x, y, sum) = (0.0, 0.0, 0.0)
    for client in clients {
      if let offset = arcs.offset(of: Int(client)) { (x, y) = (x + offset.x, y + offset.y) }
      sum += Double(client)
    }
    return x == 0 && y == 0 ? sum / Double(max(1, clients.count)) : .atan2(y: y, x: x)
  }
}
