#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import SupplyChainTestSupport
  import Testing

  /// Whatever stands inside of GLPK and outside, the answer is that of the whole program.
  @Suite struct ColumnPoolTests {
    /// Rounds of columns, cuts and changes at random.
    private struct Rounds {
      var generator: SeededGenerator

      init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

      /// Constraints that a column each can satisfy, whatever happens to the others.
      mutating func program() -> LinearProgram {
        var program = LinearProgram()
        let isMaximum = generator.index(below: 2) == 0
        if isMaximum { program.setSense(.maximize, constant: 3) }
        for _ in 0..<(2 + generator.index(below: 6)) {
          let side = Double(1 + generator.index(below: 9))
          let row = program.add(
            isMaximum ? LinearExpression() <= side : LinearExpression() >= side)
          let slack = program.addVariable(cost: isMaximum ? 0 : 40, entries: [(row, 1)])
          if generator.index(below: 4) == 0 {
            program.setBounds(of: slack, lower: 0, upper: 1_000)
          }
        }
        return program
      }

      mutating func batch(rowCount: Int) -> ColumnBatch {
        var batch = ColumnBatch()
        for _ in 0..<12 {
          let first = generator.index(below: rowCount)
          let rows = (0..<rowCount).filter { $0 == first || generator.index(below: 2) == 0 }
          let kinds: [Variable.Kind] = [.continuous, .integer, .binary, .semiContinuous]
          let kind = kinds[generator.index(below: 4)]
          let isBounded = kind == .semiContinuous || generator.index(below: 4) == 0
          batch.append(
            kind, lower: kind == .semiContinuous ? 0.5 : 0,
            upper: isBounded ? Double(1 + generator.index(below: 5)) : .infinity,
            cost: Double(1 + generator.index(below: 60)), rows: rows,
            coefficients: rows.map { _ in Double(1 + generator.index(below: 5)) })
        }
        return batch
      }

      /// A change of a bound or a cost, or a cut.
      mutating func change(_ master: inout RestrictedMaster, of first: Int) throws {
        let count = master.program.variableCount
        guard count > first else { return }
        let variable = master.program.variables[first + generator.index(below: count - first)]
        guard master.program.kind(of: variable) != .semiContinuous else { return }
        switch generator.index(below: 6) {
        case 0: try master.setBounds(of: variable, lower: 0, upper: 0)
        case 1: try master.setBounds(of: variable, lower: 0, upper: .infinity)
        case 2:
          try master.setCost(of: variable, to: Double(1 + generator.index(below: 60)))
        case 3:
          let side = Double(1 + generator.index(below: 9))
          let isMaximum = master.program.sense == .maximize
          try master.setBounds(
            of: Row(index: 0), lower: isMaximum ? -.infinity : side,
            upper: isMaximum ? side : .infinity)
        case 4 where generator.index(below: 4) == 0:
          let some = master.program.variables.filter { _ in generator.index(below: 3) == 0 }
          try master.add(LinearExpression.sum(over: some) { 1 * $0 } <= 50)
        default: break
        }
      }
    }

    private func relaxed(_ program: LinearProgram) -> LinearProgram {
      var program = program
      for variable in program.variables {
        if program.kind(of: variable) == .semiContinuous,
          let bounds = program.bounds(of: variable)
        {
          program.setBounds(of: variable, lower: 0, upper: bounds.upper)
        }
        program.setKind(of: variable, to: .continuous)
      }
      return program
    }

    /// What is wrong with a solution of the master, as far as arithmetic tells.
    private func check(_ master: inout RestrictedMaster) throws {
      let program = relaxed(master.program)
      let solution = try master.solution()
      var solver = GLPKSolver()
      solver.presolves = false
      let fresh = try solver.solve(program)
      #expect((solution.status == .optimal) == (fresh.status == .optimal))
      guard solution.status == .optimal else { return }
      let (mine, whole) = (master.objective ?? .nan, fresh.objective ?? .nan)
      #expect((mine - whole).magnitude <= 1e-6 * (1 + whole.magnitude))
      let verification = try #require(solution.verification(for: program))
      #expect(verification.holds, "\(verification)")
      #expect(solution.duals == master.duals)
      let basis = try #require(solution.basis)
      let basic = (basis.variables + basis.constraints).count { $0 == .basic }
      #expect(basic == program.constraintCount)
      for (position, value) in zip(basis.variables, solution.primal ?? [])
      where position == .atLower || position == .fixed {
        #expect(value == 0)
      }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func sameAsTheWholeProgram(seed: UInt64) throws {
      var rounds = Rounds(seed: seed)
      let program = rounds.program()
      var solver = GLPKSolver()
      if seed % 3 == 1 { solver.method = .dualThenPrimalSimplex }
      let mostOutside = try solver.withRestrictedMaster(of: program) { master in
        master.leastRoom = 0
        var mostOutside = 0
        for _ in 0..<25 {
          let rowCount = program.constraintCount
          try master.add(rounds.batch(rowCount: rowCount))
          try rounds.change(&master, of: rowCount)
          try master.solve()
          try check(&master)
          mostOutside = max(mostOutside, master.columnsOutside)
        }
        return mostOutside
      }
      #expect(mostOutside > 100)
    }

    // A demand that only columns outside can satisfy brings them back.
    @Test func infeasibleWithoutThem() throws {
      var program = LinearProgram()
      let rows = (0..<2).map { _ in program.add(LinearExpression() >= 1) }
      for row in rows { program.addVariable(upper: 5, cost: 1, entries: [(row, 1)]) }
      try GLPKSolver().withRestrictedMaster(of: program) { master in
        master.leastRoom = 0
        var batch = ColumnBatch()
        for cost in 0..<30 {
          batch.append(upper: 1, cost: 10 + Double(cost), rows: rows, coefficients: [1, 1])
        }
        try master.add(batch)
        try master.solve()
        #expect(master.objective == 2)
        #expect(master.columnsOutside > 20)
        try master.setBounds(of: rows[0], lower: 35, upper: .infinity)
        #expect(try master.solve() == .optimal)
        // Five of the cheap one, and thirty that cost 10 to 39; the second row has more than enough.
        #expect(master.objective == 5 + 30 * 24.5)
        try master.setBounds(of: rows[0], lower: 36, upper: .infinity)
        #expect(try master.solve() == .infeasible)
        try master.setBounds(of: rows[0], lower: 1, upper: .infinity)
        #expect(try master.solve() == .optimal)
        #expect(master.objective == 2)
      }
    }

    @Test func boundsOfTheWholeProgramOnly() throws {
      var rounds = Rounds(seed: 3)
      let program = rounds.program()
      try GLPKSolver().withRestrictedMaster(of: program) { master in
        master.leastRoom = 0
        for _ in 0..<10 {
          try master.add(rounds.batch(rowCount: program.constraintCount))
          try master.solve()
        }
        let best = master.objective
        try master.add(rounds.batch(rowCount: program.constraintCount))
        for variable in master.program.variables {
          try master.setCost(of: variable, to: 30)
        }
        #expect(try master.solve(until: .iterations(1)) == .iterationLimit)
        let solution = try master.solution()
        #expect(solution.primal?.count == master.program.variableCount)
        try master.solve()
        let end = master.objective ?? .nan
        #expect(best != nil && end != best)
        if let bound = solution.bound {
          #expect(program.sense == .minimize ? bound <= end + 1e-6 : bound >= end - 1e-6)
        }
      }
    }

    // The end of column generation with smoothed prices, with the pool and without.
    @Test(arguments: [0, 0.5])
    func columnGeneration(smoothing: Double) throws {
      var objectives: [Double] = []
      for room in [0, 1_000_000] {
        var generator = SeededGenerator(seed: 5)
        var program = LinearProgram()
        for _ in 0..<8 {
          let row = program.add(LinearExpression() >= Double(1 + generator.index(below: 9)))
          program.addVariable(cost: 20, entries: [(row, 1)])
        }
        // All there is to find, priced by looking at each.
        let all = (0..<600).map { _ in
          (cost: 2 + 10 * generator.uniform(), entries: (0..<8).map { _ in generator.uniform() })
        }
        try GLPKSolver().withRestrictedMaster(of: program) { master in
          master.leastRoom = room
          let end = try master.generateColumns(
            smoothing: smoothing, until: .iterations(1_000)
          ) { prices, columns in
            let worth = all.map { column in
              zip(prices, column.entries).reduce(-column.cost) { $0 + $1.0 * $1.1 }
            }
            for index in all.indices where worth[index] > 1e-9 {
              columns.append(
                cost: all[index].cost, rows: 0..<8, coefficients: all[index].entries)
            }
            return nil
          }
          #expect(end.status == .optimal)
          objectives.append(master.objective ?? .nan)
          #expect((master.columnsOutside > 0) == (room == 0))
        }
      }
      #expect((objectives[0] - objectives[1]).magnitude < 1e-6)
    }
  }
#endif
