public import SupplyChainCore

/// Who drives where, what it costs, and who is left out.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: [.init(at: .init(x: 3, y: 4), demand: [1]), .init(at: .init(x: 6, y: 8), demand: [9])],
///   vehicleTypes: [.init(capacity: [5])])
/// let solution = try ClarkeWright().solve(problem)
/// print(solution.routes[0].clients, solution.cost.total)  // [0] 10.0
/// print(solution.unserved[0].reason)  // its demand is above the capacity of every vehicle
/// ```
public struct RoutingSolution: Sendable, Hashable, Codable {
  /// The routes, none of them empty.
  public let routes: [Route]
  /// The clients who are not visited, in order, and why.
  public let unserved: [Unserved]
  /// The cost over all routes, and the prizes missed.
  public let cost: Cost

  /// Whether every route holds every constraint and every required client is visited.
  public var isFeasible: Bool {
    routes.allSatisfy(\.violations.isEmpty) && unserved.allSatisfy { !$0.isRequired }
  }

  /// Computes what given routes mean.
  ///
  /// The routes need not be feasible; what they break stands in ``Route/violations``.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - visits: For each route the index of its vehicle type and of its clients, in order; empty
  ///     routes are left out.
  /// - Throws: `InvalidInput` for an index out of range, or a client visited twice.
  /// - Complexity: O(*clients* × *vehicle types*).
  public init(
    of problem: RoutingProblem, visiting visits: [(vehicleType: Int, clients: [Int])]
  ) throws(InvalidInput) {
    try self.init(Evaluation(problem), visits)
  }

  init(
    _ evaluation: Evaluation, _ visits: [(vehicleType: Int, clients: [Int])]
  ) throws(InvalidInput) {
    let problem = evaluation.problem
    var checks = InputChecks()
    var isVisited = [Bool](repeating: false, count: problem.clients.count)
    for (index, visit) in visits.enumerated() {
      checks.require(
        problem.vehicleTypes.indices.contains(visit.vehicleType), "visits.vehicleType", at: index,
        value: visit.vehicleType, "is not the index of a vehicle type")
      for client in visit.clients {
        guard problem.clients.indices.contains(client) else {
          checks.report(
            "visits.clients", at: index, value: "\(client)", "is not the index of a client")
          continue
        }
        checks.require(
          !isVisited[client], "visits.clients", at: index, value: client, "is visited twice")
        isVisited[client] = true
      }
    }
    try checks.finish()
    self.init(evaluation, checked: visits)
  }

  /// Routes whose indices are known to be right, since they come from a plan or were checked.
  init(_ evaluation: Evaluation, checked visits: [(vehicleType: Int, clients: [Int])]) {
    let problem = evaluation.problem
    var isVisited = [Bool](repeating: false, count: problem.clients.count)
    var used = [Int](repeating: 0, count: problem.vehicleTypes.count)
    var routes: [Route] = []
    for visit in visits where !visit.clients.isEmpty {
      for client in visit.clients { isVisited[client] = true }
      used[visit.vehicleType] += 1
      let count = problem.vehicleTypes[visit.vehicleType].count ?? .max
      routes.append(
        evaluation.route(
          visit.clients, type: visit.vehicleType, isSpare: used[visit.vehicleType] > count))
    }
    self.routes = routes
    unserved = evaluation.reasons(isVisited: isVisited)
    cost = Cost(
      fixed: routes.reduce(0) { $0 + $1.cost.fixed },
      distance: routes.reduce(0) { $0 + $1.cost.distance },
      duration: routes.reduce(0) { $0 + $1.cost.duration },
      overtime: routes.reduce(0) { $0 + $1.cost.overtime },
      missedPrizes: unserved.reduce(0) { $0 + (problem.clients[$1.client].prize ?? 0) })
  }
}

