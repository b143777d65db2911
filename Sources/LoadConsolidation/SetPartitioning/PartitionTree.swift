/// Branch and bound over the loads that a better plan can consist of, for up to 64 rows.
///
/// At dual prices a plan costs what its rows are worth and the reduced costs of its loads, or more. So a
/// branch ends where those reach what is left up to the target. It goes on with the row that is hardest
/// to cover, and every row that is open adds the least share of a reduced cost that covers it.
struct PartitionTree {
  /// A column with its reduced cost.
  private struct Column {
    var rows: UInt64
    var cost: Double
    var reduced: Double
    /// What it takes of limits.
    var uses: [(limit: Int, count: Int)]
  }

  /// The columns of the best plan found, as they were handed over; `nil` where none was.
  private(set) var best: [Int]?
  /// Whether every branch was looked at.
  private(set) var isComplete = true
  private var columns: [Column] = []
  /// For each row the columns that cover it, by falling promise.
  private var covering: [[Int32]]
  private var left: [Int]
  private let all: UInt64
  private var chosen: [Int] = []
  private var bestCost: Double
  /// What reduced costs may add up to.
  private var budget: Double
  /// What the rows are worth.
  private let worth: Double
  /// By how much reduced costs may be below zero in all: the prices may be too high by as much.
  private let allowance: Double
  private let slack: Double
  private var nodes = 0

  /// The most rows that a tree can have.
  static let mostRows = 64
  private static let mostNodes = 2_000_000

  /// A tree over a program without hubs.
  ///
  /// - Parameters:
  ///   - master: The program.
  ///   - loads: The loads; atoms that stay are columns, too, and come before them.
  ///   - duals: The prices.
  ///   - bound: What the prices prove that any plan costs.
  ///   - target: Plans are looked for that cost less than this.
  ///   - known: What a plan has to cost less than to be better than what is known.
  ///   - slack: Differences that are rounding.
  init(
    _ master: LoadMaster, _ loads: [PricedLoad], duals: [Double], bound: Double, target: Double,
    betterThan known: Double, slack: Double
  ) {
    let rows = master.firstLimit
    all = rows == Self.mostRows ? .max : (1 << UInt64(rows)) - 1
    left = master.rightHandSide[rows...].map { Int($0) }
    covering = Array(repeating: [], count: rows)
    bestCost = known
    worth = zip(duals, master.rightHandSide).reduce(0) { $0 + $1.0 * $1.1 }
    allowance = max(0, worth - bound)
    self.slack = slack
    budget = target - worth
    for (row, cost) in master.stayCosts.enumerated() {
      columns.append(
        Column(rows: 1 << UInt64(row), cost: cost, reduced: cost - duals[row], uses: []))
    }
    for load in loads {
      var column = Column(rows: 0, cost: load.cost, reduced: load.cost, uses: [])
      for entry in master.entries(of: load) {
        column.reduced -= duals[entry.row] * entry.coefficient
        if entry.row < rows {
          column.rows |= 1 << UInt64(entry.row)
        } else {
          column.uses.append((entry.row - rows, Int(entry.coefficient)))
        }
      }
      columns.append(column)
    }
    let promise = columns.map { $0.reduced / Double($0.rows.nonzeroBitCount) }
    let order = columns.indices.filter { columns[$0].reduced < budget + allowance }
      .sorted { (promise[$0], $0) < (promise[$1], $1) }
    for index in order {
      for row in 0..<rows where columns[index].rows & (1 << UInt64(row)) != 0 {
        covering[row].append(Int32(index))
      }
    }
  }

  /// Searches the tree.
  mutating func run(while continues: () -> Bool) {
    extend(0, reduced: 0, continues)
  }

  private mutating func extend(_ covered: UInt64, reduced: Double, _ continues: () -> Bool) {
    nodes += 1
    if nodes > Self.mostNodes || (nodes % 1_024 == 0 && !continues()) { isComplete = false }
    guard isComplete else { return }
    if covered == all {
      let cost = chosen.reduce(0) { $0 + columns[$1].cost }
      if cost < bestCost - slack {
        best = chosen
        bestCost = cost
        budget = min(budget, cost - worth)
      }
      return
    }
    guard let row = hardest(covered, reduced) else { return }
    for position in covering[row].indices {
      let index = Int(covering[row][position])
      guard isOpen(index, covered),
        reduced + columns[index].reduced < budget + allowance - slack
      else { continue }
      for use in columns[index].uses { left[use.limit] -= use.count }
      chosen.append(index)
      extend(covered | columns[index].rows, reduced: reduced + columns[index].reduced, continues)
      chosen.removeLast()
      for use in columns[index].uses { left[use.limit] += use.count }
      guard isComplete else { return }
    }
  }

  private func isOpen(_ index: Int, _ covered: UInt64) -> Bool {
    columns[index].rows & covered == 0
      && columns[index].uses.allSatisfy { left[$0.limit] >= $0.count }
  }

  /// The row whose least share of a reduced cost is largest; `nil` where all shares together are too
  /// much, or where a row cannot be covered.
  private func hardest(_ covered: UInt64, _ reduced: Double) -> Int? {
    var sum = reduced
    var hardest: (row: Int, share: Double)?
    for row in covering.indices where covered & (1 << UInt64(row)) == 0 {
      guard let first = covering[row].first(where: { isOpen(Int($0), covered) }) else {
        return nil
      }
      let column = columns[Int(first)]
      let share = column.reduced / Double(column.rows.nonzeroBitCount)
      sum += share
      if sum >= budget - slack { return nil }
      if share > hardest?.share ?? -.infinity { hardest = (row, share) }
    }
    return hardest?.row
  }
}
