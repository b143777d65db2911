package import LinearProgramming
private import SupplyChainCore

/// What every `LinearProgramSolver` must get right, whatever is behind it.
///
/// Each case is a program and what is known of its answer. A backend's tests run
///
///     @Test(arguments: LinearProgramConformance.cases)
///     func conforms(to item: LinearProgramConformance.Case) throws {
///       #expect(try item.failures(of: MySolver()) == [])
///     }
package enum LinearProgramConformance {
  /// A program with its answer.
  package struct Case: Sendable, CustomStringConvertible {
    package let name: String
    package let program: LinearProgram
    /// The statuses that are right; a solver may be unable to tell two of them apart.
    let statuses: Set<Solution.Status>
    let objective: Double?
    let duals: [Double]?

    package var description: String { name }
    /// Whether the case needs integer variables.
    package var isMixedInteger: Bool { program.isMixedInteger }

    /// What the solver gets wrong; empty where it is right.
    package func failures(of solver: some LinearProgramSolver) throws -> [String] {
      let solution = try solver.solve(program)
      var failures: [String] = []
      if !statuses.contains(solution.status) { failures.append("status is \(solution.status)") }
      if let objective {
        let error = ((solution.objective ?? .infinity) - objective).magnitude
        if !(error <= 1e-6 * (1 + objective.magnitude)) {
          failures.append("objective is \(solution.objective ?? .nan), not \(objective)")
        }
        guard let verification = solution.verification(for: program) else {
          return failures + ["there is no point of the right size"]
        }
        if !verification.holds { failures.append("\(verification)") }
      } else if solution.status != .unbounded {
        if solution.primal != nil { failures.append("there is a point") }
        if solution.objective != nil { failures.append("there is an objective") }
      }
      if isMixedInteger || objective == nil {
        if solution.duals != nil || solution.reducedCosts != nil {
          failures.append("there are dual values")
        }
      } else if solution.duals == nil || solution.reducedCosts == nil {
        failures.append("there are no dual values")
      }
      if let duals, let found = solution.duals {
        let isRight = zip(duals, found).allSatisfy { ($0 - $1).magnitude <= 1e-6 }
        if !isRight || duals.count != found.count { failures.append("duals are \(found)") }
      }
      return failures
    }
  }

  /// All cases.
  package static let cases: [Case] =
    dualSigns + [
      empty, infeasible, unbounded, transport, degenerate, freeVariables, ranges, contradiction,
      knapsack, lotSizing, wholeNumbersOnly, noWholeNumber,
    ]

  private static func make(
    _ name: String, _ statuses: Set<Solution.Status> = [.optimal], objective: Double? = nil,
    duals: [Double]? = nil, _ build: (inout LinearProgram) -> Void
  ) -> Case {
    var program = LinearProgram(name: name)
    build(&program)
    return Case(
      name: name, program: program, statuses: statuses, objective: objective, duals: duals)
  }

  // MARK: Signs

  /// The rule: a dual value is the change of the objective per unit of right-hand side.
  ///
  /// With x + y ? 4, and a second row that is slack, it is the objective's own coefficient.
  private static var dualSigns: [Case] {
    [
      make("minimise, at least", objective: 8, duals: [2, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y >= 4)
        program.add(x + y <= 9)
        program.minimize(2 * x + 3 * y)
      },
      make("minimise, at most", objective: -8, duals: [-2, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y <= 4)
        program.add(x + y >= 1)
        program.minimize(-2 * x - y)
      },
      make("minimise, equal", objective: 8, duals: [2, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y == 4)
        program.add(x + y <= 9)
        program.minimize(2 * x + 3 * y)
      },
      make("maximise, at most", objective: 12, duals: [3, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y <= 4)
        program.add(x + y <= 9)
        program.maximize(2 * x + 3 * y)
      },
      make("maximise, at least", objective: -8, duals: [-2, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y >= 4)
        program.add(x + y <= 9)
        program.maximize(-2 * x - 3 * y)
      },
      make("maximise, equal", objective: 12, duals: [3, 0]) { program in
        let (x, y) = pair(&program)
        program.add(x + y == 4)
        program.add(x + y <= 9)
        program.maximize(2 * x + 3 * y)
      },
    ]
  }

  private static func pair(_ program: inout LinearProgram) -> (Variable, Variable) {
    (program.addVariable("x"), program.addVariable("y"))
  }

  // MARK: Ends

  private static var empty: Case { make("empty", objective: 0) { _ in } }

  private static var infeasible: Case {
    make("infeasible", [.infeasible, .infeasibleOrUnbounded]) { program in
      let (x, y) = pair(&program)
      program.add(x + y <= 1)
      program.add(x + 2 * y >= 4)
      program.minimize(x)
    }
  }

  private static var unbounded: Case {
    make("unbounded", [.unbounded, .infeasibleOrUnbounded]) { program in
      let (x, y) = pair(&program)
      program.add(x - y <= 1)
      program.add(x + y >= 1)
      program.maximize(x)
    }
  }

  private static var contradiction: Case {
    make("contradiction", [.infeasible, .infeasibleOrUnbounded]) { program in
      let (x, y) = pair(&program)
      program.add(x + y == 1)
      program.add(2 * x + 2 * y == 3)
      program.minimize(x)
    }
  }

  // MARK: Linear programs

  /// Dantzig's transport problem, as GAMS ships it (trnsport): 153.675.
  private static var transport: Case {
    make("transport", objective: 153.675) { program in
      let distances = [[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]]
      let flows = distances.map { row in
        row.map { program.addVariable(nil, cost: 90 * $0 / 1000) }
      }
      for (plant, capacity) in [350.0, 600].enumerated() {
        program.add(LinearExpression.sum(flows[plant]) <= capacity)
      }
      for (market, demand) in [325.0, 300, 275].enumerated() {
        program.add(flows[0][market] + flows[1][market] >= demand)
      }
    }
  }

  /// Beale's example, on which the simplex method cycles without care: −1/20.
  private static var degenerate: Case {
    make("Beale's cycle", objective: -0.05) { program in
      let x = (0..<4).map { program.addVariable("x\($0)") }
      program.add(0.25 * x[0] - 60 * x[1] - 0.04 * x[2] + 9 * x[3] <= 0)
      program.add(0.5 * x[0] - 90 * x[1] - 0.02 * x[2] + 3 * x[3] <= 0)
      program.add(x[2] <= 1)
      program.minimize(-0.75 * x[0] + 150 * x[1] - 0.02 * x[2] + 6 * x[3])
    }
  }

  private static var freeVariables: Case {
    // ¾ of the first row and ¼ of the second: −3 − 1¼, and the constant 1.
    make("free variables and a constant", objective: -3.25, duals: [0.75, 0.25]) { program in
      let x = program.addVariable("x", lower: -.infinity)
      let y = program.addVariable("y", lower: -.infinity, upper: 2)
      program.add(x + y >= -4)
      program.add(x - y >= -5)
      program.minimize(x + 0.5 * y + 1)
    }
  }

  private static var ranges: Case {
    make("ranges and fixed variables", objective: 17) { program in
      let x = program.addVariable("x", lower: 1, upper: 6)
      let y = program.addVariable("y", lower: 2, upper: 2)
      program.add((x + y).between(3, and: 7))
      program.add((x - y).between(-.infinity, and: .infinity))
      program.maximize(3 * x + y)
    }
  }

  // MARK: Integer programs

  private static var knapsack: Case {
    // Martello and Toth, Knapsack Problems, 1990, example 2.2: profits and weights below, capacity
    // 102, optimum 280.
    make("knapsack", objective: 280) { program in
      let profits = [15.0, 100, 90, 60, 40, 15, 10, 1]
      let weights = [2.0, 20, 20, 30, 40, 30, 60, 10]
      let items = profits.map { program.addVariable(nil, .binary, cost: $0) }
      program.add(LinearExpression.sum(over: items.indices) { weights[$0] * items[$0] } <= 102)
      program.setSense(.maximize)
    }
  }

  private static var lotSizing: Case {
    make("lot sizing with minimum lots", objective: 44) { program in
      // Demand 4 and 6; lots between 5 and 20, set-up 10, holding 1: one lot of 10 holds 6 and costs
      // 16; two lots cost 20 and hold 1. Made units cost 2, 3.
      let lots = (0..<2).map {
        program.addVariable("lot\($0)", .semiContinuous, lower: 5, upper: 20)
      }
      let setUps = (0..<2).map { program.addVariable("setUp\($0)", .binary) }
      let stock = program.addVariable("stock")
      program.add(lots[0] - stock == 4)
      program.add(lots[1] + stock == 6)
      for (lot, setUp) in zip(lots, setUps) { program.add(lot <= 20 * setUp) }
      let cost = 10 * setUps[0] + 10 * setUps[1] + stock
      program.minimize(cost + 2 * lots[0] + 3 * lots[1] + 8)
    }
  }

  private static var wholeNumbersOnly: Case {
    make("general integers", objective: 11) { program in
      let x = program.addVariable("x", .integer)
      let y = program.addVariable("y", .integer, lower: 0.5, upper: 3.5)
      program.add(2 * x + 3 * y <= 12.5)
      program.maximize(2 * x + 3 * y - 1)
    }
  }

  private static var noWholeNumber: Case {
    make("no whole number between", [.infeasible]) { program in
      let x = program.addVariable("x", .integer, lower: 0.2, upper: 0.8)
      program.add(x >= 0)
    }
  }
}
