import SupplyChainCore

extension VRPLIBReader {
  /// The vehicles: one type for all, or those that are alike grouped in the order of the file.
  mutating func vehicleTypes(
    isTour: Bool, depots: [Int], window: [Double]?
  ) -> [RoutingProblem.VehicleType] {
    let limit = positive("DISTANCE")
    let service = headers["SERVICE_TIME"]
    if let service, !(Double(service.value).map { $0 >= 0 && $0 <= 1e12 } ?? false) {
      checks.report(
        "SERVICE_TIME", line: service.line, value: String(service.value.prefix(60)),
        "is not a time")
    }
    var vehicle = RoutingProblem.VehicleType()
    if let window, window[0] <= window[1] { vehicle.shift = .init(from: window[0], to: window[1]) }
    // The limit of these sets counts service too, which is a duration.
    vehicle.maximumDuration = limit
    if isTour {
      vehicle.count = 1
      return [vehicle]
    }
    let count = positive("VEHICLES").flatMap { Int(exactly: $0) }
    let perVehicle = [
      "CAPACITY_SECTION", "VEHICLES_DEPOT_SECTION", "VEHICLES_FIXED_COST_SECTION",
      "VEHICLES_UNIT_DISTANCE_COST_SECTION", "VEHICLES_MAX_DISTANCE_SECTION",
      "VEHICLES_MAX_DURATION_SECTION",
    ].filter { sections[$0] != nil }
    if perVehicle.isEmpty {
      if headers["CAPACITY"] == nil {
        checks.report("CAPACITY", line: lastLine, "is missing")
        return [vehicle]
      }
      vehicle.capacity = [positive("CAPACITY") ?? .infinity]
      vehicle.count = count
      if depots.count > 1 {
        return depots.indices.map { depot in
          var type = vehicle
          (type.startDepot, type.endDepot) = (depot, depot)
          return type
        }
      }
      return [vehicle]
    }
    guard let count, count <= 1_000_000 else {
      checks.report("VEHICLES", line: headers["VEHICLES"]?.line ?? lastLine, "is missing or wrong")
      return [vehicle]
    }
    return group(perVehicle, count: count, model: vehicle, depots: depots)
  }

  private mutating func group(
    _ names: [String], count: Int, model: RoutingProblem.VehicleType, depots: [Int]
  ) -> [RoutingProblem.VehicleType] {
    var columns: [String: [Double]] = [:]
    for name in names { columns[name] = column(name, count: count) }
    guard columns.count == names.count else { return [model] }
    let capacity = headers["CAPACITY"] == nil ? nil : positive("CAPACITY")
    var types: [RoutingProblem.VehicleType] = []
    for vehicle in 0..<count {
      var type = model
      type.count = 1
      type.capacity = [columns["CAPACITY_SECTION"]?[vehicle] ?? capacity ?? .infinity]
      type.fixedCost = columns["VEHICLES_FIXED_COST_SECTION"]?[vehicle] ?? 0
      type.costPerDistance = columns["VEHICLES_UNIT_DISTANCE_COST_SECTION"]?[vehicle] ?? 1
      type.maximumDistance = columns["VEHICLES_MAX_DISTANCE_SECTION"]?[vehicle]
      type.maximumDuration =
        columns["VEHICLES_MAX_DURATION_SECTION"]?[vehicle] ?? type.maximumDuration
      if let node = columns["VEHICLES_DEPOT_SECTION"]?[vehicle] {
        let depot = Int(exactly: node).flatMap { depots.firstIndex(of: $0 - 1) }
        if depot == nil {
          checks.report(
            "VEHICLES_DEPOT_SECTION", line: sections["VEHICLES_DEPOT_SECTION"]?.line ?? lastLine,
            value: "\(node)", "is not a depot")
        }
        (type.startDepot, type.endDepot) = (depot ?? 0, depot ?? 0)
      }
      var last = types.last
      last?.count = 1
      if last == type { types[types.count - 1].count? += 1 } else { types.append(type) }
    }
    return types
  }

  /// One number for each vehicle, in order.
  private mutating func column(_ name: String, count: Int) -> [Double]? {
    guard let section = sections[name] else { return nil }
    guard section.rows.count == count else {
      checks.report(
        name, line: section.line, value: "\(section.rows.count) rows",
        "has not the \(count) rows that VEHICLES says")
      return nil
    }
    for (index, row) in section.rows.enumerated() {
      guard row.values.count == 2, row.values[0] == Double(index + 1), row.values[1] >= 0 else {
        checks.report(name, line: row.line, "is not vehicle \(index + 1) and a number")
        return nil
      }
    }
    return section.rows.map { $0.values[1] }
  }

  /// The number of a header, which must be above zero where it stands.
  private mutating func positive(_ key: String) -> Double? {
    guard let header = headers[key] else { return nil }
    guard let value = Double(header.value), value > 0, value <= RoutingProblem.largestNumber
    else {
      checks.report(
        key, line: header.line, value: String(header.value.prefix(60)), "is not a number above zero"
      )
      return nil
    }
    return value
  }
}
