/// The master program over loads of some atoms, in numbers: its rows, its columns, and what dual
/// prices prove.
///
/// Each atom goes in one load or stays; each leg of a way through a hub goes in one load if the way is
/// gone; offers and facilities are used no more than there are.
struct LoadMaster {
  let evaluator: LoadEvaluator
  let atoms: [Int]
  /// What staying costs each atom, in the order of `atoms`.
  let stayCosts: [Double]
  /// The right-hand side of each row.
  private(set) var rightHandSide: [Double] = []
  /// The rows that are limits; the others are equations.
  private(set) var firstLimit = 0
  /// The items of the atoms.
  let items: [Int]
  /// The position of the atom of each item.
  let atomOfItem: [Int]
  /// The row of each item, by its position among them.
  private var rowOfItem: [Int]
  private let position: [Int]
  /// The row of each offer; −1 for one without limit.
  private(set) var rowOfOffer: [Int]
  /// The row of each facility; −1 for one that no atom takes.
  private(set) var rowOfFacility: [Int]
  /// The ways through hubs: the position of the atom, and the way.
  private(set) var hubWays: [(position: Int, way: FreightItems.Way)] = []

  /// What there is of each offer and each facility; `nil` for as many as are wanted.
  struct Supply {
    var offers: [Int?]
    var facilities: [Int]

    init(of problem: ConsolidationProblem) {
      offers = problem.offers.map(\.available)
      facilities = problem.facilities.map(\.capacity)
    }
  }

  /// The master of some atoms.
  ///
  /// - Parameters:
  ///   - evaluator: The problem.
  ///   - atoms: The atoms, with all that ties them to one another.
  ///   - position: For each of their items its position among them.
  ///   - supply: What there is for them.
  ///   - penalty: What leaving an atom that must move counts, for each degree of urgency.
  init(
    _ evaluator: LoadEvaluator, atoms: [Int], position: [Int], supply: Supply, penalty: Double
  ) {
    self.evaluator = evaluator
    self.atoms = atoms
    self.position = position
    let items = evaluator.items
    self.items = atoms.flatMap { items.ways[$0].flatMap(\.items) }
    atomOfItem = atoms.enumerated().flatMap { position, atom in
      items.ways[atom].flatMap { $0.items.map { _ in position } }
    }
    let problem = evaluator.problem
    stayCosts = atoms.map { atom in
      let shipment = problem.shipments[items.shipmentOfAtom[atom]]
      return shipment.costOfLeaving.map { $0 / Double(shipment.parts) }
        ?? penalty * Double(1 + shipment.priority)
    }
    rowOfItem = [Int](repeating: -1, count: self.items.count)
    rowOfOffer = [Int](repeating: -1, count: problem.offers.count)
    rowOfFacility = [Int](repeating: -1, count: problem.facilities.count)
    rightHandSide = [Double](repeating: 1, count: atoms.count)
    for (position, atom) in atoms.enumerated() {
      for way in items.ways[atom] {
        if way.items.count == 1 {
          rowOfItem[self.position[way.items[0]]] = position
        } else {
          hubWays.append((position, way))
          for item in way.items {
            rowOfItem[self.position[item]] = rightHandSide.count
            rightHandSide.append(0)
          }
        }
      }
    }
    firstLimit = rightHandSide.count
    for (offer, available) in supply.offers.enumerated() {
      guard let available, available < atoms.count else { continue }
      rowOfOffer[offer] = rightHandSide.count
      rightHandSide.append(Double(available))
    }
    for atom in atoms {
      for way in items.ways[atom] where way.facility >= 0 && rowOfFacility[way.facility] < 0 {
        rowOfFacility[way.facility] = rightHandSide.count
        rightHandSide.append(Double(supply.facilities[way.facility]))
      }
    }
  }

  /// The row of an item: each goes in as many loads as its right-hand side says.
  func row(of item: Int) -> Int { rowOfItem[position[item]] }

