extension LinearProgram {
  /// The bound on the objective that dual values prove, whatever they are: the Lagrangian bound.
  ///
  /// Each constraint, times its dual value, is subtracted from the objective; what is left is bounded
  /// by the bounds of the variables alone. For any point x that is feasible, when minimising,
  /// c·x = y·Ax + (c − yA)·x ≥ Σ y · (the side that y pays at) + Σ reduced cost · (the bound it pays at).
  ///
  /// - Parameter duals: A number for each constraint.
  /// - Returns: The bound; `nil` where a variable without the bound it would need leaves none.
  /// - Complexity: O(variables + nonzeros).
  func bound(provedBy duals: some Sequence<Double>) -> Double? {
    let sign = sense == .minimize ? 1.0 : -1
    var total = objectiveConstant
    var reduced = columns.costs
    for (row, dual) in duals.enumerated() where row < constraintCount {
      let side = sign * dual > 0 ? rows.lower[row] : rows.upper[row]
      // A dual value of the wrong sign is left out: any others prove a bound as well.
      guard dual != 0, dual.isFinite, side.isFinite else { continue }
      total += dual * side
      for term in rows.terms[row] { reduced[term.variable.index] -= dual * term.coefficient }
    }
    for (index, cost) in reduced.enumerated() where cost != 0 {
      let isSemiContinuous = columns.kinds[index] == .semiContinuous
      let lower = isSemiContinuous ? 0 : columns.lower[index]
      let paid = cost * (sign * cost > 0 ? lower : columns.upper[index])
      // Rounding leaves a trace of costs that cancel; where it has no bound, it is no cost.
      let isTrace = cost.magnitude <= 1e-12 * (1 + columns.costs[index].magnitude)
      if paid.isFinite { total += paid } else if !isTrace { return nil }
    }
    return total.isFinite ? total : nil
  }
}
