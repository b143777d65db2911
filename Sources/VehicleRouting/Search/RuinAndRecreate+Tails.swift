/// What the removal of short strings cannot do: exchanging the tails of two routes, and turning a
/// stretch of one around.
///
/// Tried for clients who were just put back, in constant time each; only legs longer than the way to
/// a near neighbour are broken up (the gain criterion of Lin and Kernighan 1973,
/// <https://doi.org/10.1287/opre.21.2.498>).
extension RuinAndRecreate {
  /// How many neighbours are looked at; the gain criterion rules out most of them.
  private static let neighboursTried = 12
  /// One iteration undoes at most this many of these changes.
  static let largestTailCount = 16

  /// Whether constant time is enough to see if a change holds every constraint.
  var canExchangeTails: Bool {
    kernel.isSymmetricWhereAllowed && !kernel.costsDuration && !kernel.limitsDistance
      && !(kernel.usesDuration && kernel.hasDurationMatrix)
  }

  /// Improves the routes around those who were put back.
  func exchangeTails() {
    guard canExchangeTails else { return }
    for index in 0..<touchedCount { refreshOrder(touched[index]) }
    for index in 0..<insertedCount where tailCount < Self.largestTailCount {
      while tailCount < Self.largestTailCount, improve(around: inserted[index]) {}
    }
  }

  /// Computes the loads and distances from the start of a route to each slot, and the places.
  func refreshOrder(_ route: Int) {
    let dimensions = kernel.dimensions
    let end = kernel.endSlot(route)
    var slot = kernel.startSlot(route)
    var place = 0
    for dimension in 0..<dimensions { prefixLoad[slot * dimensions + dimension] = 0 }
    plan.position[slot] = 0
    prefixLength[slot] = 0
    while slot != end {
      let next = plan.nextSlot[slot]
      place += 1
      plan.position[next] = place
      prefixLength[next] = prefixLength[slot] + plan.arc[slot]
      var dimension = 0
      while dimension < dimensions {
        let demand = next == end ? 0 : kernel.demand[next * dimensions + dimension]
        prefixLoad[next * dimensions + dimension] =
          prefixLoad[slot * dimensions + dimension] + demand
        dimension += 1
      }
      slot = next
    }
  }

  private func improve(around client: Int) -> Bool {
    let route = plan.routeOf[client]
    let type = kernel.typeOfRoute[route]
    let (before, after) = (plan.previousSlot[client], plan.nextSlot[client])
    let (legBefore, legAfter) = (plan.arc[before], plan.arc[client])
    let base = client * near.width
    for rank in 0..<min(near.width, Self.neighboursTried) {
      let distance = nearDistance[base + rank]
      if distance >= legBefore, distance >= legAfter { return false }
      let neighbour = near[client, rank]
      let other = plan.routeOf[neighbour]
      guard other >= 0 else { continue }
      let (ahead, behind) = (plan.previousSlot[neighbour], plan.nextSlot[neighbour])
      let (legAhead, legBehind) = (plan.arc[ahead], plan.arc[neighbour])
      let gainAfter = legAfter - distance
      let gainBefore = legBefore - distance
      if other == route {
        guard kernel.isReversibleWhereAllowed else { continue }
        let isFirst = plan.position[client] < plan.position[neighbour]
        if gainAfter > 0, after != neighbour, behind != client,
          gainAfter + legBehind - kernel.openDistance(after, behind) > RoutePlan.tolerance,
          turn(from: isFirst ? after : behind, through: isFirst ? neighbour : client)
        {
          return true
        }
        if gainBefore > 0, before != neighbour, ahead != client,
          gainBefore + legAhead - kernel.openDistance(before, ahead) > RoutePlan.tolerance,
          turn(from: isFirst ? client : neighbour, through: isFirst ? ahead : before)
        {
          return true
        }
        continue
      }
      if kernel.typeOfRoute[other] != type {
        if gainAfter > 0, exchangeTails(behind: client, and: ahead) { return true }
        if gainBefore > 0, exchangeTails(behind: neighbour, and: before) { return true }
        continue
      }
      if gainAfter > 0, gainAfter + legAhead - kernel.distance(ahead, after) > RoutePlan.tolerance,
        canJoin(client, to: neighbour), canJoin(ahead, to: after)
      {
        crossTails(behind: client, and: ahead)
        return true
      }
      if gainBefore > 0,
        gainBefore + legBehind - kernel.distance(before, behind) > RoutePlan.tolerance,
        canJoin(neighbour, to: client), canJoin(before, to: behind)
      {
        crossTails(behind: neighbour, and: before)
        return true
      }
      guard kernel.isReversible else { continue }
      if gainAfter > 0,
        gainAfter + legBehind - kernel.distance(after, behind) > RoutePlan.tolerance,
        canFold(client, neighbour)
      {
        foldTails(behind: client, and: neighbour)
        return true
      }
      if gainBefore > 0,
        gainBefore + legAhead - kernel.distance(before, ahead) > RoutePlan.tolerance,
        canFold(before, ahead)
      {
        foldTails(behind: before, and: ahead)
        return true
      }
    }
    return false
  }

