#if GLPK
  internal import CGLPK

  /// What the C side found, and how it reads as a solution.
  struct GLPKAnswer {
    let result: cglpk_result
    let size: Size

    /// What has to be known of the program, which may be gone by then.
    struct Size {
      var variableCount: Int
      var constraintCount: Int
      var isMixedInteger = false
      var sense = LinearProgram.Sense.minimize
    }

    /// The answer in the user's terms.
    ///
    /// A search that was jumped out of leaves the point alone behind; `activity` tells the left-hand
    /// sides at it.
    func solution(activity: ([Double]) -> [Double]) throws -> Solution {
      let status = try result.solutionStatus()
      var solution = Solution(
        status: status, iterations: Int(clamping: result.iterations),
        nodes: Int(clamping: result.nodes))
      if result.has_bound != 0 && result.bound.isFinite { solution.bound = result.bound }
      if result.has_point != 0, let primal = array(result.primal, size.variableCount) {
        solution.primal = primal
        solution.objective = result.objective
        solution.activity = array(result.activity, size.constraintCount) ?? activity(primal)
      }
      if result.has_duals != 0 && !size.isMixedInteger {
        solution.duals = array(result.duals, size.constraintCount)
        solution.reducedCosts = array(result.reduced_costs, size.variableCount)
        if result.has_basis != 0 { solution.basis = basis }
        if result.has_ranging != 0 { solution.ranging = ranging }
      }
      if status == .cancelled && solution.primal == nil { throw CancellationError() }
      // GLPK lets overflow pass as an optimum.
      let isFinite =
        solution.objective?.isFinite ?? true && solution.primal?.allSatisfy(\.isFinite) ?? true
        && solution.duals?.allSatisfy(\.isFinite) ?? true
      return isFinite ? solution : Solution(status: .numericalTrouble)
    }

    private func array<Element>(
      _ start: UnsafeMutablePointer<Element>?, _ count: Int
    ) -> [Element]? {
      start.map { Array(UnsafeBufferPointer(start: $0, count: count)) }
    }

    private var basis: Solution.Basis? {
      guard let variables = array(result.column_basis, size.variableCount),
        let constraints = array(result.row_basis, size.constraintCount)
      else { return nil }
      return Solution.Basis(
        variables: variables.compactMap(Solution.Basis.Position.init),
        constraints: constraints.compactMap(Solution.Basis.Position.init))
    }

    private var ranging: Solution.Ranging? {
      guard let costs = array(result.cost_ranges, 2 * size.variableCount),
        let sides = array(result.side_ranges, 2 * size.constraintCount)
      else { return nil }
      return Solution.Ranging(
        costs: (0..<size.variableCount).map {
          Solution.Interval(lower: costs[2 * $0], upper: costs[2 * $0 + 1])
        },
        rightHandSides: (0..<size.constraintCount).map { row in
          let (lower, upper) = (sides[2 * row], sides[2 * row + 1])
          return lower.isNaN ? nil : Solution.Interval(lower: lower, upper: upper)
        })
    }
  }

  extension GLPKAnswer.Size {
    init(_ program: borrowing GLPKProgram) {
      self.init(
        variableCount: program.variableCount, constraintCount: program.constraintCount,
        isMixedInteger: program.isMixedInteger, sense: program.sense)
    }
  }

  extension cglpk_result {
    /// Why the C side stopped.
    func solutionStatus() throws(LinearProgramSolverError) -> Solution.Status {
      switch Int(status) {
      case CGLPK_OPTIMAL: .optimal
      case CGLPK_INFEASIBLE: .infeasible
      case CGLPK_UNBOUNDED: .unbounded
      case CGLPK_INFEASIBLE_OR_UNBOUNDED: .infeasibleOrUnbounded
      case CGLPK_TIME_LIMIT: .timeLimit
      case CGLPK_ITERATION_LIMIT: .iterationLimit
      case CGLPK_STOPPED: .stopped
      case CGLPK_CANCELLED: .cancelled
      case CGLPK_GAP_REACHED: .gapReached
      case CGLPK_NUMERICAL: .numericalTrouble
      default: throw error
      }
    }

    /// Throws where the C side did not return zero.
    func require(_ code: Int32) throws(LinearProgramSolverError) {
      if code != 0 { throw error }
    }

    /// What GLPK said before it gave up.
    var error: LinearProgramSolverError {
      withUnsafeBytes(of: message) { bytes in
        LinearProgramSolverError(
          "GLPK: \(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))")
      }
    }
  }
#endif
