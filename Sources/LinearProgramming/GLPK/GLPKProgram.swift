#if GLPK
  internal import CGLPK

  /// A program as the C side takes it; its numbers have been checked.
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
    private var terms: [[LinearExpression.Term]]
    private var integral: [UInt8]
    /// A basis to begin from; empty for none.
    private var rowStart: [UInt8] = []
    private var columnStart: [UInt8] = []

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
      terms = program.rows.terms
      integral = Array(repeating: 0, count: variableCount)
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
        terms.append([
          .init(Variable(index: index), coefficient: 1),
          .init(Variable(index: switchColumn), coefficient: -side),
        ])
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
      problem.entries = Int32(clamping: terms.reduce(0) { $0 + $1.count })
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
            terms.withUnsafeBufferPointer { terms in
              problem.row_lower = rowLower.baseAddress
              problem.row_upper = rowUpper.baseAddress
              problem.row_start = rowStart.isEmpty ? nil : rowStart.baseAddress
              problem.row_context = UnsafeRawPointer(terms.baseAddress)
              problem.row_reader = { context, row, room, columns, values in
                guard let context, let columns, let values else { return 0 }
                let terms = context.assumingMemoryBound(to: [LinearExpression.Term].self)[Int(row)]
                  .prefix(Int(room))
                for (entry, term) in terms.enumerated() {
                  columns[entry] = Int32(truncatingIfNeeded: term.variable.index + 1)
                  values[entry] = term.coefficient
                }
                return Int32(truncatingIfNeeded: terms.count)
              }
              body(&problem)
            }
          }
        }
      }
    }
  }
#endif
