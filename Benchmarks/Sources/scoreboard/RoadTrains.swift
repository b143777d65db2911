import Foundation
import SupplyChain

/// An instance of the road train problem with load assignment (Araujo, Darvish and Renaud), as a
/// consolidation problem.
///
/// Each order is loaded at one of the terminals, whichever suits, into a trailer that holds Q and
/// delivers what is in it one after another; an order of Q fills one. A trailer costs F and its way
/// from the terminal to its last customer, straight lines in the plane; as a road train draws two and
/// there are M of them, 2 M trailers can be had. U for each unit carried is the same whatever the
/// plan, since every order is carried, and left out of the costs.
struct RoadTrains {
  let problem: ConsolidationProblem
  private let customers: [[Double]]
  private let terminals: [[Double]]
  private let capacity: Double
  private let fixedCost: Double
  private let trailers: Int

  init(_ file: URL) throws {
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { line in line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) } }
      .filter { !$0.isEmpty }
    guard let head = lines.first, head.count == 6, lines.dropFirst().allSatisfy({ $0.count >= 3 })
    else { throw InvalidInput("roadtrain", value: file.lastPathComponent, "is not an instance") }
    // Two of the files count fewer customers than they list; those with a quantity are customers.
    customers = lines.dropFirst().filter { $0.count == 4 }
    terminals = lines.dropFirst().filter { $0.count == 3 }
    capacity = head[2]
    fixedCost = head[3]
    trailers = 2 * Int(head[5])
    let name = { (row: [Double]) in "\(Int(row[0]))" }
    var kilometres: [Lane: Double] = [:]
    for from in terminals + customers {
      for to in customers where name(from) != name(to) {
        kilometres[Lane(from: name(from), to: name(to))] = Self.distance(from, to)
      }
    }
    let smallest = customers.map { $0[3] }.min() ?? capacity
    problem = try ConsolidationProblem(
      shipments: customers.map { [terminals] customer in
        try Shipment(
          id: name(customer), from: terminals.map { Shipment.Source(name($0)) },
          to: name(customer), size: LoadSize(weight: customer[3]))
      },
      offers: [
        CarrierOffer(
          carrier: "road trains",
          equipment: Equipment(name: "trailer", capacity: LoadCapacity(weight: capacity)),
          rate: PerDistanceRate(perKilometre: 1, callOut: fixedCost), available: trailers,
          maximumStops: max(1, Int(capacity / max(1, smallest))))
      ],
      distances: DistanceTable(kilometres: kilometres))
  }

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    ((one[1] - other[1]) * (one[1] - other[1]) + (one[2] - other[2]) * (one[2] - other[2]))
      .squareRoot()
  }

  /// What is wrong with a plan, recounted from the file.
  func violations(of plan: LoadPlan) -> [String] {
    var found: [String] = []
    var cost = 0.0
    for load in plan.loads {
      guard var place = terminals.first(where: { "\(Int($0[0]))" == load.origin }) else {
        found.append("\(load.origin) is no terminal")
        continue
      }
      cost += fixedCost
      var carried = 0.0
      for stop in load.stops {
        guard let customer = customers.first(where: { "\(Int($0[0]))" == stop.place }) else {
          found.append("\(stop.place) is no customer")
          continue
        }
        cost += Self.distance(place, customer)
        carried += customer[3]
        place = customer
      }
      if carried > capacity { found.append("a trailer holds \(carried)") }
    }
    let visited = plan.loads.flatMap { $0.stops.map(\.place) }
    if visited.count != customers.count || Set(visited).count != customers.count {
      found.append("not every customer is visited once")
    }
    if plan.loads.count > trailers { found.append("\(plan.loads.count) trailers") }
    if (cost - plan.cost).magnitude > 1e-6 * cost {
      found.append("costs \(cost), not \(plan.cost)")
    }
    return found
  }
}
