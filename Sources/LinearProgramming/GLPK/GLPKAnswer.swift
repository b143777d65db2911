#if GLPK
  internal import CGLPK

  /// What the C side writes, and how it reads as a solution.
  struct GLPKAnswer {
    private var result = cglpk_result()
    private let variableCount: Int
    private let constraintCount: Int
    private let isMixedInteger: Bool
    private var primal: [Double]
    private var reducedCosts: [Double]
    private var activity: [Double]
    private var duals: [Double]
    private var variableBasis: [UInt8]
    private var constraintBasis: [UInt8]
    /// Lower and upper limit in turn; empty where they are not asked for.
    private var costRanges: [Double] = []
    private var sideRanges: [Double] = []

    init(for program: GLPKProgram, ranging: Bool) {
      variableCount = program.variableCount
      constraintCount = program.constraintCount
      isMixedInteger = program.isMixedInteger
      primal = Array(repeating: 0, count: program.columnCount)
      reducedCosts = primal
      activity = Array(repeating: 0, count: program.rowCount)
      duals = activity
      variableBasis = Array(repeating: 0, count: program.columnCount)
      constraintBasis = Array(repeating: 0, count: program.rowCount)
      if ranging && !isMixedInteger {
        costRanges = Array(repeating: 0, count: 2 * program.columnCount)
        sideRanges = Array(repeating: 0, count: 2 * program.rowCount)
      }
    }

    /// Room for what a problem that lives on has to tell after its last solve.
    init(continuing result: cglpk_result, variableCount: Int, constraintCount: Int) {
      self.result = result
      self.variableCount = variableCount
      self.constraintCount = constraintCount
      isMixedInteger = false
      primal = Array(repeating: 0, count: variableCount)
      reducedCosts = primal
      activity = Array(repeating: 0, count: constraintCount)
      duals = activity
      variableBasis = Array(repeating: 0, count: variableCount)
      constraintBasis = Array(repeating: 0, count: constraintCount)
    }

    /// Lends the arrays to the C side.
    mutating func withUnsafeResult(_ body: (inout cglpk_result) -> Void) {
      primal.withUnsafeMutableBufferPointer { primal in
        reducedCosts.withUnsafeMutableBufferPointer { reducedCosts in
          variableBasis.withUnsafeMutableBufferPointer { variableBasis in
            costRanges.withUnsafeMutableBufferPointer { costRanges in
              result.primal = primal.baseAddress
              result.reduced_costs = reducedCosts.baseAddress
              result.column_basis = variableBasis.baseAddress
              result.cost_ranges = costRanges.isEmpty ? nil : costRanges.baseAddress
              Self.withUnsafeRows(
                of: &result, &activity, &duals, &constraintBasis, &sideRanges, body)
            }
          }
        }
      }
    }

    private static func withUnsafeRows(
      of result: inout cglpk_result, _ activity: inout [Double], _ duals: inout [Double],
      _ basis: inout [UInt8], _ ranges: inout [Double], _ body: (inout cglpk_result) -> Void
    ) {
      activity.withUnsafeMutableBufferPointer { activity in
        duals.withUnsafeMutableBufferPointer { duals in
          basis.withUnsafeMutableBufferPointer { basis in
            ranges.withUnsafeMutableBufferPointer { ranges in
              result.activity = activity.baseAddress
              result.duals = duals.baseAddress
              result.row_basis = basis.baseAddress
              result.side_ranges = ranges.isEmpty ? nil : ranges.baseAddress
              body(&result)
            }
          }
        }
      }
    }

    /// The answer in the user's terms.
    func solution(of program: LinearProgram) throws -> Solution {
      let status = try result.solutionStatus()
      var solution = Solution(
        status: status, iterations: Int(clamping: result.iterations),
        nodes: Int(clamping: result.nodes))
      if result.has_bound != 0 && result.bound.isFinite { solution.bound = result.bound }
      if result.has_point != 0 {
        solution.primal = Array(primal[..<variableCount])
        solution.objective = result.objective
        // A search that was jumped out of leaves the point alone behind.
        solution.activity =
          result.activity == nil
          ? program.activity(at: primal) : Array(activity[..<constraintCount])
      }
      if result.has_multipliers != 0 && solution.bound == nil && !isMixedInteger {
        solution.bound = program.bound(provedBy: duals[..<constraintCount])
      }
      if result.has_duals != 0 && !isMixedInteger {
        solution.duals = Array(duals[..<constraintCount])
        solution.reducedCosts = Array(reducedCosts[..<variableCount])
        if result.has_basis != 0 {
          solution.basis = .init(
            variables: variableBasis[..<variableCount].compactMap(Solution.Basis.Position.init),
            constraints: constraintBasis[..<constraintCount].compactMap(
              Solution.Basis.Position.init))
        }
        if result.has_ranging != 0 { solution.ranging = ranging }
      }
      if status == .cancelled && solution.primal == nil { throw CancellationError() }
      // GLPK lets overflow pass as an optimum.
      let isFinite =
        solution.objective?.isFinite ?? true && solution.primal?.allSatisfy(\.isFinite) ?? true
        && solution.duals?.allSatisfy(\.isFinite) ?? true
      return isFinite ? solution : Solution(status: .numericalTrouble)
    }
  }

  extension GLPKAnswer {
    private var ranging: Solution.Ranging {
      Solution.Ranging(
        costs: (0..<variableCount).map {
          Solution.Interval(lower: costRanges[2 * $0], upper: costRanges[2 * $0 + 1])
        },
        rightHandSides: (0..<constraintCount).map { row in
          let (lower, upper) = (sideRanges[2 * row], sideRanges[2 * row + 1])
          return lower.isNaN ? nil : Solution.Interval(lower: lower, upper: upper)
        })
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
