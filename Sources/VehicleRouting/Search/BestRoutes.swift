/// A copy of the best plan so far, kept up to date by copying only the routes that changed.
final class BestRoutes {
  private let plan: RoutePlan
  private let nextSlot: IndexArray
  private let changed: IndexArray
  private let isChanged: FlatArray<Bool>
  private let changedCount = IndexArray(repeating: 0, count: 1)
  private let lowest = FlatArray<Double>(repeating: .infinity, count: 1)

  /// Begins with the plan as it is.
  init(_ plan: RoutePlan) {
    self.plan = plan
    let kernel = plan.kernel
    nextSlot = IndexArray(repeating: 0, count: kernel.slotCount)
    changed = IndexArray(repeating: 0, count: kernel.routeCount)
    isChanged = FlatArray(repeating: false, count: kernel.routeCount)
    for route in 0..<kernel.routeCount { noteChange(of: route) }
    save()
  }

  /// The cost of the best plan in the kernel's units.
  var cost: Double { lowest[0] }

  /// Takes note that a route of the plan is no longer as in the best one.
  @inline(__always) func noteChange(of route: Int) {
    if isChanged[route] { return }
    isChanged[route] = true
    changed[changedCount[0]] = route
    changedCount[0] += 1
  }

  /// Makes the plan as it is the best one.
  ///
  /// - Complexity: O(*clients on the routes that changed*).
  func save() {
    let kernel = plan.kernel
    for index in 0..<changedCount[0] {
      let route = changed[index]
      isChanged[route] = false
      var slot = kernel.startSlot(route)
      let end = kernel.endSlot(route)
      while slot != end {
        let next = plan.nextSlot[slot]
        nextSlot[slot] = next
        slot = next
      }
    }
    changedCount[0] = 0
    lowest[0] = plan.cost
  }

  /// The routes of the best plan that visit somebody.
  var routes: [(route: Int, clients: [Int])] {
    let kernel = plan.kernel
    var routes: [(route: Int, clients: [Int])] = []
    for route in 0..<kernel.routeCount {
      var clients: [Int] = []
      var slot = nextSlot[kernel.startSlot(route)]
      while slot < kernel.clientCount {
        clients.append(slot)
        slot = nextSlot[slot]
      }
      if !clients.isEmpty { routes.append((route, clients)) }
    }
    return routes
  }
}
