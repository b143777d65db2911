internal import LinearAlgebra
internal import RealModule
internal import SupplyChainCore

/// The matrix from the forecasts of all nodes to those of the bottom series.
struct ReconciliationMapping {
  private let hierarchy: ForecastHierarchy
  /// One row a bottom series, one column a node; `nil` where the bottom forecasts stay.
  private let toBottom: Matrix?

  init(
    _ method: Reconciliation, _ hierarchy: ForecastHierarchy, errors: [[Double?]],
    history: [TimeSeries]
  ) throws(InvalidInput) {
    self.hierarchy = hierarchy
    switch method {
    case .bottomUp: toBottom = nil
    case .topDown: toBottom = try Self.shares(hierarchy, history)
    case .ordinaryLeastSquares:
      toBottom = try Self.projection(
        hierarchy, variances: Array(repeating: 1, count: hierarchy.count))
    case .structural:
      toBottom = try Self.projection(
        hierarchy, variances: hierarchy.members.map { Double($0.count) })
    case .weightedLeastSquares:
      let known = try NodeErrors(hierarchy, errors)
      toBottom = try Self.projection(hierarchy, variances: known.variances)
    case .minimumTrace:
      let known = try NodeErrors(hierarchy, errors)
      toBottom = try Self.projection(hierarchy, known.shrunkenCovariance)
    }
  }

  /// The forecasts of all nodes, agreeing.
  func coherent(_ forecasts: [Double]) -> [Double] {
    let (count, bottomCount) = (hierarchy.count, hierarchy.bottomCount)
    var bottom = Array(forecasts.suffix(bottomCount))
    if let toBottom {
      for row in bottom.indices {
        var sum = 0.0
        for node in 0..<count {
          sum += toBottom.storage[node * bottomCount + row] * forecasts[node]
        }
        bottom[row] = sum
      }
    }
    return hierarchy.members.map { $0.reduce(0) { $0 + bottom[$1] } }
  }

  /// The mean share of each bottom series in the first node.
  private static func shares(
    _ hierarchy: ForecastHierarchy, _ history: [TimeSeries]
  ) throws(InvalidInput) -> Matrix {
    guard history.count == hierarchy.count, let top = history.first,
      history.allSatisfy({ $0.count == top.count })
    else {
      throw InvalidInput(
        "history", value: "\(history.count) series",
        "are not one of the same length for each of \(hierarchy.count) nodes")
    }
    guard hierarchy.members[0].count == hierarchy.bottomCount else {
      throw InvalidInput(
        "hierarchy", value: hierarchy.names[0], "is not the sum of all bottom series")
    }
    // The ratio of averages rather than the average of ratios: a total near zero spoils nothing.
    var matrix = Matrix.zeros(hierarchy.bottomCount, hierarchy.count)
    let bottom = history.suffix(hierarchy.bottomCount).map { own in
      own.storage.reduce(0) { $1.isNaN ? $0 : $0 + $1 / Double(own.count) }
    }
    let total = bottom.reduce(0, +)
    for row in bottom.indices {
      matrix[row, 0] = total != 0 ? bottom[row] / total : 1 / Double(bottom.count)
    }
    return matrix
  }

  /// (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ for a diagonal W, as least squares over rows divided by their deviations.
  private static func projection(
    _ hierarchy: ForecastHierarchy, variances: [Double]
  ) throws(InvalidInput) -> Matrix {
    var covariance = Matrix.zeros(hierarchy.count, hierarchy.count)
    for (node, variance) in variances.enumerated() { covariance[node, node] = variance }
    return try projection(hierarchy, covariance)
  }

