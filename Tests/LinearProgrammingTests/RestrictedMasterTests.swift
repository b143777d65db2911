#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct RestrictedMasterTests {
    // Cutting stock as in Gilmore and Gomory (1961, https://doi.org/10.1287/opre.9.6.849), on rolls
    // of 91. The material alone needs 3939 / 91 > 43.28 rolls; the relaxation rounded up is reached.
    @Test func cuttingStock() throws {
      let widths = [25.5, 22.5, 20, 15]
      let demands = [78.0, 40, 30, 30]
      var program = LinearProgram()
      let rows = demands.map { program.add(LinearExpression() >= $0) }
      for (row, width) in zip(rows, widths) {
        program.addVariable(
          nil, .integer, cost: 1, entries: [(row, (91 / width).rounded(.down))])
      }
      let (relaxation, whole) = try GLPKSolver().withRestrictedMaster(of: program) { master in
        for _ in 0..<100 {
          #expect(try master.solve() == .optimal)
          let pattern = bestPattern(widths, master.duals)
          let worth = zip(pattern, master.duals).reduce(0) { $0 + $1.0 * $1.1 }
          if worth <= 1 + 1e-9 { break }
          try master.addColumn(.integer, cost: 1, rows: rows, coefficients: pattern)
        }
        let full = try master.solution()
        #expect(full.objective == master.objective)
        #expect(full.duals == master.duals)
        #expect(full.primal?.count == master.program.variableCount)
        // The same, from scratch.
        var relaxed = master.program
        for variable in relaxed.variables { relaxed.setKind(of: variable, to: .continuous) }
        let fresh = try GLPKSolver().solve(relaxed)
        #expect(abs((fresh.objective ?? 0) - (master.objective ?? 1)) < 1e-9)
        return (master.objective, try GLPKSolver().solve(master.program).objective)
      }
      let bound = try #require(relaxation)
      let rolls = try #require(whole)
      #expect(bound > 43.28 && bound <= rolls)
      #expect(rolls == bound.rounded(.up))
    }

    private func bestPattern(_ widths: [Double], _ worth: [Double]) -> [Double] {
      var best = [0.0, 0, 0, 0]
      var bestWorth = 0.0
      for a in 0...3 {
        for b in 0...4 {
          for c in 0...4 {
            let rest = 91 - Double(a) * widths[0] - Double(b) * widths[1] - Double(c) * widths[2]
            if rest < 0 { continue }
            let pattern = [Double(a), Double(b), Double(c), (rest / widths[3]).rounded(.down)]
            let total = zip(pattern, worth).reduce(0) { $0 + $1.0 * $1.1 }
            if total > bestWorth { (best, bestWorth) = (pattern, total) }
          }
        }
      }
      return best
    }

    @Test func changesAndRows() throws {
      var program = LinearProgram()
      let x = program.addVariable("x", upper: 10, cost: 3)
      let y = program.addVariable("y", upper: 10, cost: 2)
      let sum = program.add(x + y <= 12)
      program.setSense(.maximize)
      try GLPKSolver().withRestrictedMaster(of: program) { master in
        try master.solve()
        #expect(master.objective == 34)
        try master.setBounds(of: sum, lower: 0, upper: 11)
        try master.solve()
        #expect(master.objective == 32)
        try master.setBounds(of: x, lower: 0, upper: 1)
        try master.solve()
        #expect(master.objective == 23)
        try master.setCost(of: y, to: 5)
        try master.solve()
        #expect(master.objective == 53)
        let cut = try master.add(y <= 4)
        try master.solve()
        #expect(master.objective == 23)
        #expect(master.duals[cut.index] == 5)
        #expect(throws: InvalidInput.self) { try master.setBounds(of: x, lower: 2, upper: 1) }
        #expect(throws: InvalidInput.self) { try master.setCost(of: x, to: .nan) }
        #expect(throws: InvalidInput.self) {
          try master.addColumn(cost: 1, rows: [sum, sum], coefficients: [1, 1])
        }
        #expect(throws: InvalidInput.self) {
          try master.addColumn(cost: 1, rows: [sum], coefficients: [])
        }
        try master.solve()
        #expect(master.objective == 23)
      }
    }

    @Test func errorsLeaveTheThreadUsable() throws {
      var program = LinearProgram()
      let x = program.addVariable("x", upper: 1, cost: 1)
      program.add(x >= 0.5)
      let objective = try GLPKSolver().withRestrictedMaster(of: program) { master in
        try master.solve()
        return try GLPKSolver().withRestrictedMaster(of: program) { inner in
          try inner.setCost(of: x, to: 4)
          try inner.solve()
          try master.solve()
          return (inner.objective, master.objective)
        }
      }
      #expect(objective.0 == 2)
      #expect(objective.1 == 0.5)
      #expect(try GLPKSolver().solve(program).objective == 0.5)
    }
  }
#endif