extension RoutingSolution {
  /// What something costs, and for what.
  ///
  /// ```swift
  /// let cost = RoutingSolution.Cost(fixed: 20, distance: 36)
  /// print(cost.total)  // 56.0
  /// ```
  public struct Cost: Sendable, Hashable, Codable {
    /// For using the vehicles.
    public var fixed: Double
    /// For the distance.
    public var distance: Double
    /// For the time under way.
    public var duration: Double
    /// For overtime.
    public var overtime: Double
    /// For the prizes of clients who are not visited.
    public var missedPrizes: Double

    /// A cost from its parts.
    public init(
      fixed: Double = 0, distance: Double = 0, duration: Double = 0, overtime: Double = 0,
      missedPrizes: Double = 0
    ) {
      self.fixed = fixed
      self.distance = distance
      self.duration = duration
      self.overtime = overtime
      self.missedPrizes = missedPrizes
    }

    /// The sum.
    public var total: Double { fixed + distance + duration + overtime + missedPrizes }
  }

  /// What one vehicle does.
  public struct Route: Sendable, Hashable, Codable {
    /// The index of the vehicle's type.
    public let vehicleType: Int
    /// The clients in the order of the visits.
    public let clients: [Int]
    /// The most that is on the vehicle at once, a number for each dimension: what is delivered, or
    /// what is picked up if that is more.
    public let load: [Double]
    /// The distance from start to end.
    public let distance: Double
    /// The time from start to end, waiting and service included.
    public let duration: Double
    /// The time spent waiting for windows to open.
    public let waiting: Double
    /// The start that lets the route end early, with no more waiting than it must have.
    public let start: Double
    /// When service begins at each client.
    public let arrivals: [Double]
    /// When the vehicle is back.
    public let end: Double
    /// The cost, which the problem's unserved clients have no part in.
    public let cost: Cost
    /// The constraints that the route breaks; empty in everything a solver returns.
    public let violations: [Violation]
  }

  /// A constraint that a route breaks, and by how much.
  public struct Violation: Sendable, Hashable, Codable {
    /// The name of the constraint: `capacity`, `window`, `shift`, `maximumDistance`,
    /// `maximumDuration`, `backhaul` or `count`.
    public let constraint: String
    /// By how much it is broken, in the unit of the constraint.
    public let excess: Double
    /// The client at whom it shows; `nil` where it concerns the whole route.
    public let client: Int?
  }

  /// A client who is not visited.
  public struct Unserved: Sendable, Hashable, Codable {
    /// The index of the client.
    public let client: Int
    /// Whether he has no prize and should have been visited.
    public let isRequired: Bool
    /// Why.
    public let reason: Reason
  }

  /// Why a client is not visited.
  ///
  /// ```swift
  /// print(RoutingSolution.Reason.noVehicleLeft)  // no vehicle is left that could take it
  /// ```
  public struct Reason: Sendable, Hashable, Codable, CustomStringConvertible {
    /// A short name that stays the same between versions.
    public let name: String
    /// The reason as the end of a sentence.
    public let description: String

    private init(_ name: String, _ description: String) {
      self.name = name
      self.description = description
    }

    /// The demand is above the capacity of every vehicle.
    public static let demandAboveCapacity = Reason(
      "demandAboveCapacity", "its demand is above the capacity of every vehicle")
    /// No vehicle can be there in its window and be back by the end of its shift.
    public static let unreachableInTime = Reason(
      "unreachableInTime", "no vehicle can serve it in its window and be back in time")
    /// The way there and back is longer than any vehicle may drive.
    public static let tooFar = Reason(
      "tooFar", "the way there and back is longer than any vehicle may drive")
    /// There are vehicles that could take it, and all are needed for others.
    public static let noVehicleLeft = Reason(
      "noVehicleLeft", "no vehicle is left that could take it")
    /// Its prize is less than the detour to it.
    public static let notWorthItsPrize = Reason(
      "notWorthItsPrize", "its prize is less than what its visit would cost")
  }
}