  /// With W = L Lᵀ the rows L⁻¹ S have independent errors of variance one, and what is asked for is their
  /// least squares.
  private static func projection(
    _ hierarchy: ForecastHierarchy, _ covariance: Matrix
  ) throws(InvalidInput) -> Matrix {
    let count = hierarchy.count
    let lower: Matrix
    do {
      lower = try CholeskyFactorization(covariance).lower
    } catch {
      throw InvalidInput("errors", "have no covariance that could be inverted")
    }
    func whitened(_ vector: [Double]) -> [Double] {
      var x = vector
      for column in 0..<count {
        x[column] /= lower[column, column]
        for row in column + 1..<max(column + 1, count) { x[row] -= lower[row, column] * x[column] }
      }
      return x
    }
    let summing = hierarchy.summing
    let design = try Matrix(
      columns: (0..<hierarchy.bottomCount).map { whitened(summing.column($0)) })
    let factorization = try QRFactorization(design)
    var columns: [[Double]] = []
    for node in 0..<count {
      let unit = (0..<count).map { $0 == node ? 1.0 : 0 }
      columns.append(try factorization.leastSquares(whitened(unit)).coefficients)
    }
    return try Matrix(columns: columns)
  }
}

/// The one-step errors of all nodes at the steps where every node has one.
struct NodeErrors {
  /// One row a step.
  let rows: [[Double]]
  let nodeCount: Int

  init(_ hierarchy: ForecastHierarchy, _ errors: [[Double?]]) throws(InvalidInput) {
    var checks = InputChecks()
    checks.require(
      errors.count == hierarchy.count, "errors", value: "\(errors.count) rows",
      "has not one for each of \(hierarchy.count) nodes")
    let steps = errors.first?.count ?? 0
    for (node, own) in errors.enumerated() {
      checks.require(
        own.count == steps, "errors", at: node, value: "\(own.count) steps",
        "has not \(steps) as the first one")
      for case let value? in own { checks.requireFinite(value, "errors", at: node) }
    }
    try checks.finish()
    rows = (0..<steps).compactMap { step in
      let row = errors.compactMap { $0[step] }
      return row.count == errors.count ? row : nil
    }
    nodeCount = errors.count
    guard rows.count >= 2 else {
      throw InvalidInput(
        "errors", value: "\(rows.count) steps", "has not two steps at which every node has an error"
      )
    }
  }

  /// The mean squared error of each node; a node that never erred gets a tiny one.
  var variances: [Double] {
    let raw = (0..<nodeCount).map { node in
      rows.reduce(0) { $0 + $1[node] * $1[node] / Double(rows.count) }
    }
    let largest = raw.max() ?? 0
    return raw.map { max($0, largest > 0 ? largest * 1e-9 : 1) }
  }

  /// λ diag(W) + (1 − λ) W, with λ the variance of the correlations over their squares.
  var shrunkenCovariance: Matrix {
    let (count, deviations) = (Double(rows.count), variances.map { $0.squareRoot() })
    let scaled = rows.map { row in zip(row, deviations).map { $0 / $1 } }
    var correlations = Matrix.zeros(nodeCount, nodeCount)
    var (uncertain, squared) = (0.0, 0.0)
    for a in 0..<nodeCount {
      correlations[a, a] = 1
      for b in 0..<a {
        let mean = scaled.reduce(0) { $0 + $1[a] * $1[b] / count }
        correlations[a, b] = mean
        correlations[b, a] = mean
        squared += mean * mean
        let spread = scaled.reduce(0) { $0 + ($1[a] * $1[b] - mean) * ($1[a] * $1[b] - mean) }
        uncertain += spread / (count * (count - 1))
      }
    }
    let shrinkage = squared > 0 ? min(1, max(0, uncertain / squared)) : 1
    // A sum is the sum of its parts, errors of linear models included: without any shrinkage the
    // matrix would be singular.
    let keep = 1 - max(shrinkage, 1e-6)
    var covariance = Matrix.zeros(nodeCount, nodeCount)
    for a in 0..<nodeCount {
      for b in 0..<nodeCount {
        covariance[a, b] =
          deviations[a] * deviations[b] * (a == b ? 1 : keep * correlations[a, b])
      }
    }
    return covariance
  }
}
