import SupplyChainCore

/// Reads the format of Solomon's instances.
struct SolomonReader {
  private let lines: TextLines
  private var checks = InputChecks()

  init(_ lines: TextLines) { self.lines = lines }

  consuming func instance(
    _ distances: RoutingProblem.Distances?
  ) throws(InvalidInput) -> RoutingInstance {
    var fleet: (count: Int, capacity: Double)?
    var rows: [(line: Int, values: [Double])] = []
    var isInCustomers = false
    for line in lines.lines {
      switch line.words[0].uppercased() {
      case "CUSTOMER": isInCustomers = true
      case "VEHICLE", "NUMBER", "CUST": continue
      default:
        if isInCustomers {
          if let values = numbers(line, count: 7) { rows.append((line.number, values)) }
        } else if fleet == nil, line.words.count == 2, Int(line.words[0]) != nil {
          guard let values = numbers(line, count: 2) else { continue }
          fleet = (Int(exactly: values[0]) ?? 0, values[1])
          checks.require(
            values[0] >= 1 && values[0] <= 1e9, "NUMBER", line: line.number, value: line.words[0],
            "is not a number of vehicles")
        }
      }
    }
    guard let fleet else {
      checks.report("VEHICLE", line: lines.lastNumber, "gives no number and capacity")
      throw InvalidInput(checks.problems)
    }
    if !isInCustomers || rows.isEmpty {
      checks.report("CUSTOMER", line: lines.lastNumber, "lists nobody; the text is cut off")
    }
    for (index, row) in rows.enumerated() {
      check(row.values, at: index, line: row.line, capacity: fleet.capacity)
    }
    try checks.finish()
    return try build(fleet, rows.map(\.values), distances)
  }

  private mutating func numbers(_ line: TextLines.Line, count: Int) -> [Double]? {
    let values = line.words.compactMap { Double($0) }.filter(\.isFinite)
    guard values.count == count, line.words.count == count else {
      checks.report(
        "line", line: line.number, value: String(line.text.prefix(60)),
        "is not \(count) numbers")
      return nil
    }
    return values
  }

  private mutating func check(
    _ values: [Double], at index: Int, line: Int, capacity: Double
  ) {
    checks.require(
      values[0] == Double(index), "CUST NO.", line: line, value: values[0],
      "is not \(index), the next number")
    checks.require(values[3] >= 0, "DEMAND", line: line, value: values[3], "is negative")
    checks.require(
      values[3] <= capacity, "DEMAND", line: line, value: values[3],
      "of customer \(index) is above the capacity \(capacity)")
    checks.require(values[6] >= 0, "SERVICE TIME", line: line, value: values[6], "is negative")
    checks.require(
      values[5] >= values[4], "DUE DATE", line: line, value: values[5],
      "is before READY TIME (\(values[4]))")
    for value in values where value.magnitude > RoutingProblem.largestNumber {
      checks.report("CUSTOMER", line: line, value: "\(value)", "is beyond 1e12")
    }
  }

  private func build(
    _ fleet: (count: Int, capacity: Double), _ rows: [[Double]],
    _ distances: RoutingProblem.Distances?
  ) throws(InvalidInput) -> RoutingInstance {
    let title = lines.lines.first.map { String($0.text) } ?? ""
    let depot = rows[0]
    let problem = try RoutingProblem(
      depots: [.init(at: .init(x: depot[1], y: depot[2]))],
      clients: rows.dropFirst().map {
        .init(
          at: .init(x: $0[1], y: $0[2]), demand: [$0[3]], window: .init(from: $0[4], to: $0[5]),
          serviceTime: $0[6])
      },
      vehicleTypes: [
        .init(
          count: fleet.count, capacity: [fleet.capacity],
          shift: .init(from: depot[4], to: depot[5]))
      ],
      distances: distances ?? .truncatedEuclidean)
    return RoutingInstance(name: title, problem: problem)
  }
}

extension InputChecks {
  /// Requires something of a line of a text.
  mutating func require(
    _ holds: Bool, _ field: String, line: Int, value: some Any, _ reason: String
  ) {
    if !holds { report(field, line: line, value: "\(value)", reason) }
  }
}
