#if GLPK
  import Foundation
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct RangingTests {
    private static var solver: GLPKSolver {
      var solver = GLPKSolver()
      solver.computesRanging = true
      return solver
    }

    // Hillier and Lieberman, Introduction to Operations Research, chapter 6 (Wyndor Glass): allowable
    // ranges 0…7.5 and 2…∞ of the profits, 2…∞, 6…18 and 12…24 of the hours.
    @Test(arguments: [true, false])
    func wyndorGlass(presolves: Bool) throws {
      var program = LinearProgram()
      let doors = program.addVariable("doors")
      let windows = program.addVariable("windows")
      let rows = [
        program.add(doors <= 4), program.add(2 * windows <= 12),
        program.add(3 * doors + 2 * windows <= 18),
      ]
      program.maximize(3 * doors + 5 * windows)
      var solver = Self.solver
      solver.presolves = presolves
      let solution = try solver.solve(program)
      #expect(isNear(solution.costRange(of: doors), 0, 7.5))
      #expect(isNear(solution.costRange(of: windows), 2, .infinity))
      #expect(isNear(solution.rightHandSideRange(of: rows[0]), 2, .infinity))
      #expect(isNear(solution.rightHandSideRange(of: rows[1]), 6, 18))
      #expect(isNear(solution.rightHandSideRange(of: rows[2]), 12, 24))
    }

    private func isNear(_ range: Solution.Interval?, _ lower: Double, _ upper: Double) -> Bool {
      guard let range else { return false }
      return zip([range.lower, range.upper], [lower, upper]).allSatisfy {
        $0 == $1 || ($0 - $1).magnitude < 1e-9
      }
    }

    @Test func isNilWhereItHasNoMeaning() throws {
      var program = LinearProgram()
      let x = program.addVariable("x", .integer, upper: 4)
      let between = program.add((2 * x).between(1, and: 9))
      program.maximize(x)
      #expect(try Self.solver.solve(program).ranging == nil)
      program.setKind(of: x, to: .continuous)
      #expect(try GLPKSolver().solve(program).ranging == nil)
      let solution = try Self.solver.solve(program)
      #expect(solution.ranging != nil)
      #expect(solution.rightHandSideRange(of: between) == nil)
      program.add(x >= 5)
      #expect(try Self.solver.solve(program).ranging == nil)
    }

    // Within the range the objective is a line, and the point does not move; told by solving again.
    @Test(arguments: 0..<40)
    func holdsWithinTheRange(seed: UInt64) throws {
      let program = RandomPrograms.feasible(
        variables: 3 + Int(seed % 5), constraints: 2 + Int(seed % 4), isMixed: false, seed: seed)
      let solution = try Self.solver.solve(program)
      let objective = try #require(solution.objective)
      for variable in program.variables {
        let range = try #require(solution.costRange(of: variable))
        let cost = costs(of: program)[variable.index]
        #expect(range.lower <= cost + 1e-9 && range.upper >= cost - 1e-9)
        for limit in [max(range.lower, cost - 50), min(range.upper, cost + 50)] {
          var changed = program
          changed.setCost(of: variable, to: limit)
          let expected = objective + (limit - cost) * (solution[variable] ?? .nan)
          expectNear(try GLPKSolver().solve(changed).objective, expected)
        }
      }
      for row in program.constraints {
        guard let range = solution.rightHandSideRange(of: row),
          let constraint = program.constraint(row)
        else { continue }
        let isAtLower = isAtLower(constraint, solution.activity(of: row) ?? .nan)
        let side = isAtLower ? constraint.lower : constraint.upper
        for limit in [max(range.lower, side - 20), min(range.upper, side + 20)] {
          var changed = program
          let (lower, upper) = moved(constraint, isAtLower, to: limit)
          if lower > upper { continue }
          changed.setBounds(of: row, lower: lower, upper: upper)
          let expected = objective + (limit - side) * (solution.dual(of: row) ?? .nan)
          expectNear(try GLPKSolver().solve(changed).objective, expected)
        }
      }
    }

    private func costs(of program: LinearProgram) -> [Double] {
      var costs = Array(repeating: 0.0, count: program.variableCount)
      for term in program.objective.terms { costs[term.variable.index] = term.coefficient }
      return costs
    }

    private func isAtLower(_ constraint: Constraint, _ activity: Double) -> Bool {
      constraint.upper == .infinity
        || (activity - constraint.lower).magnitude < (activity - constraint.upper).magnitude
    }

    private func moved(
      _ constraint: Constraint, _ isAtLower: Bool, to side: Double
    ) -> (Double, Double) {
      if constraint.lower == constraint.upper { return (side, side) }
      return isAtLower ? (side, constraint.upper) : (constraint.lower, side)
    }

    private func expectNear(_ found: Double?, _ expected: Double) {
      #expect(((found ?? .nan) - expected).magnitude <= 1e-6 * (1 + expected.magnitude))
    }

    @Test func codes() throws {
      let ranging = Solution.Ranging(
        costs: [.init(lower: -.infinity, upper: 2)],
        rightHandSides: [nil, .init(lower: 1, upper: .infinity)])
      let data = try JSONEncoder().encode(ranging)
      #expect(try JSONDecoder().decode(Solution.Ranging.self, from: data) == ranging)
    }
  }
#endif
