package import LinearProgramming
package import SupplyChainCore

/// A second solver, to show that the protocol is not shaped after the first: the two-phase simplex
/// method on a dense tableau with Bland's rule, as in any textbook.
///
/// Each variable is written as differences and shifts of variables that are not negative, each bound and
/// constraint as an equation with its own slack. For programs of a few dozen rows.
package struct TextbookSimplex: LinearProgramSolver {
  package init() {}

  package var supportsIntegers: Bool { false }

  package func solve(
    _ program: LinearProgram, until stop: some StoppingCriterion,
    progress: (SearchProgress) -> Void
  ) throws -> Solution {
    try program.check()
    if program.isMixedInteger {
      throw LinearProgramSolverError("TextbookSimplex has no integer variables")
    }
    var tableau = Tableau(program)
    return tableau.solve(program)
  }
}

/// Minimise c·z subject to A·z = b, z ≥ 0, b ≥ 0, with one artificial variable a row.
private struct Tableau {
  private static let tolerance = 1e-9

  private var rows: [[Double]] = []
  private var right: [Double] = []
  private var basis: [Int] = []
  private var costs: [Double] = []
  private var structuralCount = 0
  /// How a variable of the program is put together: an offset and columns with signs.
  private var parts: [(offset: Double, columns: [(Int, Double)])] = []
  /// For each row of the tableau, the row of the program it came from and the sign it was taken with.
  private var origins: [(row: Int?, sign: Double)] = []

  init(_ program: LinearProgram) {
    let sense = program.sense == .minimize ? 1.0 : -1
    var equations: [(terms: [(Int, Double)], right: Double, slack: Double, row: Int?)] = []
    for variable in program.variables {
      let (lower, upper) = program.bounds(of: variable) ?? (0, 0)
      if lower.isFinite {
        parts.append((lower, [(costs.count, 1)]))
        if upper.isFinite { equations.append(([(costs.count, 1)], upper - lower, 1, nil)) }
        costs.append(0)
      } else if upper.isFinite {
        parts.append((upper, [(costs.count, -1)]))
        costs.append(0)
      } else {
        parts.append((0, [(costs.count, 1), (costs.count + 1, -1)]))
        costs += [0, 0]
      }
    }
    for term in program.objective.terms {
      for (column, sign) in parts[term.variable.index].columns {
        costs[column] += sense * sign * term.coefficient
      }
    }
    for row in program.constraints {
      guard let constraint = program.constraint(row) else { continue }
      var shift = 0.0
      var terms: [(Int, Double)] = []
      for term in constraint.terms {
        shift += term.coefficient * parts[term.variable.index].offset
        terms += parts[term.variable.index].columns.map { ($0.0, $0.1 * term.coefficient) }
      }
      let (lower, upper) = (constraint.lower - shift, constraint.upper - shift)
      if lower == upper {
        equations.append((terms, lower, 0, row.index))
      } else {
        if lower.isFinite { equations.append((terms, lower, -1, row.index)) }
        if upper.isFinite { equations.append((terms, upper, 1, row.index)) }
      }
    }
    build(equations)
  }

  private mutating func build(
    _ equations: [(terms: [(Int, Double)], right: Double, slack: Double, row: Int?)]
  ) {
    let slackStart = costs.count
    structuralCount = slackStart + equations.count
    let width = structuralCount + equations.count
    costs += Array(repeating: 0, count: width - costs.count)
    for (index, equation) in equations.enumerated() {
      var row = Array(repeating: 0.0, count: width)
      let sign = equation.right < 0 ? -1.0 : 1
      for (column, value) in equation.terms { row[column] += sign * value }
      row[slackStart + index] = sign * equation.slack
      row[structuralCount + index] = 1
      rows.append(row)
      right.append(sign * equation.right)
      basis.append(structuralCount + index)
      origins.append((equation.row, sign))
    }
  }

  mutating func solve(_ program: LinearProgram) -> Solution {
    // Phase one: the artificial variables out of the way.
    let artificial = costs.indices.map { $0 >= structuralCount ? 1.0 : 0 }
    _ = minimize(artificial, below: costs.count)
    let infeasibility = zip(basis, right).reduce(0) { $0 + ($1.0 >= structuralCount ? $1.1 : 0) }
    if infeasibility > 1e-7 { return Solution(status: .infeasible) }
    guard minimize(costs, below: structuralCount) else { return Solution(status: .unbounded) }
    return optimum(program)
  }

  /// Pivots until no column below the limit improves; false where nothing stops the descent.
  private mutating func minimize(_ costs: [Double], below limit: Int) -> Bool {
    while true {
      let prices = basis.map { costs[$0] }
      let entering = (0..<limit).first { column in
        var reduced = costs[column]
        for row in rows.indices { reduced -= prices[row] * rows[row][column] }
        return reduced < -Self.tolerance
      }
      guard let entering else { return true }
      var leaving: Int?
      for row in rows.indices {
        // An artificial variable that is still basic, at zero, must not grow.
        let isStuck = basis[row] >= structuralCount && limit == structuralCount
        let pivot = rows[row][entering]
        guard pivot > Self.tolerance || (isStuck && pivot < -Self.tolerance) else { continue }
        let ratio = isStuck ? 0 : right[row] / pivot
        guard let best = leaving else {
          leaving = row
          continue
        }
        let isBestStuck = basis[best] >= structuralCount && limit == structuralCount
        let bestRatio = isBestStuck ? 0 : right[best] / rows[best][entering]
        if ratio < bestRatio || (ratio == bestRatio && basis[row] < basis[best]) { leaving = row }
      }
      guard let leaving else { return false }
      pivot(leaving, entering)
    }
  }

  private mutating func pivot(_ leaving: Int, _ entering: Int) {
    let pivot = rows[leaving][entering]
    for column in rows[leaving].indices { rows[leaving][column] /= pivot }
    right[leaving] /= pivot
    for row in rows.indices where row != leaving && rows[row][entering] != 0 {
      let factor = rows[row][entering]
      for column in rows[row].indices { rows[row][column] -= factor * rows[leaving][column] }
      right[row] -= factor * right[leaving]
    }
    basis[leaving] = entering
  }

  private func optimum(_ program: LinearProgram) -> Solution {
    var values = Array(repeating: 0.0, count: costs.count)
    for (row, column) in basis.enumerated() { values[column] = right[row] }
    let primal = parts.map { part in
      part.columns.reduce(part.offset) { $0 + $1.1 * values[$1.0] }
    }
    // The artificial columns hold the inverse of the basis, so their reduced costs are the prices.
    let sense = program.sense == .minimize ? 1.0 : -1
    var duals = Array(repeating: 0.0, count: program.constraintCount)
    for (index, origin) in origins.enumerated() {
      var price = 0.0
      for row in rows.indices { price += costs[basis[row]] * rows[row][structuralCount + index] }
      if let row = origin.row { duals[row] += sense * origin.sign * price }
    }
    var reducedCosts = Array(repeating: 0.0, count: program.variableCount)
    for term in program.objective.terms { reducedCosts[term.variable.index] += term.coefficient }
    var activity: [Double] = []
    for row in program.constraints {
      guard let constraint = program.constraint(row) else { continue }
      activity.append(LinearExpression(constraint.terms).value(at: primal))
      for term in constraint.terms {
        reducedCosts[term.variable.index] -= duals[row.index] * term.coefficient
      }
    }
    let objective = program.objective.value(at: primal)
    return Solution(
      status: .optimal, objective: objective, primal: primal, activity: activity, duals: duals,
      reducedCosts: reducedCosts, bound: objective)
  }
}
