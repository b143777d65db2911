public import SupplyChainCore

/// What is to be driven: clients to visit, depots to start from, vehicles to drive with.
///
/// A problem is an immutable value. Its initialiser and its decoder check every invariant, so that a
/// solver never meets input that cannot be meant.
///
/// ```swift
/// let problem = try RoutingProblem(
///   depots: [.init(at: .init(x: 0, y: 0))],
///   clients: [
///     .init(at: .init(x: 3, y: 4), demand: [2]),
///     .init(at: .init(x: -5, y: 12), demand: [3], window: .init(from: 0, to: 40)),
///   ],
///   vehicleTypes: [.init(count: 2, capacity: [4], fixedCost: 10)])
/// let solution = try HybridSearch().solve(problem, until: .iterations(1_000), seed: 1)
/// print(solution.cost.total)  // 2 · 10 + (5 + 5) + (13 + 13) = 56
/// ```
///
/// Depots and clients together are the *places* of a problem, numbered with the depots first: that
/// is the order of the rows and columns of a matrix.
public struct RoutingProblem: Sendable, Hashable {
  /// The places where routes start and end.
  public let depots: [Depot]
  /// The clients to visit; a route names them by their index here.
  public let clients: [Client]
  /// The vehicles, grouped by type.
  public let vehicleTypes: [VehicleType]
  /// How far it is from place to place.
  public let distances: Distances
  /// How long the travel takes.
  public let durations: Durations

  /// Describes a problem.
  ///
  /// - Parameters:
  ///   - depots: The places where routes start and end; at least one.
  ///   - clients: The clients to visit; all with the same number of demands.
  ///   - vehicleTypes: The vehicles; at least one type, each with a capacity for every demand.
  ///   - distances: How far it is from place to place.
  ///   - durations: How long the travel takes; by default as long as it is far.
  /// - Throws: `InvalidInput` with everything that is wrong.
  /// - Complexity: O(*clients* + *matrix entries*).
  public init(
    depots: [Depot], clients: [Client], vehicleTypes: [VehicleType],
    distances: Distances = .euclidean, durations: Durations = .proportional
  ) throws(InvalidInput) {
    self.depots = depots
    self.clients = clients
    self.vehicleTypes = vehicleTypes
    self.distances = distances
    self.durations = durations
    try validate()
  }

  /// The number of quantities that a client demands and a vehicle carries.
  public var loadDimensions: Int { vehicleTypes.first?.capacity.count ?? 0 }

  /// The number of depots and clients.
  public var placeCount: Int { depots.count + clients.count }

  /// The location of a place; depots come first.
  package func location(ofPlace place: Int) -> Location {
    place < depots.count ? depots[place].location : clients[place - depots.count].location
  }
}

extension RoutingProblem: Codable {
  private enum CodingKeys: String, CodingKey {
    case depots, clients, vehicleTypes, distances, durations
  }

  /// Reads a problem and checks it as ``init(depots:clients:vehicleTypes:distances:durations:)``
  /// does.
  ///
  /// - Parameter decoder: The decoder; `distances` and `durations` may be absent.
  /// - Throws: `InvalidInput` with everything that is wrong, or a `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      depots: container.decode([Depot].self, forKey: .depots),
      clients: container.decode([Client].self, forKey: .clients),
      vehicleTypes: container.decode([VehicleType].self, forKey: .vehicleTypes),
      distances: container.decodeIfPresent(Distances.self, forKey: .distances) ?? .euclidean,
      durations: container.decodeIfPresent(Durations.self, forKey: .durations) ?? .proportional)
  }
}
