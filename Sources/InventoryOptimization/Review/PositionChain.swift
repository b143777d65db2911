internal import SupplyChainCore

/// The Markov chain of the inventory position after each order.
struct PositionChain {
  /// The positions that recur or lead there, ascending.
  private(set) var positions: [Int] = []
  private let table: DemandTable
  /// For each position and demand of the table, the index of the next position.
  private var next: [Int32] = []
  /// For each position and demand, whether an order is placed.
  private var orders: [Bool] = []

  /// Follows a policy from where it begins to all positions it can reach.
  init(
    _ table: DemandTable, policy: some ReplenishmentPolicy, limit: Int
  ) throws(InvalidInput) {
    self.table = table
    var index: [Int: Int32] = [:]
    var found: [Int] = []
    func add(_ position: Int) -> Int32 {
      if let known = index[position] { return known }
      let new = Int32(found.count)
      index[position] = new
      found.append(position)
      return new
    }
    let start = policy.startingStock.rounded()
    let first = Int(start.magnitude < 1e12 ? start : 0)
    _ = add(first + (try Self.order(policy, at: first)))
    var place = 0
    while place < found.count {
      guard found.count <= limit, found[place].magnitude < 1 << 40 else {
        throw InvalidInput(
          "policy", value: "\(policy)", "lets the position wander over more than \(limit) values")
      }
      for demand in table.first...table.last {
        let position = found[place] - demand
        let quantity = try Self.order(policy, at: position)
        next.append(add(position + quantity))
        orders.append(quantity > 0)
      }
      place += 1
    }
    positions = found
  }

  private static func order(
    _ policy: some ReplenishmentPolicy, at position: Int
  ) throws(InvalidInput) -> Int {
    let quantity = policy.order(
      at: StockState(
        period: 0, onHand: Double(position), backorders: 0, onOrder: 0))
    guard quantity > 0, quantity.isFinite else { return 0 }
    guard quantity == quantity.rounded(), quantity < 1e12 else {
      throw InvalidInput("policy", value: quantity, "orders part of a unit")
    }
    return Int(quantity)
  }

  /// The share of time in each position; `nil` where too much work would not settle it.
  func stationary() -> [Double]? {
    positions.count <= 400 ? eliminated() : iterated()
  }

  /// The orders of a period.
  func orderRate(_ shares: [Double]) -> Double {
    let width = table.masses.count
    var rate = 0.0
    for (place, share) in shares.enumerated() {
      for demand in 0..<width where orders[place * width + demand] {
        rate += share * table.masses[demand]
      }
    }
    return rate
  }

  /// By Grassmann's elimination, which only adds and divides: positions that are left for good get
  /// no share.
  private func eliminated() -> [Double] {
    let count = positions.count
    let width = table.masses.count
    var matrix = [Double](repeating: 0, count: count * count)
    // The first position may be left for good, so the order is that of the last to be found.
    func row(_ place: Int) -> Int { count - 1 - place }
    for place in 0..<count {
      for demand in 0..<width {
        matrix[row(place) * count + row(Int(next[place * width + demand]))] +=
          table.masses[demand]
      }
    }
    for last in stride(from: count - 1, to: 0, by: -1) {
      var out = 0.0
      for column in 0..<last { out += matrix[last * count + column] }
      guard out > 0 else {
        // Nothing leads from here to the rest, so that the rest has no share.
        return tail(from: last, matrix, count).map { $0 }
      }
      for line in 0..<last {
        let weight = matrix[line * count + last] / out
        matrix[line * count + last] = weight
        if weight == 0 { continue }
        for column in 0..<last {
          matrix[line * count + column] += weight * matrix[last * count + column]
        }
      }
    }
    return tail(from: 0, matrix, count)
  }

  /// The shares of the positions from one on, those before it without any.
  private func tail(from first: Int, _ matrix: [Double], _ count: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: count)
    shares[first] = 1
    var total = 1.0
    for column in stride(from: first + 1, to: count, by: 1) {
      var share = 0.0
      for line in first..<column { share += shares[line] * matrix[line * count + column] }
      shares[column] = share
      total += share
    }
    return (0..<count).map { shares[count - 1 - $0] / total }
  }

  /// By iteration on the average of two steps, which also settles a chain that moves in circles.
  private func iterated() -> [Double]? {
    let count = positions.count
    let width = table.masses.count
    var shares = [Double](repeating: 1 / Double(count), count: count)
    // Some seconds' work at most.
    for _ in 0..<max(50, 2_000_000_000 / (count * width)) {
      var following = shares
      for place in 0..<count {
        let share = shares[place]
        if share == 0 { continue }
        for demand in 0..<width {
          following[Int(next[place * width + demand])] += share * table.masses[demand]
        }
      }
      var change = 0.0
      let total = following.reduce(0, +)
      for place in 0..<count {
        let share = following[place] / total
        change += (share - shares[place]).magnitude
        shares[place] = share
      }
      if change < 1e-13 { return shares }
    }
    return nil
  }
}
