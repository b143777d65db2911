#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  // The models of the articles in the documentation, with the answers of their sources.
  @Suite struct WorkedModelsTests {
    // Dantzig, Linear Programming and Extensions, 1963, section 3.3; GAMS model library, trnsport.
    @Test func transport() throws {
      let supply = [350.0, 600]
      let demand = [325.0, 300, 275]
      let distance = [[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]]
      var program = LinearProgram(name: "transport")
      let flow = distance.indices.map { plant in
        demand.indices.map { market in
          program.addVariable("from \(plant) to \(market)", cost: 0.09 * distance[plant][market])
        }
      }
      for plant in supply.indices {
        program.add(LinearExpression.sum(flow[plant]) <= supply[plant], named: "plant \(plant)")
      }
      let needs = demand.indices.map { market in
        program.add(
          LinearExpression.sum(flow.map { $0[market] }) >= demand[market], named: "market \(market)"
        )
      }
      let solution = try GLPKSolver().solve(program)
      #expect(((solution.objective ?? .nan) - 153.675).magnitude < 1e-9)
      // GAMS' listing: marginals 0.225, 0.153 and 0.126 of the demands.
      for (row, price) in zip(needs, [0.225, 0.153, 0.126]) {
        #expect(((solution.dual(of: row) ?? .nan) - price).magnitude < 1e-9)
      }
    }

    // Williams, Model Building in Mathematical Programming, 5th edition 2013, section 12.1: food
    // manufacture, profit £107,843.
    @Test func blending() throws {
      let prices = [
        [110.0, 120, 130, 110, 115], [130, 130, 110, 90, 115], [110, 140, 130, 100, 95],
        [120, 110, 120, 120, 125], [100, 120, 150, 110, 105], [90, 100, 140, 80, 135],
      ]
      let hardness = [8.8, 6.1, 2.0, 4.2, 5.0]
      let oils = hardness.indices
      var program = LinearProgram(name: "food manufacture")
      var stock = oils.map { _ in LinearExpression(constant: 500) }
      var profit = LinearExpression()
      for (month, price) in prices.enumerated() {
        let bought = oils.map { program.addVariable("buy \($0) in \(month)") }
        let used = oils.map { program.addVariable("use \($0) in \(month)") }
        let made = program.addVariable("make in \(month)")
        for oil in oils {
          let isLast = month == prices.count - 1
          let kept = program.addVariable(
            "keep \(oil) after \(month)", lower: isLast ? 500 : 0, upper: isLast ? 500 : 1_000)
          program.add(stock[oil] + bought[oil] - used[oil] == kept)
          stock[oil] = LinearExpression() + kept
          profit -= price[oil] * bought[oil] + 5 * kept
        }
        program.add(used[0] + used[1] <= 200, named: "vegetable oils in \(month)")
        program.add(used[2] + used[3] + used[4] <= 250, named: "other oils in \(month)")
        program.add(LinearExpression.sum(used) == made)
        let hard = LinearExpression.sum(over: oils) { hardness[$0] * used[$0] }
        program.add(hard <= 6 * made)
        program.add(hard >= 3 * made)
        profit += 150 * made
      }
      program.maximize(profit)
      let solution = try GLPKSolver().solve(program)
      #expect(((solution.objective ?? .nan) - 107_842.5926).magnitude < 1e-3)
      #expect(solution.verification(for: program)?.holds == true)
    }

    // Wagner and Whitin, Management Science 5 (1958), the twelve months: 864.
    @Test func lotSizing() throws {
      let demand = [69.0, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56]
      let setUpCost = [85.0, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114]
      var program = LinearProgram(name: "lot sizing")
      var stock = LinearExpression()
      var cost = LinearExpression()
      for month in demand.indices {
        let lot = program.addVariable("lot \(month)")
        let setsUp = program.addVariable("set up \(month)", .binary)
        let kept = program.addVariable("stock \(month)")
        let rest = demand[month...].reduce(0, +)
        program.add(lot <= rest * setsUp)
        program.add(stock + lot - kept == demand[month])
        cost += setUpCost[month] * setsUp + kept
        stock = LinearExpression() + kept
      }
      program.minimize(cost)
      let solution = try GLPKSolver().solve(program, until: .runtime(.seconds(30)))
      #expect(((solution.objective ?? .nan) - 864).magnitude < 1e-6)
      #expect(solution.status == .optimal)
      #expect(((solution.bound ?? .nan) - 864).magnitude < 1e-6)
    }
  }
#endif