  /// The entries of a load's column, each row once.
  func entries(of load: PricedLoad) -> [(row: Int, coefficient: Double)] {
    var entries = load.members.map { (row: row(of: $0), coefficient: 1.0) }
    var facilities: [Int: Double] = [:]
    for item in load.members {
      let facility = evaluator.items.facility[item]
      if facility >= 0 { facilities[rowOfFacility[facility], default: 0] += 1 }
    }
    entries += facilities.sorted { $0.key < $1.key }.map { (row: $0.key, coefficient: $0.value) }
    if rowOfOffer[load.offer] >= 0 { entries.append((row: rowOfOffer[load.offer], coefficient: 1)) }
    return entries
  }

  /// The entries of the column of a way through a hub.
  func entries(of hubWay: (position: Int, way: FreightItems.Way)) -> [(
    row: Int, coefficient: Double
  )] {
    var entries = [(row: hubWay.position, coefficient: 1.0)]
    entries += hubWay.way.items.map { (row: row(of: $0), coefficient: -1.0) }
    if hubWay.way.facility >= 0 {
      entries.append((row: rowOfFacility[hubWay.way.facility], coefficient: 1))
    }
    return entries
  }

  // MARK: Duals

  /// Makes duals feasible for the columns that are no loads, and rounds them to a grid on which sums
  /// are exact: what is proved with them is proved without rounding.
  func repaired(_ duals: [Double]) -> [Double] {
    let largest = duals.reduce(1) { max($0, $1.magnitude) }
    // Sums of as many numbers as there are rows stay below 2⁵³ steps of the grid.
    let bits = UInt64.bitWidth - UInt64(duals.count + 2).leadingZeroBitCount
    let step = Double(sign: .plus, exponent: largest.exponent + 1 - (52 - bits), significand: 1)
    var duals = duals.map { ($0 / step).rounded(.down) * step }
    for row in firstLimit..<duals.count { duals[row] = min(0, duals[row]) }
    for (position, cost) in stayCosts.enumerated() {
      duals[position] = min(duals[position], (cost / step).rounded(.down) * step)
    }
    for hubWay in hubWays {
      let way = hubWay.way
      var limit = (way.cost / step).rounded(.down) * step
      for item in way.items { limit += duals[row(of: item)] }
      if way.facility >= 0 { limit -= duals[rowOfFacility[way.facility]] }
      duals[hubWay.position] = min(duals[hubWay.position], limit)
    }
    return duals
  }

  /// The prices of items and offers for pricing loads.
  func prices(_ duals: [Double]) -> MasterPrices {
    let worth = zip(items, rowOfItem).map { item, row in
      let facility = evaluator.items.facility[item]
      return facility >= 0 ? duals[row] + duals[rowOfFacility[facility]] : duals[row]
    }
    return MasterPrices(
      worth: worth, position: position, offer: rowOfOffer.map { $0 >= 0 ? duals[$0] : 0 })
  }

  /// The bound that repaired duals prove, given what pricing says of all loads there are.
  ///
  /// Where some load is worth more than it costs, the duals are made feasible: divided by one plus
  /// the largest ratio (Farley 1990, <https://doi.org/10.1287/opre.38.5.922>), or lowered by the
  /// largest profit, whichever costs less.
  func bound(_ duals: [Double], _ pricing: Pricing) -> Double {
    var sum = 0.0
    var magnitude = 0.0
    for row in duals.indices {
      let part = duals[row] * rightHandSide[row]
      sum += part
      magnitude += part.magnitude
    }
    var best = -Double.infinity
    if pricing.largestRatio.isFinite {
      best = sum / (1 + pricing.largestRatio * (1 + 1e-12))
    }
    if pricing.largestProfit.isFinite {
      // A leg lowered by it lowers the atom's price by as much again.
      let share = pricing.largestProfit * (hubWays.isEmpty ? 1 : 3)
      best = max(best, sum - share * Double(atoms.count))
    }
    // What rounding can do to sums of so many numbers.
    return best - magnitude * Double(duals.count + 8) * 0x1p-53
  }
}
