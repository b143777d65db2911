internal import LinearAlgebra
internal import RealModule
public import SupplyChainCore

/// Makes forecasts of a hierarchy agree: what is forecast for a sum is the sum of what is forecast for
/// its parts.
///
/// Each node was forecast on its own, so each knows something that the others do not. Bottom-up and
/// top-down throw most of that away; the other methods combine all nodes. With the errors' covariance W
/// the coherent forecasts nearest to the given ones are S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ.
///
/// ```swift
/// let shops = try ForecastHierarchy(children: ["total": ["Ghent", "Namur"]])
/// let reconciled = try Reconciliation.ordinaryLeastSquares
///   .reconcile([[110], [60], [44]], in: shops)
/// print(reconciled)  // [[108], [62], [46]]
/// ```
///
/// Wickramasuriya, Athanasopoulos and Hyndman 2019, <https://doi.org/10.1080/01621459.2018.1448825>.
public enum Reconciliation: Hashable, Sendable, Codable {
  /// The bottom forecasts, added up.
  case bottomUp
  /// The forecast of the first node, shared out by the mean share that each bottom series had of it.
  case topDown
  /// All nodes count alike.
  case ordinaryLeastSquares
  /// A node counts less the more bottom series it adds up.
  case structural
  /// A node counts less the larger its errors were.
  case weightedLeastSquares
  /// The errors' covariance, its correlations shrunk towards zero by as much as they are uncertain: the
  /// one to begin with where histories are at hand.
  ///
  /// Schäfer and Strimmer 2005, <https://doi.org/10.2202/1544-6115.1175>, for the shrinkage.
  case minimumTrace

  /// Makes point forecasts agree.
  ///
  /// - Parameters:
  ///   - forecasts: One row a node, in the order of the hierarchy's names, one number a step ahead.
  ///   - hierarchy: The hierarchy.
  ///   - errors: One row a node: its one-step errors within the history, `nil` where missing. Needed
  ///     by ``weightedLeastSquares`` and ``minimumTrace``.
  ///   - history: The history of each node. Needed by ``topDown``.
  /// - Returns: One row a node.
  /// - Throws: `InvalidInput` if shapes do not fit, a number is not finite, or what the method needs is
  ///   not there.
  /// - Complexity: O(nodes · bottom²), for `minimumTrace` O(nodes³).
  public func reconcile(
    _ forecasts: [[Double]], in hierarchy: ForecastHierarchy, errors: [[Double?]] = [],
    history: [TimeSeries] = []
  ) throws(InvalidInput) -> [[Double]] {
    let mapping = try ReconciliationMapping(self, hierarchy, errors: errors, history: history)
    let steps = forecasts.first?.count ?? 0
    var checks = InputChecks()
    checks.require(
      forecasts.count == hierarchy.count, "forecasts", value: "\(forecasts.count) rows",
      "has not one for each of \(hierarchy.count) nodes")
    for (node, row) in forecasts.enumerated() {
      checks.require(
        row.count == steps, "forecasts", at: node, value: "\(row.count) steps",
        "has not \(steps) as the first one")
      for value in row { checks.requireFinite(value, "forecasts", at: node) }
    }
    try checks.finish()
    var result = [[Double]](repeating: [], count: hierarchy.count)
    for step in 0..<steps {
      let coherent = mapping.coherent(forecasts.map { $0[step] })
      for node in result.indices { result[node].append(coherent[node]) }
    }
    return result
  }

  /// Makes forecasts agree in distribution: every future of a sum is the sum of the futures of its parts.
  ///
  /// Futures are drawn for all nodes together, with the errors' ranks as they went together in the past
  /// and each node's own distribution, and then made to agree one by one. Quantiles of the result are
  /// quantiles of one joint distribution, which is all that can agree: quantiles do not add up.
  ///
  /// ```swift
  /// let shops = try ForecastHierarchy(children: ["total": ["Ghent", "Namur"]])
  /// let history = try shops.series(from: [
  ///   TimeSeries([12, 15, 11, 14, 16, 13]), TimeSeries([7, 9, 8, 6, 9, 8]),
  /// ])
  /// let forecasts = try history.map { try ExponentialSmoothing.simple.forecast($0, horizon: 2) }
  /// let errors = try history.map { own in
  ///   let fitted = try ExponentialSmoothing.simple.fit(own)
  ///   return zip(own.values, try fitted.fittedValues(for: own)).map { y, f in y.map { $0 - f } }
  /// }
  /// let coherent = try Reconciliation.minimumTrace
  ///   .reconcile(forecasts, in: shops, errors: errors, seed: 1)
  /// print(coherent[0].quantile(0.95))
  /// ```
  ///
  /// Panagiotelis, Gamakumara, Athanasopoulos and Hyndman 2023,
  /// <https://doi.org/10.1016/j.ejor.2022.07.040>.
  ///
  /// - Parameters:
  ///   - forecasts: One a node, in the order of the hierarchy's names.
  ///   - hierarchy: The hierarchy.
  ///   - errors: One row a node: its one-step errors within the history, `nil` where missing.
  ///   - history: The history of each node. Needed by ``topDown``.
  ///   - paths: How many futures.
  ///   - seed: The seed of the futures.
  /// - Returns: One forecast a node, by simulated futures.
  /// - Throws: `InvalidInput` if shapes do not fit, what the method needs is not there, or there is no
  ///   past step at which every node has an error.
  /// - Complexity: O(paths · horizon · nodes · bottom)
  public func reconcile(
    _ forecasts: [Forecast], in hierarchy: ForecastHierarchy, errors: [[Double?]],
    history: [TimeSeries] = [], paths: Int = 1_000, seed: UInt64
  ) throws(InvalidInput) -> [Forecast] {
    let mapping = try ReconciliationMapping(self, hierarchy, errors: errors, history: history)
    guard forecasts.count == hierarchy.count, let horizon = forecasts.first?.horizon,
      forecasts.allSatisfy({ $0.horizon == horizon })
    else {
      throw InvalidInput(
        "forecasts", value: "\(forecasts.count) forecasts",
        "are not one of the same horizon for each of \(hierarchy.count) nodes")
    }
    guard (1...1_000_000).contains(paths) else {
      throw InvalidInput("paths", value: paths, "is not from 1 to 1000000")
    }
    var drawing = try JointDrawing(hierarchy, errors: errors, seed: seed)
    let tables = forecasts.map { JointDrawing.table($0) }
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: horizon * paths), count: hierarchy.count)
    for step in 0..<horizon {
      for path in 0..<paths {
        let shares = drawing.next()
        let own = tables.indices.map { JointDrawing.value(of: tables[$0][step], at: shares[$0]) }
        for (node, value) in mapping.coherent(own).enumerated() {
          values[node][step * paths + path] = value
        }
      }
    }
    return zip(forecasts, values).map { forecast, own in
      Forecast(model: "\(forecast.model), reconciled", pathValues: own, count: paths)
    }
  }
}
