#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct GLPKSolverTests {
    // Hillier and Lieberman, Introduction to Operations Research, section 3.1 (Wyndor Glass): 36 at
    // (2, 6), shadow prices 0, 1.5 and 1.
    @Test func wyndorGlass() throws {
      var program = LinearProgram(name: "Wyndor")
      let doors = program.addVariable("doors")
      let windows = program.addVariable("windows")
      let plant1 = program.add(doors <= 4, named: "plant 1")
      let plant2 = program.add(2 * windows <= 12, named: "plant 2")
      let plant3 = program.add(3 * doors + 2 * windows <= 18, named: "plant 3")
      program.maximize(3 * doors + 5 * windows)

      for presolves in [true, false] {
        var solver = GLPKSolver()
        solver.presolves = presolves
        let solution = try solver.solve(program)
        #expect(solution.status == .optimal)
        #expect(solution.objective == 36)
        #expect(solution[doors] == 2)
        #expect(solution[windows] == 6)
        #expect(solution.dual(of: plant1) == 0)
        #expect(solution.dual(of: plant2) == 1.5)
        #expect(solution.dual(of: plant3) == 1)
        #expect(solution.bound == 36)
        #expect(solution.gap == 0)
      }
    }

    @Test func setPartitioningHasNoDuals() throws {
      // Three orders, loads {1}, {2}, {3}, {1,2}, {2,3}: {1,2} and {3} cost 11.
      var program = LinearProgram()
      let costs = [6.0, 7, 4, 7, 10]
      let covers = [[0], [1], [2], [0, 1], [1, 2]]
      let loads = costs.map { program.addVariable(nil, .binary, cost: $0) }
      for order in 0..<3 {
        program.add(
          LinearExpression.sum(zip(loads, covers).filter { $1.contains(order) }.map(\.0)) == 1)
      }
      let solution = try GLPKSolver().solve(program, until: .runtime(.seconds(10)))
      #expect(solution.status == .optimal)
      #expect(solution.objective == 11)
      #expect(solution.bound == 11)
      #expect(solution.duals == nil)
      #expect(loads.map { solution[$0] } == [0, 0, 1, 1, 0])
    }

    @Test(arguments: [true, false])
    func statusWithoutPoint(presolves: Bool) throws {
      var solver = GLPKSolver()
      solver.presolves = presolves
      var infeasible = LinearProgram()
      let x = infeasible.addVariable("x", upper: 1)
      let y = infeasible.addVariable("y", upper: 1)
      infeasible.add(x + y >= 3)
      let none = try solver.solve(infeasible)
      #expect(none.status == .infeasible)
      #expect(none.primal == nil)
      #expect(none.duals == nil)

      var unbounded = LinearProgram()
      let u = unbounded.addVariable("u")
      let v = unbounded.addVariable("v")
      unbounded.add(u - v <= 1)
      unbounded.maximize(u + v)
      let endless = try solver.solve(unbounded)
      #expect(endless.status == .unbounded)
    }

    @Test func semiContinuous() throws {
      var program = LinearProgram()
      let lot = program.addVariable("lot", .semiContinuous, lower: 10, upper: 30)
      let other = program.addVariable("other", cost: 5)
      program.add(lot + other >= 4)
      program.setCost(of: lot, to: 1)
      let solution = try GLPKSolver().solve(program)
      #expect(solution.objective == 10)
      #expect(solution[lot] == 10)
      #expect(solution.primal?.count == 2)
      #expect(solution.activity?.count == 1)
    }

    @Test func namesWhatIsWrong() throws {
      var program = LinearProgram()
      let x = program.addVariable("flow", lower: 3, upper: 2)
      program.add(.nan * x <= 4, named: "capacity")
      do {
        _ = try GLPKSolver().solve(program)
        Issue.record("NaN went through")
      } catch let error as InvalidInput {
        #expect(error.problems.count == 2)
        #expect("\(error)".contains("variable flow: lower bound (3.0) is above"))
        #expect("\(error)".contains("constraint capacity: coefficient of flow (nan)"))
      }
    }

    @Test func solvesInsideOfAProgressReport() throws {
      let inner = try knapsack(items: 6, seed: 1)
      let outer = try knapsack(items: 40, seed: 2)
      var innerObjectives: [Double?] = []
      _ = try GLPKSolver().solve(outer, until: .runtime(.seconds(5))) { _ in
        innerObjectives.append(try? GLPKSolver().solve(inner).objective)
      }
      let expected = try GLPKSolver().solve(inner).objective
      #expect(innerObjectives.allSatisfy { $0 == expected })
    }

    private func knapsack(items: Int, seed: UInt64) throws -> LinearProgram {
      var generator = SeededGenerator(seed: seed)
      var program = LinearProgram()
      var weight = LinearExpression()
      for _ in 0..<items {
        let item = program.addVariable(
          nil, .binary, cost: Double(10 + generator.index(below: 30)))
        weight += Double(10 + generator.index(below: 30)) * item
      }
      program.add(weight <= Double(items) * 10)
      program.setSense(.maximize)
      return program
    }
  }
#endif
