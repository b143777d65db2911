#if GLPK
  internal import CGLPK
  public import SupplyChainCore

  /// A linear program that stays in GLPK while columns and rows are added to it.
  ///
  /// The restricted master of column generation: each solve starts from the last basis, which costs a
  /// fraction of a fresh start. It lives inside of the closure of
  /// ``GLPKSolver/withRestrictedMaster(of:_:)``, on the thread that calls it; it can be neither copied
  /// nor kept.
  ///
  /// Columns that are at zero and far from paying are set aside and priced apart, since GLPK's solves
  /// take time for every column that it has; they come back when they pay. Nothing else shows of it:
  /// every answer is that of the whole ``program``.
  ///
  /// Integer variables are relaxed here. When the columns are all there, the
  /// ``program`` with them goes to a solver for the whole numbers.
  ///
  /// ```swift
  /// // Cut rolls of 100 into 7 pieces of 45 and 9 of 31; a column is a pattern.
  /// let patterns = [[2.0, 0], [1, 1], [0, 3]]
  /// var program = LinearProgram()
  /// let demand = [7.0, 9.0].map { program.add(LinearExpression() >= $0) }
  /// program.addVariable("2 × 45", .integer, cost: 1, entries: [(demand[0], 2)])
  /// program.addVariable("3 × 31", .integer, cost: 1, entries: [(demand[1], 3)])
  ///
  /// let rolls = try GLPKSolver().withRestrictedMaster(of: program) { master in
  ///   while try master.solve() == .optimal {
  ///     // A pattern pays if the pieces in it are worth more than the roll.
  ///     let worth = master.duals
  ///     guard
  ///       let pattern = patterns.first(where: { pieces in
  ///         pieces[0] * worth[0] + pieces[1] * worth[1] > 1 + 1e-9
  ///       })
  ///     else { break }
  ///     try master.addColumn(.integer, cost: 1, rows: demand, coefficients: pattern)
  ///   }
  ///   return try GLPKSolver().solve(master.program).objective
  /// }
  /// print(rolls ?? .nan)
  /// ```
  public struct RestrictedMaster: ~Copyable {
    /// The program with all columns and rows that were added.
    public private(set) var program: LinearProgram

    /// The dual value of each constraint at the last optimum, with the sign of ``Solution/duals``.
    ///
    /// A solve that ends otherwise leaves those of the solve before.
    public private(set) var duals: [Double]

    /// The objective of the last solve; `nil` without a feasible point.
    public private(set) var objective: Double?

    /// The number of iterations of the simplex method so far.
    public private(set) var iterations = 0

    /// What a reduced cost must fall short of to count.
    var tolerance: Double { solver.simplex.optimalityTolerance }

    /// How many columns may stand in GLPK after a solve, however few constraints there are.
    package var leastRoom = 1_000

    /// How many columns stand outside of GLPK.
    package var columnsOutside: Int { pool.count }

    let workspace: OpaquePointer
    var pool: ColumnPool
    private let solver: GLPKSolver
    private var state = cglpk_result()

    /// Takes over a problem that is in GLPK already.
    fileprivate init(_ program: LinearProgram, _ solver: GLPKSolver, _ workspace: OpaquePointer) {
      self.program = program
      self.solver = solver
      self.workspace = workspace
      pool = ColumnPool(variableCount: program.variableCount)
      duals = Array(repeating: 0, count: program.constraintCount)
    }

    deinit { cglpk_workspace_close(workspace) }

    // MARK: Solving

    /// Solves the relaxation from the last basis.
    ///
    /// - Parameter stop: When to end early; looks at the runtime and the number of iterations.
    /// - Returns: Why it stopped.
    /// - Throws: ``LinearProgramSolverError`` where GLPK fails, `CancellationError` where the task was
    ///   cancelled; the master is lost after either.
    /// - Complexity: Iterations take what they take with some four columns a constraint, or a thousand;
    ///   any further ones cost a comparison each, and those that prices have moved near to paying a
    ///   multiplication an entry.
    @discardableResult
    public mutating func solve(until stop: some StoppingCriterion) throws -> Solution.Status {
      try Cancellation.check()
      let (start, pivots) = (ContinuousClock.now, iterations)
      while true {
        let status = try solveInside(since: start, pivots: pivots, until: stop)
        let missing = missingColumns(after: status)
        guard missing.isEmpty else {
          try takeIn(missing)
          continue
        }
        // What GLPK proves without them is proved of another program.
        if status != .optimal && pool.count > 0 { state.has_bound = 0 }
        if status == .optimal { try makeRoom() }
        return status
      }
    }

    /// Solves over the columns that stand in GLPK.
    private mutating func solveInside(
      since start: ContinuousClock.Instant, pivots: Int, until stop: some StoppingCriterion
    ) throws -> Solution.Status {
      // Taken out for the time of the call, so that the C side writes where nobody else looks.
      var values: [Double] = []
      swap(&values, &duals)
      let (solver, workspace, sense) = (solver, workspace, program.sense)
      let used = Int32(clamping: iterations - pivots)
      var state = state
      values.withUnsafeMutableBufferPointer { values in
        state.duals = values.baseAddress
        GLPKWatch.watching(
          since: start, until: stop, countingNodes: false, maximizing: sense == .maximize,
          progress: { _ in }
        ) { watcher, context, limits in
          var limits = limits
          limits.iterations = max(0, limits.iterations - used)
          var options = cglpk_options(solver, limits)
          cglpk_workspace_solve(workspace, &options, watcher, context, &state)
        }
        state.duals = nil
      }
      swap(&values, &duals)
      self.state = state
      iterations = Int(clamping: state.iterations)
      objective = state.has_point != 0 ? state.objective : nil
      let status = try state.solutionStatus()
      if status == .cancelled { throw CancellationError() }
      let isFinite = objective?.isFinite ?? true && duals.allSatisfy(\.isFinite)
      return isFinite ? status : .numericalTrouble
    }

    /// Solves the relaxation from the last basis, to the end.
    ///
    /// - Returns: Why it stopped.
    /// - Throws: What ``solve(until:)`` throws.
    @discardableResult
    public mutating func solve() throws -> Solution.Status {
      try solve(until: AnyOfCriteria([]))
    }

    /// The whole solution of the last solve: point, reduced costs and basis too.
    ///
    /// - Returns: The solution.
    /// - Throws: ``LinearProgramSolverError`` where the master was lost.
    /// - Complexity: O(variables + nonzeros).
    public mutating func solution() throws -> Solution {
      pool.completed(try solutionInside(), of: program)
    }

    /// The same, over the columns that stand in GLPK.
    mutating func solutionInside() throws -> Solution {
      var result = state
      try result.require(cglpk_workspace_read(workspace, &result))
      defer { cglpk_release(&result) }
      let size = GLPKAnswer.Size(
        variableCount: pool.inside.count, constraintCount: program.constraintCount)
      return try GLPKAnswer(result: result, size: size).solution { _ in [] }
    }

    // MARK: Growing

    /// Adds one column.
    ///
    /// - Parameters:
    ///   - kind: What values the variable may take in the ``program``; relaxed in the master.
    ///   - lower: The least value.
    ///   - upper: The greatest value.
    ///   - cost: What a unit adds to the objective.
    ///   - rows: The constraints in which the variable occurs, each once.
    ///   - coefficients: Its coefficients in them.
    /// - Returns: The variable.
    /// - Throws: `InvalidInput` for a number or a row that cannot be meant;
    ///   ``LinearProgramSolverError`` where GLPK fails.
    /// - Complexity: O(number of rows given).
    @discardableResult
    public mutating func addColumn(
      _ kind: Variable.Kind = .continuous, lower: Double = 0, upper: Double = .infinity,
      cost: Double, rows: [Row], coefficients: [Double]
    ) throws -> Variable {
      var batch = ColumnBatch()
      batch.append(
        kind, lower: lower, upper: upper, cost: cost, rows: rows, coefficients: coefficients)
      let first = program.variableCount
      try add(batch)
      return Variable(index: first)
    }

    /// Adds many columns at once.
    ///
    /// - Parameter batch: The columns.
    /// - Throws: `InvalidInput` for a number or a row that cannot be meant, and then none is added;
    ///   ``LinearProgramSolverError`` where GLPK fails.
    /// - Complexity: O(number of entries).
    public mutating func add(_ batch: ColumnBatch) throws {
      try batch.check(rowCount: program.constraintCount)
      guard batch.count > 0 else { return }
      var result = cglpk_result()
      let code = cglpk_workspace_add_columns(
        workspace, Int32(batch.count), batch.relaxedLower, batch.upper, batch.costs,
        batch.starts, batch.rows, batch.coefficients, &result)
      try result.require(code)
      program.add(batch)
      pool.append(count: batch.count)
    }

    /// Adds a constraint: a cut.
    ///
    /// - Parameters:
    ///   - constraint: The constraint.
    ///   - name: The name, for messages and files.
    /// - Returns: The row.
    /// - Throws: `InvalidInput` for a number or a variable that cannot be meant;
    ///   ``LinearProgramSolverError`` where GLPK fails.
    @discardableResult
    public mutating func add(_ constraint: Constraint, named name: String? = nil) throws -> Row {
      try program.check(constraint, name ?? "c\(program.constraintCount + 1)")
      let positions = try positions(of: constraint.terms.map(\.variable))
      var result = cglpk_result()
      try result.require(
        cglpk_workspace_add_rows(
          workspace, 1, [constraint.lower], [constraint.upper], [0, Int32(positions.count)],
          positions, constraint.terms.map(\.coefficient), &result))
      let row = program.add(constraint, named: name)
      duals.append(0)
      return row
    }

    // MARK: Changing

    /// Replaces the bounds of a variable; one that is not of this program is left alone.
    ///
    /// - Throws: `InvalidInput` where they cannot be meant; ``LinearProgramSolverError`` where GLPK
    ///   fails.
    public mutating func setBounds(of variable: Variable, lower: Double, upper: Double) throws {
      guard let kind = program.kind(of: variable) else { return }
      try program.check(variable, lower: lower, upper: upper, cost: 0)
      let position = try positions(of: [variable])
      var result = cglpk_result()
      let relaxed = kind == .semiContinuous ? 0 : lower
      try result.require(
        cglpk_workspace_set_column_bounds(workspace, position[0], relaxed, upper, &result))
      program.setBounds(of: variable, lower: lower, upper: upper)
    }

    /// Replaces the bounds of a constraint; one that is not of this program is left alone.
    ///
    /// - Throws: `InvalidInput` where they cannot be meant; ``LinearProgramSolverError`` where GLPK
    ///   fails.
    public mutating func setBounds(of row: Row, lower: Double, upper: Double) throws {
      guard row.index >= 0, row.index < program.constraintCount else { return }
      try program.check(
        Constraint(canonical: [], lower: lower, upper: upper), program.name(of: row))
      var result = cglpk_result()
      try result.require(
        cglpk_workspace_set_row_bounds(workspace, Int32(row.index), lower, upper, &result))
      program.setBounds(of: row, lower: lower, upper: upper)
    }

    /// Replaces what a unit of a variable adds to the objective; a stranger is left alone.
    ///
    /// - Throws: `InvalidInput` where it cannot be meant; ``LinearProgramSolverError`` where GLPK
    ///   fails.
    public mutating func setCost(of variable: Variable, to cost: Double) throws {
      guard let bounds = program.bounds(of: variable) else { return }
      try program.check(variable, lower: bounds.lower, upper: bounds.upper, cost: cost)
      let position = try positions(of: [variable])
      var result = cglpk_result()
      try result.require(cglpk_workspace_set_cost(workspace, position[0], cost, &result))
      program.setCost(of: variable, to: cost)
    }
  }

  extension GLPKSolver {
    /// Keeps a linear program in GLPK for the time of a closure, so that columns and rows can be
    /// added and each solve starts from the last basis.
    ///
    /// - Parameters:
    ///   - program: The program to start with: the constraints, and columns that make it feasible.
    ///   - body: Solves, prices and adds; runs at once, on the calling thread.
    /// - Returns: What the body returns.
    /// - Throws: `InvalidInput` where the program or an option cannot be meant,
    ///   ``LinearProgramSolverError`` where GLPK fails, and what the body throws.
    public func withRestrictedMaster<Result>(
      of program: LinearProgram, _ body: (inout RestrictedMaster) throws -> Result
    ) throws -> Result {
      try program.check()
      try check()
      var result = cglpk_result()
      var options = cglpk_options(self, .init())
      var problem = GLPKProgram(program, relaxing: true).problem()
      guard let workspace = cglpk_workspace_open(&problem, &options, &result) else {
        throw result.error
      }
      var master = RestrictedMaster(program, self, workspace)
      return try body(&master)
    }
  }
#endif
