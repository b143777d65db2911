import SupplyChainCore

/// Beginning a route with a client whatever that costs: putting clients back one by one, each where he
/// costs least, does that only where nobody else has room.
extension RuinAndRecreate {
  /// Far from all routes a client by himself costs more than his prize, though a route of several would
  /// pay: how often an iteration begins one with somebody who is left out.
  private static let absentRate = 0.1
  /// How often an iteration begins one where vehicles differ, so that another type gets a chance.
  private static let fleetRate = 0.01

  /// Around whom to ruin, and whether a route is to begin with him.
  func drawSeed(using generator: inout SeededGenerator) -> (client: Int, isPioneer: Bool) {
    if absentCount > requiredMissing, generator.uniform() < Self.absentRate {
      let client = absent[generator.index(below: absentCount)]
      if !kernel.isRequired[client] { return (client, true) }
    }
    let client = generator.index(below: kernel.clientCount)
    return (client, kernel.typeCount > 1 && generator.uniform() < Self.fleetRate)
  }

  /// Begins a route with a client who is not visited, if a vehicle of a type drawn at random can.
  func beginRoute(with client: Int, using generator: inout SeededGenerator) {
    let route = emptyRoute(ofType: generator.index(below: kernel.typeCount))
    guard plan.routeOf[client] < 0, route >= 0, plan.hasRoom(for: client, onRoute: route) else {
      return
    }
    let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
    guard !kernel.isForbidden(start, client) else { return }
    let cost = plan.insertionCost(
      of: client, between: start, and: end, route: route,
      distanceBefore: kernel.distance(start, client), distanceAfter: kernel.distance(client, end))
    if cost < .infinity { put(client, behind: start) }
  }
}
