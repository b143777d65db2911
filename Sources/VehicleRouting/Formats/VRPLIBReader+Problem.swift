import SupplyChainCore

extension VRPLIBReader {
  /// More nodes than any file of this format describes; a matrix of this size is refused too.
  private static let largestDimension = 10_000_000

  /// Builds the problem, or reports everything that is wrong.
  consuming func instance(
    _ distances: RoutingProblem.Distances?
  ) throws(InvalidInput) -> RoutingInstance {
    let kind = headers["TYPE"].map { $0.value.uppercased() } ?? "CVRP"
    checkType(kind)
    guard let dimension = dimension() else { throw InvalidInput(checks.problems) }
    let isTour = kind == "TSP" || kind == "ATSP"
    let isExplicit = checkWeights()

    let coordinates = table("NODE_COORD_SECTION", dimension, columns: 2, required: !isExplicit)
    let demands = table("DEMAND_SECTION", dimension, columns: 1, required: !isTour)
    let windows = table("TIME_WINDOW_SECTION", dimension, columns: 2, required: kind == "VRPTW")
    let services = table("SERVICE_TIME_SECTION", dimension, columns: 1)
    let pickups = table("BACKHAUL_SECTION", dimension, columns: 1)
    let prizes = table("PRIZE_SECTION", dimension, columns: 1)
    let matrix = isExplicit ? explicitMatrix(dimension) : nil
    let depots = depots(dimension, isRequired: !isTour)
    let types = vehicleTypes(
      isTour: isTour, depots: depots, window: depots.first.flatMap { windows?[$0] })
    checkDemands(demands, depots: depots, types: types)
    checkPickups(pickups, demands, depots: depots, types: types)
    checkWindows(windows)
    if checks.problems.isEmpty == false { throw InvalidInput(checks.problems) }

    let places = depots + (0..<dimension).filter { !depots.contains($0) }
    func location(_ node: Int) -> RoutingProblem.Location {
      coordinates.map { .init(x: $0[node][0], y: $0[node][1]) } ?? .init(x: 0, y: 0)
    }
    let service = headers["SERVICE_TIME"].flatMap { Double($0.value) } ?? 0
    let clients = places.dropFirst(depots.count).map { node in
      let isBackhaul = (pickups?[node][0] ?? 0) > 0
      let prize = prizes?[node][0] ?? 0
      return RoutingProblem.Client(
        at: location(node),
        demand: (isBackhaul ? pickups : demands).map { [$0[node][0]] } ?? [],
        window: windows.map { .init(from: $0[node][0], to: $0[node][1]) } ?? .always,
        serviceTime: services?[node][0] ?? service, prize: prize > 0 ? prize : nil,
        isBackhaul: isBackhaul)
    }
    let measure = matrix.map { .matrix($0.reordered(by: places)) } ?? distances ?? custom(kind)
    let problem = try RoutingProblem(
      depots: depots.map { .init(at: location($0)) }, clients: clients, vehicleTypes: types,
      distances: measure)
    return RoutingInstance(name: headers["NAME"].map { String($0.value) } ?? "", problem: problem)
  }

  private mutating func checkType(_ kind: String) {
    let known: Set = [
      "CVRP", "DCVRP", "VRPTW", "HFVRP", "PCVRPTW", "MDVRP", "TSP", "ATSP", "ACVRP",
      "VRPB", "OVRP", "VRP",
    ]
    if !known.contains(kind) {
      checks.report(
        "TYPE", line: headers["TYPE"]?.line ?? 1, value: kind, "is not a type this reader knows")
    }
  }

  /// How distances are rounded by custom; see ``RoutingInstance/init(vrplib:distances:)``.
  private func custom(_ kind: String) -> RoutingProblem.Distances {
    if sections["TIME_WINDOW_SECTION"] != nil { return .truncatedEuclidean }
    if kind == "HFVRP" { return .euclidean }
    if let comment = headers["COMMENT"]?.value, comment.contains("."), Double(comment) != nil {
      return .euclidean
    }
    return .roundedEuclidean
  }

  private mutating func dimension() -> Int? {
    guard let header = headers["DIMENSION"] else {
      checks.report("DIMENSION", line: lastLine, "is missing")
      return nil
    }
    guard let value = Int(header.value), value >= 1, value <= Self.largestDimension else {
      checks.report(
        "DIMENSION", line: header.line, value: String(header.value.prefix(60)),
        "is not a number of nodes")
      return nil
    }
    return value
  }

  /// Checks how distances are given; whether it is as a matrix.
  private mutating func checkWeights() -> Bool {
    guard let header = headers["EDGE_WEIGHT_TYPE"] else {
      checks.report("EDGE_WEIGHT_TYPE", line: lastLine, "is missing")
      return false
    }
    let value = header.value.uppercased()
    if value != "EUC_2D" && value != "EXPLICIT" {
      checks.report(
        "EDGE_WEIGHT_TYPE", line: header.line, value: String(value.prefix(60)),
        "is neither EUC_2D nor EXPLICIT")
    }
    return value == "EXPLICIT"
  }

