/// The first periods of a simulation, line by line.
///
/// ```swift
/// let network = try StockSimulation(points: [
///   StockPoint(
///     "shop", policy: .minMax(reorderPoint: 4, orderUpToLevel: 10),
///     demand: IndependentDemand(try Poisson(mean: 3)), leadTime: FixedLeadTime(1))
/// ])
/// print(try network.trace(periods: 3, seed: 7))
/// ```
public struct SimulationTrace: Hashable, Sendable, Codable {
  /// What happened at one point in one period.
  public struct Row: Hashable, Sendable, Codable {
    /// The number of the period, counted from zero.
    public var period: Int
    /// The name of the point.
    public var point: String
    /// The units ordered at the start of the period.
    public var ordered: Double
    /// The units that arrived.
    public var received: Double
    /// The units shipped to points supplied from here.
    public var shipped: Double
    /// The units that customers wanted.
    public var demand: Double
    /// The units of it that were not there.
    public var unmet: Double
    /// The units on hand at the end.
    public var onHand: Double
    /// The units owed at the end, to customers and to points supplied from here.
    public var backorders: Double
    /// The units ordered and not yet received at the end.
    public var onOrder: Double
    /// Whether the point was down.
    public var isDisrupted: Bool
  }

  /// The rows, by period and within it in the order of the network.
  public var rows: [Row]
}

extension SimulationTrace: CustomStringConvertible {
  /// The rows as a table.
  public var description: String {
    let header = [
      "period", "point", "ordered", "received", "shipped", "demand", "unmet", "on hand", "owed",
      "on order",
    ]
    let lines = rows.map { row in
      ["\(row.period)", row.isDisrupted ? "\(row.point) (down)" : row.point]
        + [
          row.ordered, row.received, row.shipped, row.demand, row.unmet, row.onHand,
          row.backorders, row.onOrder,
        ].map(Self.text)
    }
    let table = [header] + lines
    let widths = header.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { cells in
      cells.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - cells[column].count)
        return column == 1 ? cells[column] + padding : padding + cells[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A number to two decimals, without those that say nothing.
  private static func text(_ value: Double) -> String {
    guard value.magnitude < 1e13 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(digits.last == "0" ? String(digits.dropLast()) : digits)"
  }
}
