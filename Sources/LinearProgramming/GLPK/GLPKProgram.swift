#if GLPK
  internal import CGLPK

  /// A program in the arrays that the C side takes; its numbers have been checked.
  ///
  /// A semi-continuous variable, which GLPK does not know, becomes a continuous one x in 0…upper and a
  /// binary one z, with x ≤ upper · z and x ≥ lower · z; both rows and z stand behind the user's own.
  struct GLPKProgram {
    let variableCount: Int
    let constraintCount: Int
    /// Whether rounding the bounds of integer variables to whole numbers leaves each a value.
    private(set) var hasConsistentBounds = true
    private(set) var isMixedInteger = false

    private let maximizes: Bool
    private let constant: Double
    private var columnLower: [Double]
    private var columnUpper: [Double]
    private var costs: [Double]
    private var rowLower: [Double]
    private var rowUpper: [Double]
    private var integral: [UInt8]
    /// A basis to begin from; empty for none.
    private var rowStart: [UInt8] = []
    private var columnStart: [UInt8] = []
    // GLPK counts from one: the first element of these is not used.
    private var entryRows: [Int32] = [0]
    private var entryColumns: [Int32] = [0]
    private var entryValues: [Double] = [0]

    /// Compiles a program; relaxed, its integer variables may take any value between their bounds,
    /// and its semi-continuous ones any from zero up.
    init(
      _ program: LinearProgram, relaxing: Bool = false, startingAt basis: Solution.Basis? = nil
    ) {
      variableCount = program.variableCount
      constraintCount = program.constraintCount
      maximizes = program.sense == .maximize
      constant = program.objectiveConstant
      columnLower = program.columns.lower
      columnUpper = program.columns.upper
      costs = program.columns.costs
      rowLower = program.rows.lower
      rowUpper = program.rows.upper
      integral = Array(repeating: 0, count: variableCount)
      fillEntries(from: program.rows.terms, count: program.nonzeroCount)
      for index in 0..<variableCount where program.columns.kinds[index] != .continuous {
        if relaxing {
          if program.columns.kinds[index] == .semiContinuous { columnLower[index] = 0 }
        } else if program.columns.kinds[index] == .integer {
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
      columnStart = Array(repeating: Solution.Basis.Position.atLower.rawValue, count: columnCount)
      rowStart = Array(repeating: Solution.Basis.Position.basic.rawValue, count: rowCount)
      for (index, position) in basis.variables.prefix(columnCount).enumerated() {
        columnStart[index] = position.rawValue
      }
      for (index, position) in basis.constraints.prefix(rowCount).enumerated() {
        rowStart[index] = position.rawValue
      }
    }

    private mutating func fillEntries(from rows: [[LinearExpression.Term]], count: Int) {
      entryRows.reserveCapacity(count + 1)
      entryColumns.reserveCapacity(count + 1)
      entryValues.reserveCapacity(count + 1)
      for (row, terms) in rows.enumerated() {
        for term in terms {
          addEntry(row, term.variable.index, term.coefficient)
        }
      }
    }

    private mutating func addEntry(_ row: Int, _ column: Int, _ value: Double) {
      entryRows.append(Int32(row + 1))
      entryColumns.append(Int32(column + 1))
      entryValues.append(value)
    }

    private mutating func makeInteger(_ index: Int) {
      isMixedInteger = true
      integral[index] = 1
      // GLPK insists on whole bounds.
      columnLower[index] = columnLower[index].rounded(.up)
      columnUpper[index] = columnUpper[index].rounded(.down)
      if columnLower[index] > columnUpper[index] { hasConsistentBounds = false }
    }

    private mutating func makeSemiContinuous(_ index: Int) {
      let lower = columnLower[index]
      guard lower > 0 else { return }
      isMixedInteger = true
      columnLower[index] = 0
      let switchColumn = columnLower.count
      columnLower.append(0)
      columnUpper.append(1)
      costs.append(0)
      integral.append(1)
      for (side, bound) in [(lower, 0.0), (columnUpper[index], .infinity)] {
        // 0 ≤ x − lower · z, and 0 ≥ x − upper · z.
        addEntry(rowLower.count, index, 1)
        addEntry(rowLower.count, switchColumn, -side)
        rowLower.append(bound == 0 ? 0 : -.infinity)
        rowUpper.append(bound == 0 ? .infinity : 0)
      }
    }

    /// The sizes of GLPK's problem, which may have more rows and columns than the user's program.
    var columnCount: Int { columnLower.count }
    var rowCount: Int { rowLower.count }

    /// Lends the arrays to the C side.
    func withUnsafeProblem(_ body: (inout cglpk_problem) -> Void) {
      var problem = cglpk_problem()
      problem.rows = Int32(rowCount)
      problem.columns = Int32(columnCount)
      problem.entries = Int32(entryRows.count - 1)
      problem.maximize = maximizes ? 1 : 0
      problem.constant = constant
      columnLower.withUnsafeBufferPointer { columnLower in
        columnUpper.withUnsafeBufferPointer { columnUpper in
          costs.withUnsafeBufferPointer { costs in
            integral.withUnsafeBufferPointer { integral in
              columnStart.withUnsafeBufferPointer { columnStart in
                problem.column_lower = columnLower.baseAddress
                problem.column_upper = columnUpper.baseAddress
                problem.costs = costs.baseAddress
                problem.integral = isMixedInteger ? integral.baseAddress : nil
                problem.column_start = columnStart.isEmpty ? nil : columnStart.baseAddress
                withUnsafeRows(of: &problem, body)
              }
            }
          }
        }
      }
    }

    private func withUnsafeRows(
      of problem: inout cglpk_problem, _ body: (inout cglpk_problem) -> Void
    ) {
      rowLower.withUnsafeBufferPointer { rowLower in
        rowUpper.withUnsafeBufferPointer { rowUpper in
          rowStart.withUnsafeBufferPointer { rowStart in
            entryRows.withUnsafeBufferPointer { rows in
              entryColumns.withUnsafeBufferPointer { columns in
                entryValues.withUnsafeBufferPointer { values in
                  problem.row_lower = rowLower.baseAddress
                  problem.row_upper = rowUpper.baseAddress
                  problem.row_start = rowStart.isEmpty ? nil : rowStart.baseAddress
                  problem.entry_rows = rows.baseAddress
                  problem.entry_columns = columns.baseAddress
                  problem.entry_values = values.baseAddress
                  body(&problem)
                }
              }
            }
          }
        }
      }
    }
  }
#endif