  /// The rows of a section by node, without the number of the node they begin with.
  private mutating func table(
    _ name: String, _ dimension: Int, columns: Int, required: Bool = false
  ) -> [[Double]]? {
    guard let section = sections[name] else {
      if required {
        checks.report(name, line: lastLine, "is missing; the text is cut off")
      }
      return nil
    }
    if section.rows.count != dimension {
      checks.report(
        name, line: section.line, value: "\(section.rows.count) rows",
        "has not the \(dimension) rows that DIMENSION says")
      return nil
    }
    var table = [[Double]](repeating: [], count: dimension)
    for row in section.rows {
      guard row.values.count == columns + 1 else {
        checks.report(
          name, line: row.line, value: "\(row.values.count) numbers",
          "is not a node and \(columns) number\(columns == 1 ? "" : "s")")
        continue
      }
      guard let node = Int(exactly: row.values[0]), node >= 1, node <= dimension else {
        checks.report(
          name, line: row.line, value: "\(row.values[0])", "is not a node of 1 to \(dimension)")
        continue
      }
      if !table[node - 1].isEmpty {
        checks.report(name, line: row.line, value: "\(node)", "is a node that stood before")
      }
      table[node - 1] = Array(row.values.dropFirst())
    }
    return table.contains { $0.isEmpty } ? nil : table
  }

  /// The depots as nodes counted from zero; the first node where a tour names none.
  private mutating func depots(_ dimension: Int, isRequired: Bool) -> [Int] {
    guard let section = sections["DEPOT_SECTION"] else {
      if isRequired {
        checks.report("DEPOT_SECTION", line: lastLine, "is missing; the text is cut off")
      }
      return [0]
    }
    var depots: [Int] = []
    var isClosed = hasEnd
    for row in section.rows {
      for value in row.values {
        if value == -1 {
          isClosed = true
        } else if let node = Int(exactly: value), node >= 1, node <= dimension {
          if depots.contains(node - 1) {
            checks.report("DEPOT_SECTION", line: row.line, value: "\(node)", "stands twice")
          } else {
            depots.append(node - 1)
          }
        } else {
          checks.report(
            "DEPOT_SECTION", line: row.line, value: "\(value)",
            "is not a node of 1 to \(dimension)")
        }
      }
    }
    if depots.isEmpty { checks.report("DEPOT_SECTION", line: section.line, "names no depot") }
    if !isClosed {
      checks.report(
        "DEPOT_SECTION", line: lastLine, "ends without -1 or EOF; the text is cut off")
    }
    return depots
  }

  private mutating func checkDemands(
    _ demands: [[Double]]?, depots: [Int], types: [RoutingProblem.VehicleType]
  ) {
    guard let demands else { return }
    let capacity = types.compactMap(\.capacity.first).max() ?? .infinity
    for row in sections["DEMAND_SECTION"]?.rows ?? [] {
      guard let node = Int(exactly: row.values[0]), demands.indices.contains(node - 1) else {
        continue
      }
      let demand = demands[node - 1][0]
      checks.require(demand >= 0, "DEMAND_SECTION", line: row.line, value: demand, "is negative")
      if depots.contains(node - 1) {
        checks.require(
          demand == 0, "DEMAND_SECTION", line: row.line, value: demand,
          "is a demand of the depot, node \(node)")
      } else {
        checks.require(
          demand <= capacity, "DEMAND_SECTION", line: row.line, value: demand,
          "of customer \(node - 1) (node \(node)) is above the capacity \(capacity)")
      }
    }
  }

  private mutating func checkPickups(
    _ pickups: [[Double]]?, _ demands: [[Double]]?, depots: [Int],
    types: [RoutingProblem.VehicleType]
  ) {
    guard let pickups else { return }
    let capacity = types.compactMap(\.capacity.first).max() ?? .infinity
    for row in sections["BACKHAUL_SECTION"]?.rows ?? [] {
      guard let node = Int(exactly: row.values[0]), pickups.indices.contains(node - 1) else {
        continue
      }
      let pickup = pickups[node - 1][0]
      checks.require(pickup >= 0, "BACKHAUL_SECTION", line: row.line, value: pickup, "is negative")
      guard pickup > 0 else { continue }
      checks.require(
        !depots.contains(node - 1), "BACKHAUL_SECTION", line: row.line, value: pickup,
        "is picked up at the depot, node \(node)")
      checks.require(
        pickup <= capacity, "BACKHAUL_SECTION", line: row.line, value: pickup,
        "of customer \(node - 1) (node \(node)) is above the capacity \(capacity)")
      checks.require(
        (demands?[node - 1][0] ?? 0) == 0, "BACKHAUL_SECTION", line: row.line, value: pickup,
        "is picked up where something is delivered too, which one client cannot do")
    }
  }

  private mutating func checkWindows(_ windows: [[Double]]?) {
    guard windows != nil else { return }
    for row in sections["TIME_WINDOW_SECTION"]?.rows ?? [] where row.values.count == 3 {
      checks.require(
        row.values[1] <= row.values[2], "TIME_WINDOW_SECTION", line: row.line,
        value: row.values[2], "is before the window opens (\(row.values[1]))")
    }
  }
}
