internal import LinearAlgebra
internal import RealModule
internal import SupplyChainCore

/// The rows and columns of a regression, weighted, with what they mean.
struct RegressionDesign {
  let layout: RegressionLayout
  /// The observed steps that a row stands for.
  let steps: [Int]
  /// One row a step, times the root of its weight.
  let matrix: Matrix
  /// The observations, times the root of their weight.
  let response: [Double]
  /// The root of each weight.
  let roots: [Double]
  /// The last observations that a forecast looks back at, gaps filled.
  let recent: [Double]
  /// The number of steps of the history.
  let count: Int

  init(
    _ regression: LinearRegression, _ series: TimeSeries, regressors: [Regressor],
    weights: [Double]?, from first: Int = 0
  ) throws(InvalidInput) {
    try LinearRegression.require(regressors, count: series.count)
    var checks = InputChecks()
    for (index, lag) in regression.lags.enumerated() {
      checks.require(lag >= 1, "lags", at: index, value: lag, "is less than 1")
      checks.require(
        !regression.lags[..<index].contains(lag), "lags", at: index, value: lag, "is there twice")
    }
    checks.requireNonNegative(regression.penalty.weight, "penalty")
    if let weights {
      checks.require(
        weights.count == series.count, "weights", value: "\(weights.count) numbers",
        "has not one for each of \(series.count) steps")
      for (index, weight) in weights.enumerated() {
        checks.requirePositive(weight, "weights", at: index)
      }
    }
    try checks.finish()
    let layout = RegressionLayout(
      regression, period: series.period, regressors: regressors.map(\.name))
    let storage = series.storage
    let steps = storage.indices.filter { step in
      step >= first && !storage[step].isNaN
        && regression.lags.allSatisfy { $0 <= step && !storage[step - $0].isNaN }
    }
    let needed = regression.penalty == .none ? layout.names.count : 1
    guard steps.count > needed else {
      throw InvalidInput(
        "series", value: "\(steps.count) observations",
        "has not more than the \(needed) coefficients to be estimated")
    }
    let roots = steps.map { weights?[$0].squareRoot() ?? 1 }
    var elements = [Double](repeating: 0, count: steps.count * layout.names.count)
    for (row, step) in steps.enumerated() {
      let values = layout.row(
        step, lagged: regression.lags.map { storage[step - $0] },
        regressors.map { $0.values[step] })
      for (column, value) in values.enumerated() {
        elements[column * steps.count + row] = value * roots[row]
      }
    }
    matrix = try Matrix(
      columnMajor: elements, rowCount: steps.count, columnCount: layout.names.count)
    response = zip(steps, roots).map { storage[$0] * $1 }
    let reach = regression.lags.max() ?? 0
    recent = reach > 0 ? Array(SmoothingStart.interpolated(storage).suffix(reach)) : []
    self.layout = layout
    self.steps = steps
    self.roots = roots
    count = series.count
  }

  /// The design without some of its rows.
  func leavingOut(_ rows: Set<Int>) throws(InvalidInput) -> RegressionDesign {
    let kept = steps.indices.filter { !rows.contains($0) }
    return RegressionDesign(
      layout: layout, steps: kept.map { steps[$0] },
      matrix: try Matrix(rows: kept.map { matrix.row($0) }), response: kept.map { response[$0] },
      roots: kept.map { roots[$0] }, recent: recent, count: count)
  }

  private init(
    layout: RegressionLayout, steps: [Int], matrix: Matrix, response: [Double], roots: [Double],
    recent: [Double], count: Int
  ) {
    self.layout = layout
    self.steps = steps
    self.matrix = matrix
    self.response = response
    self.roots = roots
    self.recent = recent
    self.count = count
  }
}

/// What the columns of a regression's design mean.
struct RegressionLayout: Hashable, Sendable, Codable {
  let regression: LinearRegression
  let period: Int
  let regressors: [String]
  /// The name of each column.
  let names: [String]

  init(_ regression: LinearRegression, period: Int, regressors: [String]) {
    self.regression = regression
    self.period = period
    self.regressors = regressors
    var names = ["intercept"]
    switch regression.trend {
    case .none: break
    case .linear: names.append("trend")
    case .quadratic: names += ["trend", "trend²"]
    }
    switch regression.season {
    case .none: break
    case .dummies: if period > 1 { names += (2...period).map { "season \($0)" } }
    case .fourier(let harmonics):
      for harmonic in 1..<max(1, min(harmonics, period / 2) + 1) {
        names.append("cosine \(harmonic)")
        // The sine of the highest harmonic of an even period is zero at every step.
        if 2 * harmonic < period { names.append("sine \(harmonic)") }
      }
    }
    self.names = names + regression.lags.map { "lag \($0)" } + regressors
  }

  /// The row of a step, counted from zero at the start of the history.
  func row(_ step: Int, lagged: [Double], _ regressors: [Double]) -> [Double] {
    var row = [1.0]
    let time = Double(step + 1)
    switch regression.trend {
    case .none: break
    case .linear: row.append(time)
    case .quadratic: row += [time, time * time]
    }
    switch regression.season {
    case .none: break
    case .dummies:
      if period > 1 { row += (1..<period).map { step % period == $0 ? 1 : 0 } }
    case .fourier(let harmonics):
      for harmonic in 1..<max(1, min(harmonics, period / 2) + 1) {
        // The remainder first, so that late steps keep their precision.
        let angle = 2 * .pi * Double(harmonic * (step % period) % period) / Double(period)
        row.append(.cos(angle))
        if 2 * harmonic < period { row.append(.sin(angle)) }
      }
    }
    return row + lagged + regressors
  }
}
