import SupplyChainCore

/// Reads the format of Cordeau's instances: one or several depots, with or without time windows.
///
/// Cordeau, Gendreau and Laporte 1997,
/// <https://doi.org/10.1002/(SICI)1097-0037(199709)30:2%3C105::AID-NET5%3E3.0.CO;2-G>: a line with the
/// kind, the vehicles of a depot, the clients and the depots; a line with the longest duration and the
/// capacity for each depot; then the clients and the depots.
struct CordeauReader {
  private let lines: TextLines
  private var checks = InputChecks()

  /// The kinds of problems the format knows, by their number.
  private static let kinds = [
    "VRP", "PVRP", "MDVRP", "SDVRP", "VRPTW", "PVRPTW", "MDVRPTW", "SDVRPTW",
  ]

  init(_ lines: TextLines) { self.lines = lines }

  /// Whether a text begins as this format does: four integers, then lines of two numbers.
  static func canRead(_ lines: TextLines) -> Bool {
    guard lines.lines.count > 1 else { return false }
    let (first, second) = (lines.lines[0].words, lines.lines[1].words)
    return first.count == 4 && first.allSatisfy { Int($0) != nil } && second.count == 2
      && second.allSatisfy { Double($0) != nil }
  }

  consuming func instance(
    _ distances: RoutingProblem.Distances?
  ) throws(InvalidInput) -> RoutingInstance {
    let rows = lines.lines
    let header = rows[0].words.map { Int($0) ?? -1 }
    let (kind, vehicles, clients) = (header[0], header[1], header[2])
    // A problem with one depot counts days or vehicles here, of which one is meant.
    let depots = kind == 0 || kind == 4 ? 1 : header[3]
    guard Self.kinds.indices.contains(kind), ![1, 3, 5, 7].contains(kind) else {
      checks.report(
        "type", line: rows[0].number, value: "\(kind)",
        "is not a kind this reader knows: 0 (VRP), 2 (MDVRP), 4 (VRPTW), 6 (MDVRPTW)")
      throw InvalidInput(checks.problems)
    }
    checks.require(
      (1...1_000_000).contains(vehicles), "m", line: rows[0].number, value: vehicles,
      "is not a number of vehicles")
    checks.require(
      (0...1_000_000).contains(clients), "n", line: rows[0].number, value: clients,
      "is not a number of customers")
    checks.require(
      (1...10_000).contains(depots), "t", line: rows[0].number, value: depots,
      "is not a number of depots")
    try checks.finish()
    guard rows.count == 1 + depots + clients + depots else {
      checks.report(
        "lines", line: lines.lastNumber, value: "\(rows.count)",
        "are not the \(1 + depots + clients + depots) of \(clients) customers and \(depots) depots")
      throw InvalidInput(checks.problems)
    }
    let isTimed = kind >= 4
    let limits = rows[1...depots].map { numbers($0, atLeast: 2) }
    let clientRows = rows[(depots + 1)...(depots + clients)].map { numbers($0, atLeast: 5) }
    let depotRows = rows[(depots + clients + 1)...].map { numbers($0, atLeast: 3) }
    try checks.finish()
    return try build(
      vehicles: vehicles, limits, clientRows, depotRows, isTimed: isTimed, distances)
  }

  private mutating func numbers(_ line: TextLines.Line, atLeast count: Int) -> [Double] {
    let values = line.words.compactMap { Double($0) }
      .filter { $0.magnitude <= RoutingProblem.largestNumber }
    if values.count < count || values.count != line.words.count {
      checks.report(
        "line", line: line.number, value: String(line.text.prefix(60)),
        "is not \(count) numbers or more")
      return [Double](repeating: 0, count: count)
    }
    return values
  }

  /// The last two numbers of a line are its window.
  private func window(_ values: [Double], isTimed: Bool) -> RoutingProblem.TimeWindow {
    guard isTimed, values.count >= 7 else { return .always }
    return .init(from: values[values.count - 2], to: values[values.count - 1])
  }

  private func build(
    vehicles: Int, _ limits: [[Double]], _ clients: [[Double]], _ depots: [[Double]],
    isTimed: Bool, _ distances: RoutingProblem.Distances?
  ) throws(InvalidInput) -> RoutingInstance {
    let problem = try RoutingProblem(
      depots: depots.map { .init(at: .init(x: $0[1], y: $0[2])) },
      clients: clients.map {
        .init(
          at: .init(x: $0[1], y: $0[2]), demand: [$0[4]], window: window($0, isTimed: isTimed),
          serviceTime: $0[3])
      },
      vehicleTypes: depots.indices.map { depot in
        let (duration, capacity) = (limits[depot][0], limits[depot][1])
        return .init(
          count: vehicles, capacity: [capacity > 0 ? capacity : RoutingProblem.largestNumber],
          startDepot: depot, endDepot: depot, shift: window(depots[depot], isTimed: isTimed),
          maximumDuration: duration > 0 ? duration : nil)
      },
      distances: distances ?? .euclidean)
    return RoutingInstance(name: "", problem: problem)
  }
}
