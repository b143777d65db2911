#if GLPK
  internal import CGLPK
  internal import SupplyChainCore

  /// A program as the C side takes it; its numbers have been checked.
  ///
  /// A semi-continuous variable, which GLPK does not know, becomes a continuous one x in 0…upper and a
  /// binary one z, with x ≤ upper · z and x ≥ lower · z; both rows and z stand behind the user's own.
  struct GLPKProgram: Sendable {
    let variableCount: Int
    let constraintCount: Int
    let sense: LinearProgram.Sense
    /// Whether rounding the bounds of integer variables to whole numbers leaves each a value.
    private(set) var hasConsistentBounds = true
    private(set) var isMixedInteger = false

    private let constant: Double
    private var columns: LinearProgram.Columns
    private var rows: LinearProgram.Rows
    /// A basis to begin from; empty for none.
    private var rowStart: [Solution.Basis.Position] = []
    private var columnStart: [Solution.Basis.Position] = []

    /// Compiles a program; relaxed, its integer variables may take any value between their bounds,
    /// and its semi-continuous ones any from zero up.
    init(
      _ program: consuming LinearProgram, relaxing: Bool = false,
      startingAt basis: Solution.Basis? = nil
    ) {
      variableCount = program.variableCount
      constraintCount = program.constraintCount
      sense = program.sense
      constant = program.objectiveConstant
      columns = program.columns
      rows = program.rows
      for index in 0..<variableCount where columns.kinds[index] != .continuous {
        if relaxing {
          if columns.kinds[index] == .semiContinuous { columns.lower[index] = 0 }
          columns.kinds[index] = .continuous
        } else if columns.kinds[index] == .integer {
          makeInteger(index)
        } else {
          makeSemiContinuous(index)
        }
      }
      if let basis, !isMixedInteger { start(at: basis) }
    }

    /// A variable that the basis does not know yet stands at a bound, a constraint is basic: with that
    /// the basis of a program that has grown since remains one.
    private mutating func start(at basis: Solution.Basis) {
      columnStart = Array(basis.variables.prefix(variableCount))
      columnStart += repeatElement(.atLower, count: variableCount - columnStart.count)
      rowStart = Array(basis.constraints.prefix(constraintCount))
      rowStart += repeatElement(.basic, count: constraintCount - rowStart.count)
    }

    private mutating func makeInteger(_ index: Int) {
      isMixedInteger = true
      // GLPK insists on whole bounds.
      columns.lower[index] = columns.lower[index].rounded(.up)
      columns.upper[index] = columns.upper[index].rounded(.down)
      if columns.lower[index] > columns.upper[index] { hasConsistentBounds = false }
    }

    private mutating func makeSemiContinuous(_ index: Int) {
      let (lower, upper) = (columns.lower[index], columns.upper[index])
      columns.kinds[index] = .continuous
      guard lower > 0 else { return }
      isMixedInteger = true
      columns.lower[index] = 0
      let decision = Variable(index: columns.lower.count)
      columns.lower.append(0)
      columns.upper.append(1)
      columns.costs.append(0)
      columns.kinds.append(.integer)
      let x = Variable(index: index)
      append(x - lower * decision >= 0)
      append(x - upper * decision <= 0)
    }

    private mutating func append(_ constraint: Constraint) {
      rows.lower.append(constraint.lower)
      rows.upper.append(constraint.upper)
      rows.terms.append(constraint.terms)
    }

    /// A point that the search has found on its way.
    ///
    /// The search sees costs, whose sign is turned where the program maximises.
    func incumbent(_ point: [Double], _ progress: SearchProgress) -> Solution {
      let sign = sense == .maximize ? -1.0 : 1
      return Solution(
        status: .searching, objective: progress.bestCost.map { sign * $0 },
        primal: Array(point.prefix(variableCount)), activity: activity(at: point),
        bound: progress.bound.map { sign * $0 }, nodes: progress.iteration)
    }

    /// The value of the left-hand side of each constraint of the user's at a point.
    func activity(at point: [Double]) -> [Double] {
      rows.terms.prefix(constraintCount).map { terms in
        terms.reduce(0) { $0 + $1.coefficient * point[$1.variable.index] }
      }
    }
  }

  // MARK: What the C side asks

  extension GLPKProgram {
    /// Holds a program for as long as the C side has questions.
    private final class Source: Sendable {
      let program: GLPKProgram

      init(_ program: consuming GLPKProgram) { self.program = program }

      static func at(_ source: UnsafeRawPointer?) -> Source? {
        source.map { Unmanaged<Source>.fromOpaque($0).takeUnretainedValue() }
      }
    }

    /// The program for the C side, which releases it.
    consuming func problem() -> cglpk_problem {
      var problem = cglpk_problem()
      problem.rows = Int32(rows.lower.count)
      problem.columns = Int32(columns.lower.count)
      problem.entries = Int32(clamping: rows.terms.termCount)
      problem.maximize = sense == .maximize ? 1 : 0
      problem.mixed_integer = isMixedInteger ? 1 : 0
      problem.has_start = columnStart.isEmpty ? 0 : 1
      problem.constant = constant
      problem.source = UnsafeRawPointer(Unmanaged.passRetained(Source(self)).toOpaque())
      problem.release = { source in
        if let source { Unmanaged<Source>.fromOpaque(source).release() }
      }
      problem.column = { source, column in
        Source.at(source)?.program.column(Int(column)) ?? cglpk_column()
      }
      problem.row = { source, row in Source.at(source)?.program.row(Int(row)) ?? cglpk_row() }
      problem.row_entries = { source, row, room, columns, values in
        guard let columns, let values, let source = Source.at(source) else { return 0 }
        return source.program.write(Int(row), room: Int(room), to: columns, values)
      }
      return problem
    }

    private func column(_ index: Int) -> cglpk_column {
      cglpk_column(
        lower: columns.lower[index], upper: columns.upper[index], cost: columns.costs[index],
        integral: columns.kinds[index] == .integer ? 1 : 0,
        start: columnStart.isEmpty ? 0 : Int32(columnStart[index].rawValue))
    }

    private func row(_ index: Int) -> cglpk_row {
      cglpk_row(
        lower: rows.lower[index], upper: rows.upper[index],
        start: rowStart.isEmpty ? 0 : Int32(rowStart[index].rawValue))
    }

    private func write(
      _ row: Int, room: Int, to columns: UnsafeMutablePointer<Int32>,
      _ values: UnsafeMutablePointer<Double>
    ) -> Int32 {
      var count = 0
      for term in rows.terms[row] where count < room {
        columns[count] = Int32(truncatingIfNeeded: term.variable.index + 1)
        values[count] = term.coefficient
        count += 1
      }
      return Int32(truncatingIfNeeded: count)
    }
  }
#endif
