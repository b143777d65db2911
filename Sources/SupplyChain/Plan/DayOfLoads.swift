public import LoadConsolidation
public import SupplyChainCore
public import VehicleRouting

/// A day's loads of one place as a routing problem, and what belongs to what.
///
/// ```swift
/// func routes(
///   _ problem: ConsolidationProblem, _ plan: LoadPlan
/// ) throws -> RoutingSolution {
///   let day = try DayOfLoads(of: plan, in: problem, from: "Ghent", on: 3)
///   return try HybridSearch().solve(day.routing, until: .iterations(2_000), seed: 1)
/// }
/// ```
///
/// The loads say which goods share a vehicle; the routing problem forgets that and asks again, with
/// the stops of the day as clients and the vehicles of the loads as fleet, so that a routing solver can
/// do better where the tariffs allow. A load as it was planned stays a route too: its stops are in
/// driving order, with the day of arrival at each.
public struct DayOfLoads: Sendable {
  /// The depot is the place of loading, a client each stop of each load, a vehicle type each offer.
  public let routing: RoutingProblem
  /// The load, as an index into the plan's loads, and the stop of each client.
  public let stops: [(load: Int, stop: Int)]
  /// The offer of each vehicle type, as an index into the problem's offers.
  public let offers: [Int]

  /// Hands the loads of a day over.
  ///
  /// Demands and capacities have the dimensions weight, volume, pallets and length; what an offer
  /// does not limit is limited by what there is.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - problem: The problem that it is for.
  ///   - origin: The place of loading.
  ///   - day: The day of departure.
  ///   - costPerDistance: What a vehicle costs for a kilometre.
  /// - Throws: `InvalidInput` where nothing leaves there on that day, or a distance is not known.
  /// - Complexity: O(stops²), for the matrix of distances.
  public init(
    of plan: LoadPlan, in problem: ConsolidationProblem, from origin: String, on day: Int,
    costPerDistance: Double = 1
  ) throws(InvalidInput) {
    let leaving = plan.loads.indices.filter {
      plan.loads[$0].origin == origin && plan.loads[$0].departure == day
    }
    guard !leaving.isEmpty else {
      throw InvalidInput("day", value: day, "has no load that leaves \(origin)")
    }
    var stops: [(load: Int, stop: Int)] = []
    var demands: [[Double]] = []
    for load in leaving {
      for (number, stop) in plan.loads[load].stops.enumerated() {
        stops.append((load: load, stop: number))
        var demand = [0.0, 0, 0, 0]
        for item in stop.items {
          let shipment = problem.shipments[item.shipment]
          let share = Double(item.parts) / Double(shipment.parts)
          for (dimension, size) in [
            shipment.size.weight, shipment.size.volume, shipment.size.pallets,
            shipment.size.length,
          ].enumerated() {
            demand[dimension] += size * share
          }
        }
        demands.append(demand)
      }
    }
    let places = [origin] + stops.map { plan.loads[$0.load].stops[$0.stop].place }
    var matrix: [[Double]] = []
    for from in places {
      var row: [Double] = []
      for to in places {
        guard let distance = problem.distances.distance(from: from, to: to) else {
          throw InvalidInput("distances", value: "\(from) → \(to)", "is not known")
        }
        row.append(distance)
      }
      matrix.append(row)
    }
    let total = (0..<4).map { dimension in demands.reduce(0) { $0 + $1[dimension] } }
    let offers = Set(leaving.map { plan.loads[$0].offer }).sorted()
    let types = offers.map { index in
      let capacity = problem.offers[index].equipment.capacity
      let limits = [capacity.weight, capacity.volume, capacity.pallets, capacity.length]
      return RoutingProblem.VehicleType(
        count: leaving.count { plan.loads[$0].offer == index },
        capacity: zip(limits, total).map { $0 ?? $1 }, costPerDistance: costPerDistance,
        endDepot: nil, name: problem.offers[index].carrier)
    }
    // Where the stops are does not matter: the matrix says how far apart they are.
    let nowhere = RoutingProblem.Location(x: 0, y: 0)
    routing = try RoutingProblem(
      depots: [.init(at: nowhere, name: origin)],
      clients: zip(places.dropFirst(), demands).map {
        .init(at: nowhere, demand: $1, name: $0)
      },
      vehicleTypes: types, distances: .matrix(.init(rows: matrix)))
    self.stops = stops
    self.offers = offers
  }
}
