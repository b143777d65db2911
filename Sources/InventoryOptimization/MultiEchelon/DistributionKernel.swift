internal import Probability
internal import RealModule
internal import SupplyChainCore

/// The units on order of the shops of a ``DistributionSystem``, for any level of the warehouse.
struct DistributionKernel {
  private let system: DistributionSystem
  private let evaluation: DistributionSystem.Evaluation
  private let rate: Double
  /// The probability of each number of units that the warehouse has on order.
  private let masses: [Double]

  /// Probabilities below this are left out at the ends.
  private static let tail = 1e-15

  init(
    _ system: DistributionSystem, _ evaluation: DistributionSystem.Evaluation
  ) throws(InvalidInput) {
    self.system = system
    self.evaluation = evaluation
    rate = system.retailers.reduce(0) { $0 + $1.demandRate }
    masses = try Self.masses(of: rate * system.warehouse.leadTime)
  }

  private static func masses(of mean: Double) throws(InvalidInput) -> [Double] {
    guard mean > 0 else { return [1] }
    let poisson = try Poisson(mean: mean)
    return (0...Int(poisson.quantile(1 - tail))).map { poisson.mass(at: $0) }
  }

  /// The probability of each number of backorders at the warehouse.
  private func backorders(_ level: Int) -> [Double] {
    guard level < masses.count else { return [1] }
    var result = Array(masses[level...])
    result[0] = masses[...level].reduce(0, +)
    return result
  }

  func policy(_ level: Int, _ levels: [Int]) throws(InvalidInput) -> DistributionSystem.Policy {
    let owed = backorders(level)
    var outcome = start(level, owed)
    for (index, level) in levels.enumerated() {
      add(try onOrder(index, owed), index, level: level, to: &outcome)
    }
    return outcome
  }

  func optimal() throws(InvalidInput) -> DistributionSystem.Policy {
    // What the shops cost at least: nobody waits at the warehouse.
    var least = 0.0
    for index in system.retailers.indices {
      var alone = start(0, [1])
      alone.cost = 0
      add(try onOrder(index, [1]), index, level: nil, to: &alone)
      least += alone.cost
    }
    var best: DistributionSystem.Policy?
    var level = 0
    while true {
      let owed = backorders(level)
      var outcome = start(level, owed)
      if let best, outcome.cost + least >= best.cost { return best }
      for index in system.retailers.indices {
        add(try onOrder(index, owed), index, level: nil, to: &outcome)
      }
      if outcome.cost < best?.cost ?? .infinity { best = outcome }
      level += 1
    }
  }

  /// The warehouse alone.
  private func start(_ level: Int, _ owed: [Double]) -> DistributionSystem.Policy {
    let waiting = owed.indices.reduce(0) { $0 + Double($1) * owed[$1] }
    let stock = max(0, Double(level) - rate * system.warehouse.leadTime + waiting)
    return .init(
      warehouseLevel: level, retailerLevels: [], warehouseStock: stock,
      warehouseBackorders: waiting, retailerStock: [], retailerBackorders: [],
      cost: system.warehouse.holdingCost * stock)
  }

  /// Adds a shop, with its best level where none is given.
  private func add(
    _ masses: [Double], _ index: Int, level: Int?, to outcome: inout DistributionSystem.Policy
  ) {
    let retailer = system.retailers[index]
    let ratio = retailer.backorderCost / (retailer.backorderCost + retailer.holdingCost)
    let mean = masses.indices.reduce(0) { $0 + Double($1) * masses[$1] }
    // The stock rises by the probability of having it left, unit by unit.
    var stock = 0.0
    var cumulative = 0.0
    var chosen = 0
    let limit = level ?? .max
    while chosen < limit {
      if chosen < masses.count { cumulative += masses[chosen] }
      if level == nil, cumulative >= ratio || chosen >= masses.count { break }
      if chosen >= masses.count {
        stock += Double(limit - chosen)
        chosen = limit
        break
      }
      stock += cumulative
      chosen += 1
    }
    let backorders = max(0, stock - Double(chosen) + mean)
    outcome.retailerLevels.append(chosen)
    outcome.retailerStock.append(stock)
    outcome.retailerBackorders.append(backorders)
    outcome.cost += retailer.holdingCost * stock + retailer.backorderCost * backorders
  }

  /// The probability of each number of units that a shop has on order.
  private func onOrder(_ index: Int, _ owed: [Double]) throws(InvalidInput) -> [Double] {
    let retailer = system.retailers[index]
    let share = retailer.demandRate / rate
    let underWay = retailer.demandRate * retailer.leadTime
    let first = owed.indices.reduce(0) { $0 + Double($1) * owed[$1] }
    let mean = underWay + share * first
    switch evaluation {
    case .metric:
      return try Self.masses(of: mean)
    case .twoMoment:
      let second = owed.indices.reduce(0) { $0 + Double($1) * Double($1) * owed[$1] }
      let variance =
        underWay + share * share * (second - first * first) + share * (1 - share) * first
      guard variance > mean * (1 + 1e-9) else { return try Self.masses(of: mean) }
      let distribution = try NegativeBinomial(mean: mean, variance: variance)
      return (0...Int(distribution.quantile(1 - Self.tail))).map { distribution.mass(at: $0) }
    case .exact:
      return Self.convolve(Self.thinned(owed, share), try Self.masses(of: underWay))
    }
  }

  /// The distribution of a shop's part of the backorders, each of them its own with a probability.
  private static func thinned(_ owed: [Double], _ share: Double) -> [Double] {
    if share >= 1 || owed.count == 1 { return owed }
    var result = [Double](repeating: 0, count: owed.count)
    let odds = Double.log(share) - Double.log(onePlus: -share)
    for (count, mass) in owed.enumerated() where mass > tail * tail {
      // Binomial probabilities outwards from the most likely one, until they vanish.
      let mode = min(count, Int(share * Double(count + 1)))
      let peak =
        logChoose(count, mode) + Double(mode) * odds + Double(count) * Double.log(onePlus: -share)
      let start = mass * Double.exp(peak)
      var term = start
      for part in mode...count {
        result[part] += term
        if part < count {
          term *= Double(count - part) / Double(part + 1) * share / (1 - share)
        }
        if term < 1e-40 { break }
      }
      term = start
      for part in stride(from: mode, to: 0, by: -1) {
        term *= Double(part) / Double(count - part + 1) * (1 - share) / share
        result[part - 1] += term
        if term < 1e-40 { break }
      }
    }
    while result.count > 1, result[result.count - 1] < tail * tail { result.removeLast() }
    return result
  }

  private static func logChoose(_ n: Int, _ k: Int) -> Double {
    Double.logGamma(Double(n + 1)) - Double.logGamma(Double(k + 1))
      - Double.logGamma(Double(n - k + 1))
  }

  private static func convolve(_ first: [Double], _ second: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: first.count + second.count - 1)
    for (i, a) in first.enumerated() where a > 0 {
      for (j, b) in second.enumerated() { result[i + j] += a * b }
    }
    return result
  }
}
