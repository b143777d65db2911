import SupplyChainCore
public import VehicleRouting

extension RoutingProblem {
  /// The kinds of random problems: each exercises another part of the model.
  public enum RandomKind: String, CaseIterable, Sendable {
    case plain, windows, fleet, depots, open, limited, prizes, matrix, globe, tight, truncated
    case backhauls, overtime
  }

  /// A random problem of a kind; the same seed gives the same problem.
  public static func random(
    _ kind: RandomKind, clients count: Int, seed: UInt64
  ) throws -> RoutingProblem {
    var generator = SeededGenerator(seed: seed)
    func location() -> Location {
      .init(x: generator.uniform() * 100 - 50, y: generator.uniform() * 100 - 50)
    }
    let depots = (0..<(kind == .depots ? 3 : 1)).map { _ in Depot(at: location()) }
    let clients = (0..<count).map { _ in
      var client = Client(at: location(), demand: [Double(generator.index(below: 9) + 1)])
      if kind == .windows || kind == .truncated {
        let opens = Double(generator.index(below: 200))
        client.window = .init(from: opens, to: opens + 20 + Double(generator.index(below: 100)))
        client.serviceTime = 5
      }
      if kind == .fleet { client.demand.append(generator.uniform()) }
      if kind == .limited { client.serviceTime = 3 }
      if kind == .backhauls { client.isBackhaul = generator.index(below: 3) == 0 }
      if kind == .overtime { client.serviceTime = 10 }
      if kind == .prizes { client.prize = generator.uniform() * 60 }
      return client
    }
    var types = [VehicleType(capacity: [40])]
    var distances = Distances.euclidean
    switch kind {
    case .plain: distances = .roundedEuclidean
    case .truncated:
      distances = .truncatedEuclidean
      types[0].shift = .init(from: 0, to: 600)
    case .windows:
      types[0].shift = .init(from: 0, to: 600)
      types[0].costPerDuration = 0.3
    case .fleet:
      types = [
        .init(count: 4, capacity: [30, 4], fixedCost: 20, costPerDistance: 1),
        .init(count: nil, capacity: [60, 9], fixedCost: 50, costPerDistance: 1.4),
      ]
    case .depots:
      types = depots.indices.map {
        .init(count: max(1, count), capacity: [40], startDepot: $0, endDepot: $0)
      }
    case .backhauls: types[0].capacity = [25]
    case .overtime:
      types[0].costPerDuration = 0.2
      types[0].regularDuration = 150
      types[0].costPerOvertime = 1.5
    case .open: types[0].endDepot = nil
    case .limited:
      types[0].maximumDuration = 260
      types[0].maximumDistance = 220
    case .prizes: types[0].count = 2
    case .globe: distances = .greatCircle(roadFactor: 1.3)
    case .tight: types[0].count = 2
    case .matrix:
      let size = count + depots.count
      distances = .matrix(
        Matrix(size: size, values: (0..<size * size).map { _ in generator.uniform() * 100 }))
    }
    return try RoutingProblem(
      depots: depots, clients: clients, vehicleTypes: types, distances: distances)
  }
}