  /// Whether the head of one route up to a slot and the tail of another from a slot are one route.
  private func canJoin(_ last: Int, to first: Int) -> Bool {
    if kernel.isForbidden(last, first) { return false }
    let (route, other) = (plan.routeOf[last], plan.routeOf[first])
    let type = kernel.typeOfRoute[route]
    let dimensions = kernel.dimensions
    var dimension = 0
    while dimension < dimensions {
      let ahead = prefixLoad[plan.previousSlot[first] * dimensions + dimension]
      let sum =
        prefixLoad[last * dimensions + dimension] + plan.load[other * dimensions + dimension]
        - ahead
      if sum > kernel.capacity[type * dimensions + dimension] { return false }
      dimension += 1
    }
    guard kernel.isTimed else { return true }
    let travel = kernel.duration(last, first, distance: kernel.distance(last, first))
    guard plan.departure[last] + travel <= plan.deadline[first] else { return false }
    return !kernel.usesDuration
      || plan.prefix[last].followed(by: plan.suffix[first], after: travel).duration
        <= kernel.maximumDuration[type]
  }

  /// Whether the heads of two routes are one route, and their tails another.
  private func canFold(_ slot: Int, _ other: Int) -> Bool {
    let (route, second) = (plan.routeOf[slot], plan.routeOf[other])
    let type = kernel.typeOfRoute[route]
    let dimensions = kernel.dimensions
    var dimension = 0
    while dimension < dimensions {
      let heads =
        prefixLoad[slot * dimensions + dimension] + prefixLoad[other * dimensions + dimension]
      let all =
        plan.load[route * dimensions + dimension] + plan.load[second * dimensions + dimension]
      let capacity = kernel.capacity[type * dimensions + dimension]
      if heads > capacity || all - heads > capacity { return false }
      dimension += 1
    }
    guard kernel.usesDuration else { return true }
    // Without windows nothing waits: times add up whichever way a stretch is driven.
    let (after, behind) = (plan.nextSlot[slot], plan.nextSlot[other])
    let heads =
      plan.prefix[slot].duration + plan.prefix[other].duration
      + plan.travel(slot, other, kernel.distance(slot, other))
    let tails =
      plan.suffix[after].duration + plan.suffix[behind].duration
      + plan.travel(after, behind, kernel.distance(after, behind))
    return max(heads, tails) <= kernel.maximumDuration[type]
  }

  /// Exchanges the tails behind two slots of two routes of a type.
  private func crossTails(behind slot: Int, and other: Int) {
    cross(slot, other)
    log(kind: 0, slot, other)
  }

  /// Exchanges the tails behind two slots of routes of different types, if that costs less: each type
  /// has its own costs, and may have its own depots.
  private func exchangeTails(behind slot: Int, and other: Int) -> Bool {
    let (route, second) = (plan.routeOf[slot], plan.routeOf[other])
    let change =
      changeWithTail(of: second, behind: other, onHeadOf: route, through: slot)
      + changeWithTail(of: route, behind: slot, onHeadOf: second, through: other)
    guard change < -RoutePlan.tolerance else { return false }
    draftCross(slot, other)
    guard let exact = plan.draftedChange(), exact < -RoutePlan.tolerance else {
      plan.dropDrafts()
      return false
    }
    exchangeDraftedTails(behind: slot, and: other)
    return true
  }

