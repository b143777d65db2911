#if GLPK
  internal import SupplyChainCore

  /// Columns to be added to a ``RestrictedMaster`` in one go.
  ///
  /// ```swift
  /// var batch = ColumnBatch()
  /// batch.append(cost: 3, rows: [0, 4], coefficients: [1, 1])
  /// print(batch.count)
  /// ```
  public struct ColumnBatch: Sendable, Hashable {
    private(set) var lower: [Double] = []
    private(set) var upper: [Double] = []
    private(set) var costs: [Double] = []
    private(set) var kinds: [Variable.Kind] = []
    private(set) var starts: [Int32] = [0]
    private(set) var rows: [Int32] = []
    private(set) var coefficients: [Double] = []
    private var isUneven = false

    /// No columns yet.
    public init() {}

    /// The number of columns.
    public var count: Int { costs.count }

    /// Appends a column.
    ///
    /// - Parameters:
    ///   - kind: What values the variable may take in the program; relaxed in the master.
    ///   - lower: The least value.
    ///   - upper: The greatest value.
    ///   - cost: What a unit adds to the objective.
    ///   - rows: The constraints in which the variable occurs, by their index, each once.
    ///   - coefficients: Its coefficients in them.
    /// - Complexity: O(number of rows given).
    public mutating func append(
      _ kind: Variable.Kind = .continuous, lower: Double = 0, upper: Double = .infinity,
      cost: Double, rows: some Collection<Int>, coefficients: some Collection<Double>
    ) {
      let isBinary = kind == .binary
      self.lower.append(isBinary && lower < 0 ? 0 : lower)
      self.upper.append(isBinary && upper > 1 ? 1 : upper)
      costs.append(cost)
      kinds.append(isBinary ? .integer : kind)
      for row in rows { self.rows.append(Int32(clamping: row)) }
      self.coefficients.append(contentsOf: coefficients)
      if self.rows.count != self.coefficients.count { isUneven = true }
      starts.append(Int32(clamping: self.rows.count))
    }

    /// Appends a column.
    ///
    /// - Parameters:
    ///   - kind: What values the variable may take in the program; relaxed in the master.
    ///   - lower: The least value.
    ///   - upper: The greatest value.
    ///   - cost: What a unit adds to the objective.
    ///   - rows: The constraints in which the variable occurs, each once.
    ///   - coefficients: Its coefficients in them.
    /// - Complexity: O(number of rows given).
    public mutating func append(
      _ kind: Variable.Kind = .continuous, lower: Double = 0, upper: Double = .infinity,
      cost: Double, rows: some Collection<Row>, coefficients: some Collection<Double>
    ) {
      append(
        kind, lower: lower, upper: upper, cost: cost, rows: rows.map(\.index),
        coefficients: coefficients)
    }

    /// Removes all columns and keeps the storage.
    public mutating func removeAll() {
      lower.removeAll(keepingCapacity: true)
      upper.removeAll(keepingCapacity: true)
      costs.removeAll(keepingCapacity: true)
      kinds.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      starts.append(0)
      rows.removeAll(keepingCapacity: true)
      coefficients.removeAll(keepingCapacity: true)
      isUneven = false
    }

    /// The lower bounds in the relaxation.
    var relaxedLower: [Double] {
      zip(lower, kinds).map { $1 == .semiContinuous ? 0 : $0 }
    }

    /// Looks for everything that cannot be meant.
    func check(rowCount: Int) throws(InvalidInput) {
      var checks = InputChecks()
      if isUneven {
        checks.report("columns.coefficients", "are not as many as the rows")
        try checks.finish()
      }
      var lastColumn = Array(repeating: -1, count: rowCount)
      let limit = LinearProgram.magnitudeLimit
      for column in 0..<count {
        if !(costs[column].magnitude <= limit) {
          checks.report(
            "columns.cost", at: column, value: "\(costs[column])", "is not a finite number")
        }
        let isBounded =
          lower[column] <= upper[column] && lower[column] < .infinity
          && upper[column] > -.infinity
        if !isBounded {
          checks.report(
            "columns.lower", at: column, value: "\(lower[column])",
            "is above the upper bound (\(upper[column]))")
        }
        for entry in Int(starts[column])..<Int(starts[column + 1]) {
          let row = Int(rows[entry])
          if row < 0 || row >= rowCount {
            checks.report("columns.rows", at: column, value: "\(row)", "is not in the program")
          } else if lastColumn[row] == column {
            checks.report("columns.rows", at: column, value: "\(row)", "occurs twice")
          } else {
            lastColumn[row] = column
          }
          if !(coefficients[entry].magnitude <= limit) {
            checks.report(
              "columns.coefficients", at: column, value: "\(coefficients[entry])",
              "is not a finite number")
          }
        }
      }
      try checks.finish()
    }
  }

  extension LinearProgram {
    /// Adds checked columns.
    mutating func add(_ batch: ColumnBatch) {
      for column in 0..<batch.count {
        let entries = Int(batch.starts[column])..<Int(batch.starts[column + 1])
        addVariable(
          nil, batch.kinds[column], lower: batch.lower[column], upper: batch.upper[column],
          cost: batch.costs[column],
          entries: entries.lazy.map { entry in
            (row: Row(index: Int(batch.rows[entry])), coefficient: batch.coefficients[entry])
          })
      }
    }
  }
#endif
