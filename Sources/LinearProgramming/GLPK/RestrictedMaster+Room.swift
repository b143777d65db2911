#if GLPK
  internal import CGLPK

  // Which columns stand in GLPK, and which in the pool beside it.

  extension RestrictedMaster {
    /// The slots of the columns without which a run that ended so has not ended.
    mutating func missingColumns(after status: Solution.Status) -> [Int] {
      if pool.count == 0 { return [] }
      switch status {
      case .optimal:
        return pool.paying(
          at: duals, sign: program.sense == .minimize ? 1 : -1, tolerance: tolerance,
          limit: program.constraintCount + 50)
      // Without dual values nothing tells which of them would help.
      case .infeasible, .infeasibleOrUnbounded, .numericalTrouble: return pool.slots
      default: return []
      }
    }

    /// Moves columns from the pool into GLPK.
    mutating func takeIn(_ slots: [Int]) throws {
      guard !slots.isEmpty else { return }
      let (variables, entries) = pool.take(slots)
      let columns = program.columns
      var result = cglpk_result()
      try result.require(
        cglpk_workspace_add_columns(
          workspace, Int32(variables.count), Array(repeating: 0, count: variables.count),
          variables.map { columns.upper[Int($0)] }, variables.map { columns.costs[Int($0)] },
          entries.starts, entries.rows, entries.values, &result))
    }

    /// The positions of variables in GLPK, into which they are moved where need be.
    mutating func positions(of variables: [Variable]) throws -> [Int32] {
      try takeIn(variables.compactMap { pool.slot(of: $0) })
      return variables.compactMap { pool.position(of: $0) }
    }

    /// Moves the columns that are farthest from paying out of GLPK where it has too many.
    ///
    /// Only those that are at their bound of zero: without them every number stays what it is. Half of
    /// the room is left free, so that a column is looked at as rarely as it takes to fill it again.
    mutating func makeRoom() throws {
      let room = max(leastRoom, 4 * program.constraintCount)
      guard pool.inside.count > room else { return }
      let idle = try idleColumns().sorted { ($1.worth, $0.position) < ($0.worth, $1.position) }
      let positions = idle.dropFirst(max(0, room / 2 - (pool.inside.count - idle.count)))
        .map(\.position).sorted()
      var (entries, result) = (ColumnEntries(), cglpk_result())
      let most = Int(cglpk_workspace_entries(workspace))
      entries.starts = Array(repeating: 0, count: positions.count + 1)
      entries.rows = Array(repeating: 0, count: most)
      entries.values = Array(repeating: 0, count: most)
      try result.require(
        cglpk_workspace_remove_columns(
          workspace, Int32(positions.count), positions, &entries.starts, &entries.rows,
          &entries.values, &result))
      pool.store(positions, entries, of: program)
    }

    /// The columns in GLPK that are at their bound of zero, and how near each is to paying.
    private mutating func idleColumns() throws -> [(position: Int32, worth: Double)] {
      let solution = try solutionInside()
      guard let primal = solution.primal, let reduced = solution.reducedCosts,
        let basis = solution.basis?.variables
      else { return [] }
      let sign = program.sense == .minimize ? -1.0 : 1
      let columns = program.columns
      return pool.inside.enumerated().compactMap { position, variable in
        let index = Int(variable)
        let lower = columns.kinds[index] == .semiContinuous ? 0 : columns.lower[index]
        let isIdle =
          lower == 0 && primal[position] == 0
          && (basis[position] == .atLower || basis[position] == .fixed)
        guard isIdle else { return nil }
        return (
          Int32(position), sign * reduced[position] / (1 + columns.costs[index].magnitude)
        )
      }
    }
  }
#endif
