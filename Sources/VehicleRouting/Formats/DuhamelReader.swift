import SupplyChainCore

/// Reads the format of the road networks of Duhamel, Lacomme and Prodhon: several types of vehicles
/// and a matrix of distances.
///
/// Duhamel, Lacomme and Prodhon 2011, <https://doi.org/10.1016/j.cor.2010.07.014>: behind comments a
/// line with the numbers of clients and of vehicle types; for each type how many there are, their
/// capacity, their fixed cost and their cost for a kilometre; the depot; the matrix in metres; and for
/// each client his number and demand.
struct DuhamelReader {
  private let lines: [TextLines.Line]
  private let lastLine: Int
  private var checks = InputChecks()

  /// The matrix of the format is in metres, and the cost is that of a kilometre.
  private static let metresPerKilometre = 1_000.0
  private static let largestMatrix = 30_000

  init(_ lines: TextLines) {
    self.lines = lines.lines.filter { !$0.text.hasPrefix("//") }
    lastLine = lines.lastNumber
  }

  /// Whether a text begins as this format does: with comments, then six integers.
  static func canRead(_ lines: TextLines) -> Bool {
    guard lines.lines.first?.text.hasPrefix("//") == true,
      let header = lines.lines.first(where: { !$0.text.hasPrefix("//") })
    else { return false }
    return header.words.count == 6 && header.words.allSatisfy { Int($0) != nil }
  }

  consuming func instance() throws(InvalidInput) -> RoutingInstance {
    let header = lines[0].words.compactMap { Int($0) }
    let (clients, types) = (header[0], header[1])
    checks.require(
      (0..<Self.largestMatrix).contains(clients), "customers", line: lines[0].number,
      value: clients, "is not a number of customers whose distances can be held")
    checks.require(
      (1...1_000).contains(types), "types", line: lines[0].number, value: types,
      "is not a number of vehicle types")
    try checks.finish()
    let size = clients + 1
    let expected = 1 + types + 1 + size + clients
    guard lines.count == expected else {
      checks.report(
        "lines", line: lastLine, value: "\(lines.count)",
        "are not the \(expected) of \(clients) customers and \(types) vehicle types")
      throw InvalidInput(checks.problems)
    }
    let fleet = lines[1...types].map { numbers($0, count: 4) }
    let depot = lines[types + 1]
    if depot.words.first != "0" {
      checks.report(
        "depot", line: depot.number, value: String(depot.words[0].prefix(20)), "is not place 0")
    }
    let rows = lines[(types + 2)..<(types + 2 + size)].map { numbers($0, count: size) }
    let demands = lines[(types + 2 + size)...].enumerated().map { index, line -> Double in
      let values = numbers(line, count: 2)
      checks.require(
        values[0] == Double(index + 1), "customer", line: line.number, value: values[0],
        "is not \(index + 1), the next number")
      return values[1]
    }
    try checks.finish()
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: 0, y: 0))],
      clients: demands.map { .init(at: .init(x: 0, y: 0), demand: [$0]) },
      vehicleTypes: fleet.map {
        .init(
          count: Int(exactly: $0[0]) ?? 0, capacity: [$0[1]], fixedCost: $0[2],
          costPerDistance: $0[3])
      },
      distances: .matrix(.init(rows: rows.map { $0.map { $0 / Self.metresPerKilometre } })))
    return RoutingInstance(name: "", problem: problem)
  }

  private mutating func numbers(_ line: TextLines.Line, count: Int) -> [Double] {
    let values = line.words.compactMap { Double($0) }
      .filter { $0 >= 0 && $0 <= RoutingProblem.largestNumber }
    if values.count != count || line.words.count != count {
      checks.report(
        "line", line: line.number, value: String(line.text.prefix(60)),
        "is not \(count) numbers, none negative")
      return [Double](repeating: 1, count: count)
    }
    return values
  }
}
