#if GLPK
  public import SupplyChainCore
  internal import CGLPK

  /// Solves linear and mixed integer programs with GLPK.
  ///
  /// The simplex method and the interior-point method for linear programs, branch and cut for those with
  /// integer variables. Every call stands by itself: it builds GLPK's problem, solves it, copies the
  /// answer out and frees everything, on the calling thread. So one solver may be used from any number of
  /// threads and tasks at once. An error inside of GLPK, which would end the process, comes back as a
  /// ``LinearProgramSolverError`` in GLPK's own words.
  ///
  /// ```swift
  /// var program = LinearProgram()
  /// let open = program.addVariable("open", .binary)
  /// let flow = program.addVariable("flow", upper: 60)
  /// program.add(flow <= 60 * open)
  /// program.add(flow >= 12)
  /// program.minimize(500 * open + 3 * flow)
  ///
  /// var solver = GLPKSolver()
  /// solver.branchAndCut.relativeGap = 0.01
  /// let solution = try solver.solve(program, until: .runtime(.seconds(2))) { progress in
  ///   print(progress.bestCost ?? .nan, progress.gap ?? .nan)
  /// }
  /// print(solution.status, solution.bound ?? .nan)
  /// ```
  ///
  /// An iteration, in progress and stopping criteria, is one of the simplex method for a linear program
  /// and a node of the search tree for a mixed integer one.
  ///
  /// GLPK comes under the GNU General Public License 3: whoever distributes a program that links it
  /// takes that licence on. Without the package's trait `GLPK` this type does not exist, and nothing is
  /// linked.
  public struct GLPKSolver: LinearProgramSolver, Hashable, Codable {
    /// The method for linear programs; for mixed integer ones that of the first relaxation.
    public var method = Method.primalSimplex

    /// Whether GLPK simplifies a linear program before it solves it.
    ///
    /// It mostly pays. A run that is stopped early has no point then, though, since only an optimum can
    /// be carried back to the original program.
    public var presolves = true

    /// Whether GLPK scales the program; badly scaled programs need it, well scaled ones are left alone.
    public var scales = true

    /// Whether an optimal basis is verified in rational arithmetic, and corrected where it is not
    /// optimal.
    ///
    /// The point then is that of the exact basis, without the presolver; it may take long.
    public var verifiesExactly = false

    /// Whether the answer of the simplex method tells how far costs and right-hand sides may move
    /// before it changes: ``Solution/ranging``.
    ///
    /// It takes one or two solves with the factorized basis for each variable and each constraint.
    public var computesRanging = false

    /// How the simplex method goes about its work.
    public var simplex = SimplexOptions()

    /// How branch and cut goes about its work.
    public var branchAndCut = BranchAndCutOptions()

    /// A solver with the settings that suit most programs.
    public init() {}

    /// GLPK takes integer variables.
    public var supportsIntegers: Bool { true }

    /// The version of GLPK that is linked.
    public static var version: String { String(cString: cglpk_version()) }

    /// Solves a program.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - stop: When to end the search before it has proved its point. A linear program looks at the
    ///     runtime and the number of iterations alone, since it has no incumbents.
    ///   - progress: Is told from time to time how far the search has come.
    /// - Returns: Why it stopped, and what it found.
    /// - Throws: `InvalidInput` where the program or an option cannot be meant,
    ///   ``LinearProgramSolverError`` where GLPK fails, `CancellationError` where the task was cancelled
    ///   before there was a feasible point.
    public func solve(
      _ program: LinearProgram, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void
    ) throws -> Solution {
      try solve(program, from: nil, until: stop, progress: progress)
    }

    /// Solves a linear program that has changed since it was solved, from the basis of that time.
    ///
    /// Bounds, costs and right-hand sides may be others, and variables and constraints may have been
    /// added behind those that were there. A basis that is of no use costs time and nothing else.
    ///
    /// ```swift
    /// var program = LinearProgram()
    /// let (tables, chairs) = (program.addVariable("tables"), program.addVariable("chairs"))
    /// program.maximize(80 * tables + 30 * chairs)
    /// let wood = program.add(4 * tables + chairs <= 120)
    /// program.add(3 * tables + 2 * chairs <= 90)
    /// var solution = try GLPKSolver().solve(program)
    /// for delivery in [130.0, 140, 150] {
    ///   program.setBounds(of: wood, lower: -.infinity, upper: delivery)
    ///   solution = try GLPKSolver().solve(
    ///     program, startingAt: solution, until: .runtime(.seconds(1)))
    ///   print(delivery, solution.objective ?? .nan)
    /// }
    /// ```
    ///
    /// A program that keeps growing, as in column generation, is better kept in GLPK:
    /// ``withRestrictedMaster(of:_:)``.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - solution: An earlier solution; without a ``Solution/basis`` it is of no use. The interior-point
    ///     method and branch and cut leave it aside.
    ///   - stop: When to end the search before it has proved its point.
    ///   - progress: Is told from time to time how far the search has come.
    /// - Returns: Why it stopped, and what it found.
    /// - Throws: What ``solve(_:until:progress:)`` throws.
    public func solve(
      _ program: LinearProgram, startingAt solution: Solution, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void = { _ in }
    ) throws -> Solution {
      try solve(program, from: solution.basis, until: stop, progress: progress)
    }

    private func solve(
      _ program: LinearProgram, from basis: Solution.Basis?, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void
    ) throws -> Solution {
      let start = ContinuousClock.now
      try program.check()
      try check()
      try Cancellation.check()
      let compiled = GLPKProgram(program, startingAt: basis)
      guard compiled.hasConsistentBounds else { return Solution(status: .infeasible) }
      do {
        return try solve(program, compiled, since: start, until: stop, progress: progress)
      } catch is LinearProgramSolverError where presolves || branchAndCut.presolves {
        // Assertions inside of GLPK's preprocessor fail on some programs that are sound.
        var plain = self
        plain.presolves = false
        plain.branchAndCut.presolves = false
        return try plain.solve(program, compiled, since: start, until: stop, progress: progress)
      }
    }

    private func solve(
      _ program: LinearProgram, _ compiled: GLPKProgram, since start: ContinuousClock.Instant,
      until stop: some StoppingCriterion, progress: (SearchProgress) -> Void
    ) throws -> Solution {
      var answer = GLPKAnswer(for: compiled, ranging: computesRanging)
      GLPKWatch.watching(
        since: start, until: stop, countingNodes: compiled.isMixedInteger,
        maximizing: program.sense == .maximize,
        progress: progress
      ) { watcher, context, limits in
        compiled.withUnsafeProblem { problem in
          answer.withUnsafeResult { result in
            var options = cglpk_options(self, limits)
            cglpk_solve(&problem, &options, watcher, context, &result)
          }
        }
      }
      return try answer.solution(of: program)
    }

    /// Makes GLPK fail inside, for the tests of the recovery.
    package static func failOnPurpose() throws {
      var result = cglpk_result()
      cglpk_fail(&result)
      try result.require(result.status)
    }
  }
#endif
