#if GLPK
  /// The columns of a ``RestrictedMaster`` that stand outside of GLPK, at zero and far from paying, and
  /// where all the others stand inside.
  ///
  /// Each solve of GLPK looks at every column that it has, however few are new, so that rounds cost more
  /// and more. Most of what column generation has found is of no use any more; here it costs a
  /// multiplication an entry when it is priced, and a comparison while the prices have moved too little
  /// for it to pay.
  struct ColumnPool {
    /// The variables inside of GLPK, in its order.
    private(set) var inside: [Int32]
    /// For each variable its position inside, or for one that is outside −1 minus its slot.
    private var places: [Int32]

    // One element a slot; the entries of all slots lie one behind the other.
    private var variables: [Int32] = []
    private var costs: [Double] = []
    /// The sums of the magnitudes of the coefficients: what a move of all prices by one can change.
    private var sizes: [Double] = []
    /// How far the prices must have moved in all before the column can pay.
    private var reaches: [Double] = []
    private var starts: [Int] = [0]
    private var rows: [Int32] = []
    private var coefficients: [Double] = []
    /// The slots that are in use; the others were emptied.
    private(set) var count = 0

    /// The prices that were looked at last, and how far they have moved in all: for each move that of
    /// the price that moved most.
    private var prices: [Double] = []
    private var travelled = 0.0

    /// A variable of an emptied slot.
    private static let none: Int32 = -1

    /// All variables stand inside.
    init(variableCount: Int) {
      inside = Array(0..<Int32(variableCount))
      places = inside
    }

    /// The position of a variable inside of GLPK; `nil` for one that is outside.
    func position(of variable: Variable) -> Int32? {
      let place = places[variable.index]
      return place >= 0 ? place : nil
    }

    /// Takes note of new variables, which stand inside.
    mutating func append(count: Int) {
      for _ in 0..<count {
        inside.append(Int32(places.count))
        places.append(Int32(inside.count - 1))
      }
    }

    // MARK: Out

    /// Takes in what was removed from GLPK.
    ///
    /// - Parameters:
    ///   - positions: The positions that the columns had there, rising.
    ///   - entries: What was in them.
    ///   - program: The program, for their costs.
    mutating func store(_ positions: [Int32], _ entries: ColumnEntries, of program: LinearProgram) {
      for (index, position) in positions.enumerated() {
        let variable = inside[Int(position)]
        let range = Int(entries.starts[index])..<Int(entries.starts[index + 1])
        places[Int(variable)] = -1 - Int32(variables.count)
        variables.append(variable)
        costs.append(program.columns.costs[Int(variable)])
        sizes.append(entries.values[range].reduce(0) { $0 + $1.magnitude })
        // One that must be zero pays at no price.
        reaches.append(program.columns.upper[Int(variable)] == 0 ? .infinity : 0)
        rows.append(contentsOf: entries.rows[range])
        coefficients.append(contentsOf: entries.values[range])
        starts.append(rows.count)
        inside[Int(position)] = Self.none
      }
      count += positions.count
      inside.removeAll { $0 == Self.none }
      for (position, variable) in inside.enumerated() {
        places[Int(variable)] = Int32(position)
      }
    }

    // MARK: In

    /// All slots that are in use.
    var slots: [Int] { variables.indices.filter { variables[$0] != Self.none } }

    /// The slot of a variable that is outside.
    func slot(of variable: Variable) -> Int? {
      let place = places[variable.index]
      return place < 0 ? Int(-1 - place) : nil
    }

    /// Hands out columns that are to stand inside, behind those that do.
    mutating func take(_ slots: [Int]) -> (variables: [Int32], entries: ColumnEntries) {
      var taken: [Int32] = []
      var entries = ColumnEntries()
      for slot in slots {
        let variable = variables[slot]
        entries.append(
          rows[starts[slot]..<starts[slot + 1]], coefficients[starts[slot]..<starts[slot + 1]])
        taken.append(variable)
        places[Int(variable)] = Int32(inside.count)
        inside.append(variable)
        variables[slot] = Self.none
        reaches[slot] = .infinity
      }
      count -= slots.count
      if count < variables.count / 2 { compact() }
      return (taken, entries)
    }

    /// Closes the gaps.
    private mutating func compact() {
      var packed = ColumnPool(variableCount: 0)
      for slot in variables.indices where variables[slot] != Self.none {
        places[Int(variables[slot])] = -1 - Int32(packed.variables.count)
        packed.variables.append(variables[slot])
        packed.costs.append(costs[slot])
        packed.sizes.append(sizes[slot])
        packed.reaches.append(reaches[slot])
        packed.rows.append(contentsOf: rows[starts[slot]..<starts[slot + 1]])
        packed.coefficients.append(contentsOf: coefficients[starts[slot]..<starts[slot + 1]])
        packed.starts.append(packed.rows.count)
      }
      (variables, costs, starts) = (packed.variables, packed.costs, packed.starts)
      (sizes, reaches) = (packed.sizes, packed.reaches)
      (rows, coefficients) = (packed.rows, packed.coefficients)
    }

    // MARK: Prices

    /// The slots whose columns pay at some prices, at most as many as the limit: those that pay most.
    ///
    /// - Parameters:
    ///   - duals: A price for each constraint.
    ///   - sign: One when minimising, −1 when maximising.
    ///   - tolerance: What a reduced cost must fall short of, relative to one and the cost.
    ///   - limit: How many slots at most.
    /// - Returns: The slots.
    mutating func paying(
      at duals: [Double], sign: Double, tolerance: Double, limit: Int
    ) -> [Int] {
      move(to: duals)
      var found: [(slot: Int, worth: Double)] = []
      for slot in reaches.indices where reaches[slot] <= travelled {
        let scale = 1 + costs[slot].magnitude
        let reduced = sign * (costs[slot] - worth(of: slot, at: duals))
        let slack = tolerance * scale + reduced
        if slack < 0 {
          found.append((slot, -reduced / scale))
        } else {
          // Rounded to the safe side.
          reaches[slot] = (travelled + slack / sizes[slot]).nextDown
        }
      }
      if found.count > limit {
        found.sort { ($1.worth, $0.slot) < ($0.worth, $1.slot) }
        found.removeSubrange(limit...)
      }
      return found.map(\.slot)
    }

    /// No column outside has an entry in a constraint that is new.
    private mutating func move(to duals: [Double]) {
      let distance = zip(prices, duals).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      travelled = (travelled + distance).nextUp
      prices = duals
    }

    /// What a unit of a column is worth in the constraints.
    private func worth(of slot: Int, at duals: [Double]) -> Double {
      var worth = 0.0
      for entry in starts[slot]..<starts[slot + 1] {
        worth += duals[Int(rows[entry])] * coefficients[entry]
      }
      return worth
    }

    // MARK: Solutions

    /// A solution over the columns inside, with those outside: at zero, at their bound.
    func completed(_ solution: Solution, of program: LinearProgram) -> Solution {
      guard count > 0 else { return solution }
      var solution = solution
      solution.primal = solution.primal.map { spread($0, otherwise: 0) }
      let positions = solution.basis?.variables ?? []
      solution.basis?.variables = spread(positions, otherwise: .atLower)
      solution.reducedCosts = solution.reducedCosts.map { spread($0, otherwise: 0) }
      for slot in slots {
        let index = Int(variables[slot])
        if program.columns.upper[index] == 0 { solution.basis?.variables[index] = .fixed }
        if let duals = solution.duals {
          solution.reducedCosts?[index] = program.columns.costs[index] - worth(of: slot, at: duals)
        }
      }
      return solution
    }

    private func spread<Value>(_ values: [Value], otherwise value: Value) -> [Value] {
      var all = Array(repeating: value, count: places.count)
      for (variable, value) in zip(inside, values) { all[Int(variable)] = value }
      return all
    }
  }

  /// The entries of columns, one column behind the other.
  struct ColumnEntries {
    var starts: [Int32] = [0]
    var rows: [Int32] = []
    var values: [Double] = []

    mutating func append(_ rows: some Collection<Int32>, _ values: some Collection<Double>) {
      self.rows.append(contentsOf: rows)
      self.values.append(contentsOf: values)
      starts.append(Int32(clamping: self.rows.count))
    }
  }
#endif
