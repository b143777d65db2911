#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct ModellingTests {
    private static let tariff: [(x: Double, y: Double)] = [(0, 0), (5, 50), (8, 50), (20, 110)]

    // Neither convex nor concave: the value is that of the interpolation, whichever way it is pushed.
    @Test(arguments: [0.0, 2, 5, 6.5, 8, 14, 20], [true, false])
    func piecewiseLinear(argument: Double, maximises: Bool) throws {
      var program = LinearProgram()
      let x = program.addVariable("x", lower: argument, upper: argument)
      let y = try program.addPiecewiseLinear(of: x, through: Self.tariff, named: "tariff")
      if maximises { program.maximize(y) } else { program.minimize(y) }
      let after = try #require(Self.tariff.firstIndex { $0.x >= argument && $0.x > 0 })
      let (from, to) = (Self.tariff[after - 1], Self.tariff[after])
      let expected = from.y + (to.y - from.y) * (argument - from.x) / (to.x - from.x)
      let objective = try #require(try GLPKSolver().solve(program).objective)
      #expect((objective - expected).magnitude < 1e-9)
    }

    @Test func convexCost() throws {
      var program = LinearProgram()
      let x = program.addVariable("x", lower: 50, upper: 50)
      let cost = try program.addConvexCost(of: x, through: [(0, 0), (40, 800), (60, 1_500)])
      program.minimize(cost)
      #expect(try GLPKSolver().solve(program).objective == 1_150)
      #expect(throws: InvalidInput.self) {
        try program.addConvexCost(of: x, through: Self.tariff)
      }
    }

    @Test func badPointsAreNamed() {
      var program = LinearProgram()
      let x = program.addVariable("x")
      for points in [
        [(0.0, 0.0)], [(0, 0), (0, 1)], [(0, 0), (1, .nan)], [(0, 0), (.infinity, 1)],
      ] {
        #expect(throws: InvalidInput.self) {
          try program.addPiecewiseLinear(of: x, through: points)
        }
      }
    }

    @Test func indicator() throws {
      var program = LinearProgram()
      let isOpen = program.addVariable("open", .binary)
      let stock = program.addVariable("stock", upper: 500)
      let rows = try program.addIndicator(isOpen, implies: stock.between(100, and: 200))
      #expect(rows.count == 2)
      program.maximize(stock)
      #expect(try GLPKSolver().solve(program).objective == 500)
      program.setBounds(of: isOpen, lower: 1, upper: 1)
      #expect(try GLPKSolver().solve(program).objective == 200)
      program.minimize(stock)
      #expect(try GLPKSolver().solve(program).objective == 100)

      let endless = program.addVariable("endless")
      #expect(throws: InvalidInput.self) {
        try program.addIndicator(isOpen, implies: endless <= 3)
      }
      #expect(throws: InvalidInput.self) { try program.addIndicator(stock, implies: endless <= 3) }
      #expect(try program.addIndicator(isOpen, implies: endless <= 3, bigM: 10).count == 1)
    }

    @Test func assignment() throws {
      var program = LinearProgram()
      let isAt = program.addAssignment(items: 3, places: 4)
      let costs = [[4.0, 1, 3, 9], [2, 0, 5, 9], [3, 2, 2, 9]]
      for (variables, costs) in zip(isAt, costs) {
        for (variable, cost) in zip(variables, costs) { program.setCost(of: variable, to: cost) }
      }
      // The classic 3 × 3 example of the Hungarian method: 1 + 2 + 2.
      #expect(try GLPKSolver().solve(program).objective == 5)
      var full = LinearProgram()
      _ = full.addAssignment(items: 3, places: 2)
      #expect(try GLPKSolver().solve(full).primal == nil)
    }
  }
#endif
