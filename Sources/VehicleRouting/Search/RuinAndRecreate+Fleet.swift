private import RealModule
import SupplyChainCore

/// Getting along with one vehicle less.
///
/// As in Christiaens and Vanden Berghe 2020, <https://doi.org/10.1287/trsc.2019.0914>: a route is given
/// up, and the search counts how often each client is left out; those who were left out often weigh
/// more, until there is a place for everybody.
extension RuinAndRecreate {
  /// No fewer vehicles than this carry the demand of all who must be visited.
  var fewestVehicles: Int {
    var fewest = 1
    for dimension in 0..<kernel.dimensions {
      var (sum, largest) = (0.0, 0.0)
      for client in 0..<kernel.clientCount where kernel.isRequired[client] {
        sum += kernel.demand[client * kernel.dimensions + dimension]
      }
      for type in 0..<kernel.typeCount {
        largest = max(largest, kernel.capacity[type * kernel.dimensions + dimension])
      }
      if largest > 0, sum / largest < 1e6 {
        fewest = max(fewest, Int((sum / largest - 1e-9).rounded(.up)))
      }
    }
    return fewest
  }

  /// Gives up the route whose clients were left out least, and begins no other in its place.
  func giveUpVehicle() {
    var given = -1
    var least = Double.infinity
    for route in 0..<kernel.routeCount where plan.size[route] > 0 {
      var sum = 0.0
      var slot = plan.first(route)
      while plan.isClient(slot) {
        sum += absences[slot] + 1e-3
        slot = plan.nextSlot[slot]
      }
      if sum < least { (given, least) = (route, sum) }
    }
    guard given >= 0 else { return }
    let clients = plan.clients(ofRoute: given)
    vehicleLimit = plan.filledCount - 1
    plan.remove(from: plan.first(given), through: plan.last(given))
    for client in clients { addAbsent(client) }
    best.noteChange(of: given)
    if canExchangeTails { refreshOrder(given) }
    stack(given)
  }

  /// Ruins and recreates once with a vehicle too few; whether there is a place for everybody.
  func iterateWithoutVehicle(
    temperature: Double, using generator: inout SeededGenerator
  ) -> Bool {
    let before = plan.cost
    let old = leftOut()
    change(using: &generator)
    let new = leftOut()
    noteAbsences()
    let threshold = before - old.price - temperature * Double.log(1 - generator.uniform())
    if new.weight < old.weight || new.weight == old.weight && plan.cost - new.price < threshold {
      keep()
      return requiredMissing == 0
    }
    undo(to: before)
    return false
  }

  /// How often those who are left out now were left out so far, and what leaving them out costs.
  private func leftOut() -> (weight: Double, price: Double) {
    var sum = (weight: 0.0, price: 0.0)
    forEachLeftOut { client in
      sum.weight += absences[client]
      sum.price += kernel.absence[client]
    }
    return sum
  }

  private func noteAbsences() { forEachLeftOut { absences[$0] += 1 } }

  /// Those who were left out before this iteration and still are, then those who are since.
  @inline(__always) private func forEachLeftOut(_ body: (Int) -> Void) {
    for index in 0..<absentCount where plan.routeOf[absent[index]] < 0 { body(absent[index]) }
    for index in 0..<orderCount {
      let client = order[index]
      if plan.routeOf[client] < 0, absentPosition[client] < 0 { body(client) }
    }
  }
}

extension RoutePlan {
  /// Whether a vehicle costs so much that none is used for the sake of shorter ways.
  var vehiclesComeFirst: Bool {
    guard filledCount > 1, feasibleCost != nil else { return false }
    var distances = 0.0
    var dearest = 0.0
    var cheapest = Double.infinity
    for route in 0..<kernel.routeCount where size[route] > 0 {
      let type = kernel.typeOfRoute[route]
      distances += cost(ofRoute: route) - kernel.fixedCost[type]
      cheapest = min(cheapest, kernel.fixedCost[type])
      dearest = max(dearest, kernel.fixedCost[type])
    }
    // Where vehicles differ in price, their choice is not only a matter of their number.
    return cheapest > distances / Double(filledCount) && cheapest == dearest
  }
}
