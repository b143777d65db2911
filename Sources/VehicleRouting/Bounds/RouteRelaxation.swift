internal import RealModule

/// A routing problem reduced to what a bound rests on: one load, one cost for each arc.
///
/// Every route of the problem is a route here, and costs no more: the largest capacity, the cheapest
/// vehicle and the nearest depot count for all, and times are not looked at.
struct RouteRelaxation {
  let clientCount: Int
  /// Whole demands of the first dimension, divided by what all of them and the capacity share.
  let demand: [Int]
  let capacity: Int
  /// What it costs to drive from client to client, row by row.
  let arc: [Double]
  /// What it costs to come to a client first, and to leave him last.
  let outbound: [Double]
  let inbound: [Double]
  /// What it costs to leave each client out; infinity for those who must be visited.
  let prize: [Double]
  let isSymmetric: Bool
  /// Whether every plan costs a whole number.
  let hasWholeCosts: Bool

  /// More units of capacity than this would take too much time and memory.
  static let largestCapacity = 20_000
  /// More clients than this would, too.
  static let largestClientCount = 1_000

  /// The relaxation; `nil` where demands are not whole numbers, or zero, or there is too much.
  init?(_ problem: RoutingProblem) {
    let n = problem.clients.count
    guard n > 0, n <= Self.largestClientCount, problem.loadDimensions > 0 else { return nil }
    // What is picked up does not share the capacity with what is delivered.
    guard !problem.clients.contains(where: \.isBackhaul) else { return nil }
    let demands = problem.clients.map { $0.demand[0] }
    let largest = problem.vehicleTypes.map { $0.capacity[0] }.max() ?? 0
    guard let whole = Self.wholeNumbers(demands, capacity: largest) else { return nil }
    clientCount = n
    demand = whole.demand
    capacity = whole.capacity

    let kernel = RoutingKernel(problem)
    let rate = problem.vehicleTypes.map(\.costPerDistance).min() ?? 0
    let fixed = problem.vehicleTypes.map(\.fixedCost).min() ?? 0
    var arc = [Double](repeating: 0, count: n * n)
    for from in 0..<n {
      for to in 0..<n where to != from {
        arc[from * n + to] = rate * kernel.distance(from, to) / kernel.scale
      }
    }
    var outbound = [Double](repeating: .infinity, count: n)
    var inbound = outbound
    for type in 0..<kernel.typeCount where kernel.firstRoute[type] < kernel.firstRoute[type + 1] {
      let route = kernel.firstRoute[type]
      for client in 0..<n {
        let out = rate * kernel.distance(kernel.startSlot(route), client) / kernel.scale
        let back = rate * kernel.distance(client, kernel.endSlot(route)) / kernel.scale
        outbound[client] = min(outbound[client], out + fixed / 2)
        inbound[client] = min(inbound[client], back + fixed / 2)
      }
    }
    guard outbound.allSatisfy(\.isFinite), inbound.allSatisfy(\.isFinite) else { return nil }
    self.arc = arc
    self.outbound = outbound
    self.inbound = inbound
    prize = problem.clients.map { $0.prize ?? .infinity }
    isSymmetric = kernel.isSymmetric && outbound == inbound
    hasWholeCosts = Self.hasWholeCosts(problem)
  }

  private static func wholeNumbers(
    _ demands: [Double], capacity: Double
  ) -> (demand: [Int], capacity: Int)? {
    // A part of a unit of capacity is of no use to whole demands.
    guard let limit = Int(exactly: capacity.rounded(.down)), limit > 0 else { return nil }
    var demand: [Int] = []
    for value in demands {
      guard let whole = Int(exactly: value), whole > 0, whole <= limit else { return nil }
      demand.append(whole)
    }
    let divisor = demand.reduce(0, greatestCommonDivisor)
    guard limit / divisor <= largestCapacity else { return nil }
    return (demand.map { $0 / divisor }, limit / divisor)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  private static func hasWholeCosts(_ problem: RoutingProblem) -> Bool {
    guard case .rounded = problem.distances.measure else { return false }
    func isWhole(_ value: Double) -> Bool { value == value.rounded() }
    return problem.clients.allSatisfy { isWhole($0.prize ?? 0) }
      && problem.vehicleTypes.allSatisfy {
        isWhole($0.fixedCost) && isWhole($0.costPerDistance) && $0.costPerDuration == 0
      }
  }
}