  /// What a route costs more if it goes on behind a slot with the tail of another route.
  private func changeWithTail(
    of other: Int, behind slot: Int, onHeadOf route: Int, through last: Int
  ) -> Double {
    let type = kernel.typeOfRoute[route]
    let end = kernel.endSlot(route)
    let first = plan.nextSlot[slot]
    guard plan.isClient(last) || plan.isClient(first) else { return -plan.cost(ofRoute: route) }
    var length = prefixLength[last]
    if plan.isClient(first) {
      let final = plan.last(other)
      length += kernel.distance(last, first) + prefixLength[final] - prefixLength[first]
      length += kernel.distance(final, end)
    } else {
      length += kernel.distance(last, end)
    }
    let change = (length - plan.length[route]) * kernel.costPerDistance[type]
    return plan.size[route] == 0 ? change + kernel.fixedCost[type] : change
  }

  /// Does the same where the two routes are drafted already.
  func exchangeDraftedTails(behind slot: Int, and other: Int) {
    commit(plan.routeOf[slot], plan.routeOf[other])
    log(kind: 0, slot, other)
  }

  /// Joins two heads, one of them turned around, and two tails.
  private func foldTails(behind slot: Int, and other: Int) {
    let after = plan.nextSlot[slot]
    let second = plan.routeOf[other]
    fold(slot, other)
    log(kind: 1, slot, plan.isClient(after) ? after : kernel.startSlot(second))
  }

  /// Turns a stretch around, unless deliveries would come behind backhauls.
  private func turn(from first: Int, through last: Int) -> Bool {
    guard kernel.isSameKind(first, last) else { return false }
    turnAround(first, last)
    log(kind: 2, last, first)
    return true
  }

  private func log(kind: Int, _ slot: Int, _ other: Int) {
    tails[3 * tailCount] = kind
    tails[3 * tailCount + 1] = slot
    tails[3 * tailCount + 2] = other
    tailCount += 1
  }

  /// Takes the changes of this iteration back, the last first: each is the reverse of itself.
  func undoTails() {
    while tailCount > 0 {
      tailCount -= 1
      let (slot, other) = (tails[3 * tailCount + 1], tails[3 * tailCount + 2])
      switch tails[3 * tailCount] {
      case 0: cross(slot, other)
      case 1: fold(slot, other)
      default: turnAround(slot, other)
      }
    }
  }

  private func cross(_ slot: Int, _ other: Int) {
    draftCross(slot, other)
    commit(plan.routeOf[slot], plan.routeOf[other])
  }

  private func draftCross(_ slot: Int, _ other: Int) {
    let (route, second) = (plan.routeOf[slot], plan.routeOf[other])
    plan.beginDraft(of: route)
    plan.appendToDraft(from: plan.first(route), through: slot)
    plan.appendToDraft(from: plan.nextSlot[other], through: plan.last(second))
    plan.beginDraft(of: second)
    plan.appendToDraft(from: plan.first(second), through: other)
    plan.appendToDraft(from: plan.nextSlot[slot], through: plan.last(route))
  }

  private func fold(_ slot: Int, _ other: Int) {
    let (route, second) = (plan.routeOf[slot], plan.routeOf[other])
    plan.beginDraft(of: route)
    plan.appendToDraft(from: plan.first(route), through: slot)
    plan.appendReversedToDraft(from: plan.first(second), through: other)
    plan.beginDraft(of: second)
    plan.appendReversedToDraft(from: plan.nextSlot[slot], through: plan.last(route))
    plan.appendToDraft(from: plan.nextSlot[other], through: plan.last(second))
    commit(route, second)
  }

  private func turnAround(_ first: Int, _ last: Int) {
    let route = plan.routeOf[first]
    plan.beginDraft(of: route)
    plan.appendToDraft(from: plan.first(route), through: plan.previousSlot[first])
    plan.appendReversedToDraft(from: first, through: last)
    plan.appendToDraft(from: plan.nextSlot[last], through: plan.last(route))
    commit(route, route)
  }

  private func commit(_ route: Int, _ second: Int) {
    touch(route)
    touch(second)
    plan.commitCheckedDrafts()
    refreshOrder(route)
    if second != route { refreshOrder(second) }
  }
}
