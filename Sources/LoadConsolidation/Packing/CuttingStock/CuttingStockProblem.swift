public import SupplyChainCore

/// Pieces to be cut from stock of one or several lengths at the least cost; or, which is the same,
/// items to be packed into bins of several sizes that each have a price.
///
/// ```swift
/// // Bars of 6 and 12 metres, in millimetres; a saw takes 3 away with each cut.
/// let problem = try CuttingStockProblem(
///   stocks: [.init(length: 6_000, cost: 14), .init(length: 12_000, cost: 26, available: 20)],
///   pieces: [.init(length: 2_350, demand: 90), .init(length: 1_720, demand: 140)], kerf: 3)
/// let plan = try CuttingStock().solve(problem, until: .runtime(.seconds(1)))
/// print(plan.cost, plan.bound, plan.status)
/// ```
public struct CuttingStockProblem: Hashable, Sendable, Codable {
  /// A length of stock that can be had, or a size of bin.
  public struct Stock: Hashable, Sendable, Codable {
    /// Its length, or what the bin holds.
    public let length: Int
    /// What one of them costs.
    public let cost: Double
    /// How many there are; `nil` for as many as one likes.
    public let available: Int?

    /// A length of stock.
    ///
    /// - Parameters:
    ///   - length: Its length, from 1.
    ///   - cost: What one of them costs; by default 1, so that they are counted.
    ///   - available: How many there are; by default as many as one likes.
    public init(length: Int, cost: Double = 1, available: Int? = nil) {
      self.length = length
      self.cost = cost
      self.available = available
    }
  }

  /// A length that is asked for, or a weight of items.
  public struct Piece: Hashable, Sendable, Codable {
    /// Its length.
    public let length: Int
    /// How many are asked for.
    public let demand: Int

    /// A length that is asked for.
    ///
    /// - Parameters:
    ///   - length: Its length, from 1.
    ///   - demand: How many are asked for; by default one.
    public init(length: Int, demand: Int = 1) {
      self.length = length
      self.demand = demand
    }
  }

  /// The lengths of stock.
  public let stocks: [Stock]
  /// The lengths that are asked for.
  public let pieces: [Piece]
  /// What a cut takes away; the last piece needs no cut where it ends with the stock.
  public let kerf: Int

  /// The most pieces, all demand together.
  public static let largestDemand = 1 << 31
  /// The most lengths of stock and of pieces, each.
  public static let largestCount = 10_000

  /// Puts a problem together and checks it.
  ///
  /// - Parameters:
  ///   - stocks: The lengths of stock.
  ///   - pieces: The lengths that are asked for.
  ///   - kerf: What a cut takes away.
  /// - Throws: `InvalidInput` for a length that is not from 1 to
  ///   `BinPackingProblem.largestCapacity`, a cost that is negative or no number, a number that is
  ///   negative, a piece longer than all stock, more than `largestDemand` pieces.
  public init(stocks: [Stock], pieces: [Piece], kerf: Int = 0) throws(InvalidInput) {
    self.stocks = stocks
    self.pieces = pieces
    self.kerf = kerf
    var checks = InputChecks()
    let largest = BinPackingProblem.largestCapacity
    checks.require(!stocks.isEmpty, "stocks", value: "none", "are needed")
    for (field, count) in [("stocks", stocks.count), ("pieces", pieces.count)]
    where count > Self.largestCount {
      checks.report(field, value: "\(count)", "are more than \(Self.largestCount)")
    }
    checks.require(
      (0...largest).contains(kerf), "kerf", value: kerf, "is not from 0 to \(largest)")
    for (index, stock) in stocks.enumerated() {
      checks.require(
        (1...largest).contains(stock.length), "stocks.length", at: index, value: stock.length,
        "is not from 1 to \(largest)")
      checks.requireNonNegative(stock.cost, "stocks.cost", at: index)
      if let available = stock.available {
        checks.require(
          available >= 0, "stocks.available", at: index, value: available, "is negative")
      }
    }
    let longest = stocks.lazy.map(\.length).max() ?? 0
    var total = 0
    for (index, piece) in pieces.enumerated() {
      if piece.length < 1 {
        checks.report(
          "pieces.length", at: index, value: "\(piece.length)", "is not above zero")
      } else if piece.length > longest {
        checks.report(
          "pieces.length", at: index, value: "\(piece.length)",
          "is longer than any stock (\(longest))")
      }
      if piece.demand < 0 {
        checks.report("pieces.demand", at: index, value: "\(piece.demand)", "is negative")
      } else if piece.demand > Self.largestDemand - total {
        checks.report(
          "pieces.demand", at: index, value: "\(piece.demand)",
          "makes more than \(Self.largestDemand) pieces")
      } else {
        total += piece.demand
      }
    }
    try checks.finish()
  }

  private enum CodingKeys: String, CodingKey { case stocks, pieces, kerf }

  /// Decodes a problem, with the checks of the initialiser.
  ///
  /// - Parameter decoder: The decoder.
  /// - Throws: `InvalidInput` as the initialiser does, or a decoding error.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      stocks: values.decode([Stock].self, forKey: .stocks),
      pieces: values.decode([Piece].self, forKey: .pieces),
      kerf: values.decodeIfPresent(Int.self, forKey: .kerf) ?? 0)
  }
}
