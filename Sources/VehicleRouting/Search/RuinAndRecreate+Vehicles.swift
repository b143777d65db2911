import SupplyChainCore

/// What taking clients off and putting them back cannot do: driving a whole route with another vehicle.
extension RuinAndRecreate {
  /// Tries another type of vehicle for each route that changed: an idle one, or one in exchange.
  func exchangeVehicles(using generator: inout SeededGenerator) {
    guard kernel.typeCount > 1 else { return }
    for index in 0..<touchedCount where tailCount < Self.largestTailCount {
      let route = touched[index]
      let type = kernel.typeOfRoute[route]
      guard plan.size[route] > 0 else { continue }
      var otherType = generator.index(below: kernel.typeCount - 1)
      if otherType >= type { otherType += 1 }
      var other = emptyRoute(ofType: otherType)
      if other < 0 {
        let (first, end) = (kernel.firstRoute[otherType], kernel.firstRoute[otherType + 1])
        other = first + generator.index(below: end - first)
      }
      guard canCarry(loadOf: route, otherType), canCarry(loadOf: other, type) else { continue }
      plan.beginDraft(of: route)
      plan.appendToDraft(from: plan.first(other), through: plan.last(other))
      plan.beginDraft(of: other)
      plan.appendToDraft(from: plan.first(route), through: plan.last(route))
      guard let change = plan.draftedChange(), change < -RoutePlan.tolerance else {
        plan.dropDrafts()
        continue
      }
      // All behind the starts of the two routes changes places, which is its own reverse.
      exchangeDraftedTails(behind: kernel.startSlot(route), and: kernel.startSlot(other))
    }
  }

  private func canCarry(loadOf route: Int, _ type: Int) -> Bool {
    let dimensions = kernel.dimensions
    var dimension = 0
    while dimension < dimensions {
      if plan.load[route * dimensions + dimension]
        > kernel.capacity[type * dimensions + dimension]
      {
        return false
      }
      dimension += 1
    }
    return true
  }
}
