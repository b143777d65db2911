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
    /// It mostly pays: in time, and in memory, since the original program need not stay in GLPK while the
    /// simplified one is solved.
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
    /// The solver takes the program over. Where that is the last use of it, as in
    /// `solve(consume program)`, its memory is given back as soon as GLPK has its own copy.
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
      _ program: consuming LinearProgram, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void
    ) throws -> Solution {
      try solve(
        consume program, from: nil, until: stop, progress: progress, incumbent: { _ in })
    }

    /// Solves a mixed integer program, and tells of each better point while the search goes on.
    ///
    /// ```swift
    /// var program = LinearProgram()
    /// let loads = (0..<30).map { program.addVariable("load \($0)", .binary, cost: Double($0 % 7)) }
    /// program.add(LinearExpression.sum(over: loads.indices) { Double(9 + $0 % 5) * loads[$0] } <= 150)
    /// program.setSense(.maximize)
    /// let solution = try GLPKSolver().solve(program, until: .runtime(.seconds(10))) { progress in
    ///   print(progress.gap ?? .nan)
    /// } incumbent: { plan in
    ///   print(plan.objective ?? .nan, loads.filter { plan[$0] ?? 0 > 0.5 }.count)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - stop: When to end the search before it has proved its point.
    ///   - progress: Is told from time to time how far the search has come.
    ///   - incumbent: Is given each point that is better than those before, with the bound of that time.
    ///     A point that is found while cutting planes stand in a simplified program is left out, since
    ///     GLPK cannot carry it back before the end. A linear program has no incumbents.
    /// - Returns: Why it stopped, and what it found.
    /// - Throws: What ``solve(_:until:progress:)`` throws.
    public func solve(
      _ program: consuming LinearProgram, until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void, incumbent: (Solution) -> Void
    ) throws -> Solution {
      try solve(
        consume program, from: nil, until: stop, progress: progress, incumbent: incumbent)
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
      _ program: consuming LinearProgram, startingAt solution: Solution,
      until stop: some StoppingCriterion,
      progress: (SearchProgress) -> Void = { _ in }
    ) throws -> Solution {
      try solve(
        consume program, from: solution.basis, until: stop, progress: progress,
        incumbent: { _ in })
    }

    private func solve(
      _ program: consuming LinearProgram, from basis: Solution.Basis?,
      until stop: some StoppingCriterion, progress: (SearchProgress) -> Void,
      incumbent: (Solution) -> Void
    ) throws -> Solution {
      let start = ContinuousClock.now
      try program.check()
      try check()
      try Cancellation.check()
      let compiled = GLPKProgram(consume program, startingAt: basis)
      guard compiled.hasConsistentBounds else { return Solution(status: .infeasible) }
      func run(_ solver: Self, _ program: consuming GLPKProgram) throws -> Solution {
        try solver.run(
          consume program, since: start, until: stop, progress: progress, incumbent: incumbent)
      }
      guard compiled.isMixedInteger ? branchAndCut.presolves : presolves else {
        return try run(self, consume compiled)
      }
      do {
        return try run(self, compiled)
      } catch is LinearProgramSolverError {
        // Assertions inside of GLPK's preprocessor fail on some programs that are sound.
        var plain = self
        plain.presolves = false
        plain.branchAndCut.presolves = false
        return try run(plain, consume compiled)
      }
    }

    private func run(
      _ program: consuming GLPKProgram, since start: ContinuousClock.Instant,
      until stop: some StoppingCriterion, progress: (SearchProgress) -> Void,
      incumbent: (Solution) -> Void
    ) throws -> Solution {
      let size = GLPKAnswer.Size(program)
      // The C side may be the only one to hold a linear program, and lets go of it in time.
      let kept = size.isMixedInteger ? program : nil
      var problem = program.problem()
      var result = cglpk_result()
      defer { cglpk_release(&result) }
      GLPKWatch.watching(
        since: start, until: stop, countingNodes: size.isMixedInteger,
        maximizing: size.sense == .maximize, progress: progress,
        incumbent: { point, progress in
          if let kept { incumbent(kept.incumbent(point, progress)) }
        }
      ) { watcher, context, limits in
        var options = cglpk_options(self, limits)
        cglpk_solve(&problem, &options, watcher, context, &result)
      }
      return try GLPKAnswer(result: result, size: size).solution {
        kept?.activity(at: $0) ?? []
      }
    }

    /// Makes GLPK fail inside, for the tests of the recovery.
    package static func failOnPurpose() throws {
      var result = cglpk_result()
      cglpk_fail(&result)
      try result.require(result.status)
    }
  }
#endif
