import SupplyChainCore

extension RoutingProblem {
  /// Beyond this, sums of squares of coordinates and of demands lose the integers.
  package static let largestNumber = 1e12
  /// Beyond this, indices of routes and clients would not fit the kernel's 32 bits.
  package static let largestClientCount = 50_000_000

  /// Checks every invariant and reports everything that is wrong at once.
  func validate() throws(InvalidInput) {
    var checks = InputChecks()
    if depots.isEmpty { checks.report("depots", "is empty") }
    if vehicleTypes.isEmpty { checks.report("vehicleTypes", "is empty") }
    if clients.count > Self.largestClientCount {
      checks.report("clients", value: "\(clients.count)", "has too many elements")
    }
    for (index, depot) in depots.enumerated() {
      check(depot.location, "depots.location", at: index, &checks)
    }
    for (index, client) in clients.enumerated() { check(client, at: index, &checks) }
    for (index, type) in vehicleTypes.enumerated() { check(type, at: index, &checks) }
    switch distances.measure {
    case .greatCircle(let roadFactor):
      check(roadFactor, "distances.roadFactor", &checks)
      checks.require(
        roadFactor > 0, "distances.roadFactor", value: roadFactor, "is not above zero")
    case .matrix(let matrix): check(matrix, "distances.matrix", &checks)
    case .euclidean, .rounded, .truncated: break
    }
    switch durations.measure {
    case .proportional(let timePerDistance):
      check(timePerDistance, "durations.timePerDistance", &checks)
    case .matrix(let matrix): check(matrix, "durations.matrix", &checks)
    }
    try checks.finish()
  }

  /// Requires a number that is finite, not negative and not beyond what sums can hold.
  private func check(
    _ value: Double, _ field: String, at index: Int? = nil, _ checks: inout InputChecks
  ) {
    checks.requireNonNegative(value, field, at: index)
    checks.require(
      !(value > Self.largestNumber) || value == .infinity, field, at: index, value: value,
      "is above 1e12")
  }

  private func check(
    _ location: Location, _ field: String, at index: Int, _ checks: inout InputChecks
  ) {
    checks.requireFinite(location.x, "\(field).x", at: index)
    checks.requireFinite(location.y, "\(field).y", at: index)
    guard location.x.isFinite, location.y.isFinite else { return }
    if case .greatCircle = distances.measure {
      checks.require(
        location.y.magnitude <= 90, "\(field).latitude", at: index, value: location.y,
        "is not between -90 and 90")
      checks.require(
        location.x.magnitude <= 180, "\(field).longitude", at: index, value: location.x,
        "is not between -180 and 180")
    } else {
      checks.require(
        location.x.magnitude <= Self.largestNumber, "\(field).x", at: index, value: location.x,
        "is beyond 1e12")
      checks.require(
        location.y.magnitude <= Self.largestNumber, "\(field).y", at: index, value: location.y,
        "is beyond 1e12")
    }
  }

  private func check(_ client: Client, at index: Int, _ checks: inout InputChecks) {
    check(client.location, "clients.location", at: index, &checks)
    checks.require(
      client.demand.count == loadDimensions, "clients.demand", at: index,
      value: client.demand, "has not the \(loadDimensions) dimensions of vehicleTypes[0].capacity")
    for demand in client.demand { check(demand, "clients.demand", at: index, &checks) }
    check(client.window, "clients.window", at: index, &checks)
    check(client.serviceTime, "clients.serviceTime", at: index, &checks)
    if let prize = client.prize { check(prize, "clients.prize", at: index, &checks) }
  }

  private func check(
    _ window: TimeWindow, _ field: String, at index: Int, _ checks: inout InputChecks
  ) {
    checks.requireFinite(window.earliest, "\(field).earliest", at: index)
    checks.require(
      !(window.earliest.magnitude > Self.largestNumber), "\(field).earliest", at: index,
      value: window.earliest, "is beyond 1e12")
    checks.require(!window.latest.isNaN, "\(field).latest", at: index, value: "nan", "is no number")
    checks.require(
      !(window.latest.magnitude > Self.largestNumber) || window.latest == .infinity,
      "\(field).latest", at: index, value: window.latest, "is beyond 1e12")
    checks.require(
      !(window.latest < window.earliest), "\(field).latest", at: index, value: window.latest,
      "is before \(field).earliest (\(window.earliest))")
  }

  private func check(_ type: VehicleType, at index: Int, _ checks: inout InputChecks) {
    if let count = type.count {
      checks.require(
        count > 0, "vehicleTypes.count", at: index, value: count, "is not above zero")
    }
    checks.require(
      type.capacity.count == loadDimensions, "vehicleTypes.capacity", at: index,
      value: type.capacity, "has not the \(loadDimensions) dimensions of vehicleTypes[0].capacity")
    for capacity in type.capacity { check(capacity, "vehicleTypes.capacity", at: index, &checks) }
    check(type.fixedCost, "vehicleTypes.fixedCost", at: index, &checks)
    check(type.costPerDistance, "vehicleTypes.costPerDistance", at: index, &checks)
    check(type.costPerDuration, "vehicleTypes.costPerDuration", at: index, &checks)
    check(type.costPerOvertime, "vehicleTypes.costPerOvertime", at: index, &checks)
    if let regular = type.regularDuration {
      check(regular, "vehicleTypes.regularDuration", at: index, &checks)
    }
    check(type.shift, "vehicleTypes.shift", at: index, &checks)
    if let limit = type.maximumDistance {
      check(limit, "vehicleTypes.maximumDistance", at: index, &checks)
    }
    if let limit = type.maximumDuration {
      check(limit, "vehicleTypes.maximumDuration", at: index, &checks)
    }
    for (field, depot) in [("startDepot", type.startDepot), ("endDepot", type.endDepot)] {
      guard let depot else { continue }
      checks.require(
        depots.indices.contains(depot), "vehicleTypes.\(field)", at: index, value: depot,
        "is not the index of one of the \(depots.count) depots")
    }
  }

  private func check(_ matrix: Matrix, _ field: String, _ checks: inout InputChecks) {
    checks.require(
      matrix.size == placeCount, "\(field).size", value: matrix.size,
      "is not the number of depots and clients (\(placeCount))")
    let (expected, overflow) = matrix.size.multipliedReportingOverflow(by: matrix.size)
    checks.require(
      !overflow && matrix.values.count == expected, "\(field).values",
      value: "\(matrix.values.count) numbers", "are not a square of \(matrix.size) rows")
    for (index, value) in matrix.values.enumerated() {
      check(value, field, at: index, &checks)
    }
  }
}
