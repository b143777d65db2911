import SupplyChainCore

/// Clients who are not visited.
///
/// Far from all routes a client by himself costs more than his prize, though a route of several would
/// pay: now and then one of them gets a route whatever that costs, and his neighbours are tried on it.
extension RuinAndRecreate {
  /// How often an iteration begins a route for a client who is left out and may be.
  private static let pioneerRate = 0.1

  /// A client to begin a route with; mostly `nil`.
  func drawPioneer(using generator: inout SeededGenerator) -> Int? {
    guard absentCount > requiredMissing, generator.uniform() < Self.pioneerRate else { return nil }
    let client = absent[generator.index(below: absentCount)]
    return kernel.isRequired[client] ? nil : client
  }

  /// Begins a route with a client whatever that costs, if any vehicle of a type drawn at random can.
  func beginRoute(with client: Int, using generator: inout SeededGenerator) {
    let route = emptyRoute(ofType: generator.index(below: kernel.typeCount))
    guard route >= 0, plan.hasRoom(for: client, onRoute: route) else { return }
    let (start, end) = (kernel.startSlot(route), kernel.endSlot(route))
    guard !kernel.isForbidden(start, client) else { return }
    let cost = plan.insertionCost(
      of: client, between: start, and: end, route: route,
      distanceBefore: kernel.distance(start, client), distanceAfter: kernel.distance(client, end))
    if cost < .infinity { put(client, behind: start) }
  }

  func addAbsent(_ client: Int) {
    guard absentPosition[client] < 0 else { return }
    absentPosition[client] = absentCount
    absent[absentCount] = client
    absentCount += 1
    if kernel.isRequired[client] { requiredMissing += 1 }
  }

  func dropAbsent(_ client: Int) {
    let place = absentPosition[client]
    guard place >= 0 else { return }
    absentCount -= 1
    if kernel.isRequired[client] { requiredMissing -= 1 }
    let last = absent[absentCount]
    absent[place] = last
    absentPosition[last] = place
    absentPosition[client] = -1
  }
}
