internal import LinearAlgebra

extension SmoothingSearch {
  /// A form with the effects of regressors, and how well those are known.
  struct RegressionEstimate {
    var smoothing: Estimate
    var effects: [Double]
    /// The covariance of the effects were the variance of the errors one; empty where the observations do
    /// not tell the effects from the states.
    var covariance: [[Double]]
  }

  /// The most likely parameters of a form together with the effects of regressors on the series.
  ///
  /// The search was made for the series less first guesses of the effects; it finds what is to be added to
  /// them. Each column has one value for each observation.
  func estimate(
    _ form: SmoothingForm, regressors columns: [[Double]], withPrior: Bool,
    region: SmoothingRegion = .usual
  ) -> RegressionEstimate? {
    if form.needsPositiveValues && !isPositive { return nil }
    let layout = SearchLayout(
      form: form, period: period, guess: guess(for: form.season), region: region)
    guard begin(form, layout, region), let byValue = kernel.valueGradient else { return nil }
    let size = layout.size
    // An effect moves in steps that change the series by about the size of its own steps.
    let units = columns.map { column in
      let mean = column.reduce(0) { $0 + $1 / Double(column.count) }
      let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(column.count) }
      return guess(for: form.season).unit / max(squares.squareRoot(), .leastNormalMagnitude)
    }
    let base = (0..<kernel.count).map { kernel.values[$0] }
    for index in columns.indices { optimizer.point[size + index] = 0 }
    func apply(_ point: UnsafePointer<Double>) -> Bool {
      for t in base.indices {
        var value = base[t]
        for (index, column) in columns.enumerated() {
          value -= units[index] * point[size + index] * column[t]
        }
        if form.needsPositiveValues && value <= 0 { return false }
        kernel.values[t] = value
      }
      return true
    }
    func evaluate(
      _ point: UnsafePointer<Double>, _ slope: UnsafeMutablePointer<Double>, _ withPrior: Bool
    ) -> Double {
      guard apply(point) else { return .infinity }
      layout.read(point, into: parameters)
      guard isWithin(region, form) else { return .infinity }
      let value = kernel.deviance(of: form, at: parameters, gradient: gradient)
      guard value < .infinity else { return value }
      layout.pullBack(gradient, at: point, into: slope)
      for (index, column) in columns.enumerated() {
        var sum = 0.0
        for t in base.indices where !base[t].isNaN { sum -= byValue[t] * column[t] }
        slope[size + index] = units[index] * sum
      }
      return withPrior ? value + layout.penalty(at: point, addingTo: slope) : value
    }
    _ = optimizer.minimize(
      size: size + columns.count, tolerance: Self.tolerance, iterations: Self.iterationLimit
    ) { evaluate($0, $1, withPrior) }
    let point = (0..<size + columns.count).map { optimizer.point[$0] }
    let curvature = Self.curvature(
      at: point, from: form.smoothingCount
    ) { evaluate($0, $1, false) }
    guard apply(point) else { return nil }
    layout.read(point, into: parameters)
    guard let estimate = evaluated(form) else { return nil }
    let sizes = units.map { $0 * scale }
    return RegressionEstimate(
      smoothing: estimate, effects: columns.indices.map { sizes[$0] * point[size + $0] },
      covariance: Self.covariance(
        curvature, of: sizes, variance: estimate.sumOfSquares / Double(observed)))
  }

  /// Second derivatives by the states and the effects, as differences of the gradient; smoothing parameters, of
  /// which they are independent in the long run, stay.
  private static func curvature(
    at point: [Double], from first: Int,
    _ function: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Double
  ) -> [[Double]]? {
    let step = 1e-4
    var moved = point
    var (above, below) = (point, point)
    var rows: [[Double]] = []
    for place in first..<point.count {
      moved[place] = point[place] + step
      let high = function(moved, &above)
      moved[place] = point[place] - step
      let low = function(moved, &below)
      moved[place] = point[place]
      guard high < .infinity, low < .infinity else { return nil }
      rows.append((first..<point.count).map { (above[$0] - below[$0]) / (2 * step) })
    }
    return rows
  }

  /// The covariance of the last unknowns, whose units are given, over the variance of the errors.
  ///
  /// Twice the inverse of the curvature of −2 log likelihood is the covariance.
  private static func covariance(
    _ curvature: [[Double]]?, of units: [Double], variance: Double
  ) -> [[Double]] {
    guard let curvature, !units.isEmpty, variance > 0 else { return [] }
    let first = curvature.count - units.count
    let symmetric = curvature.indices.map { row in
      curvature.indices.map { (curvature[row][$0] + curvature[$0][row]) / 2 }
    }
    guard let matrix = try? Matrix(rows: symmetric),
      let inverse = try? CholeskyFactorization(matrix).inverse
    else { return [] }
    return units.indices.map { row in
      units.indices.map { column in
        2 * units[row] * units[column] * inverse[first + row, first + column] / variance
      }
    }
  }
}
