import DemandForecasting
import Foundation
import SupplyChainCore
import Testing

/// Reconciled forecasts re-computed with numpy 2.4.
///
/// Made by: `rng = numpy.random.default_rng(77)`; a total of two groups with three and two bottom series;
/// 30 rows of correlated errors E and base forecasts ŷ, rounded to three digits; then
/// `S @ inv(S.T @ inv(W) @ S) @ S.T @ inv(W) @ ŷ` with W the identity (ols), the row sums of S
/// (structural), the mean squared errors (wls), and λ diag(W₁) + (1 − λ) W₁ (mint) with W₁ = EᵀE / 30 and
/// λ after Schäfer and Strimmer from the standardised errors.
private struct HierarchyFixture {
  var errors: [[Double?]] = []
  var vectors: [String: [Double]] = [:]

  init() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Fixtures/hierarchy.csv")
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: ";").map(String.init)
      let rows = fields.dropFirst().map { $0.split(separator: " ").compactMap { Double($0) } }
      if fields[0] == "errors" { errors = rows } else { vectors[fields[0]] = rows[0] }
    }
  }
}

@Suite struct ReconciliationTests {
  private let fixture: HierarchyFixture
  private let hierarchy: ForecastHierarchy

  init() throws {
    fixture = try HierarchyFixture()
    hierarchy = try ForecastHierarchy(children: [
      "total": ["A", "B"], "A": ["a", "b", "c"], "B": ["d", "e"],
    ])
  }

  @Test(arguments: [
    (Reconciliation.bottomUp, "bottomup"), (.ordinaryLeastSquares, "ols"),
    (.structural, "structural"), (.weightedLeastSquares, "wls"), (.minimumTrace, "mint"),
  ])
  func forecastsAgreeWithNumpy(method: Reconciliation, key: String) throws {
    let base = try #require(fixture.vectors["base"])
    let reconciled = try method.reconcile(
      base.map { [$0, 2 * $0] }, in: hierarchy, errors: fixture.errors)
    for (row, expected) in zip(reconciled, try #require(fixture.vectors[key])) {
      #expect(isClose(row[0], expected, tolerance: 1e-9))
      #expect(isClose(row[1], 2 * expected, tolerance: 1e-9))
    }
    let bottom = reconciled.suffix(5).map { $0[0] }
    for (sum, row) in zip(try hierarchy.sums(of: Array(bottom)), reconciled) {
      #expect(isClose(sum, row[0], tolerance: 1e-12))
    }
    // What agrees already stays as it is.
    let again = try method.reconcile(reconciled, in: hierarchy, errors: fixture.errors)
    for (a, b) in zip(again, reconciled) { #expect(isClose(a[0], b[0], tolerance: 1e-9)) }
  }

  @Test func theTotalIsSharedOut() throws {
    let small = try ForecastHierarchy(children: ["total": ["x", "y"]])
    let history = try small.series(from: [TimeSeries([3, 1, 2]), TimeSeries([5, 7, 6])])
    #expect(history[0].values == [8, 8, 8])
    let shared = try Reconciliation.topDown.reconcile(
      [[16], [100], [100]], in: small, history: history)
    #expect(shared == [[16], [4], [12]])
    #expect(throws: InvalidInput.self) {
      try Reconciliation.topDown.reconcile([[16], [1], [1]], in: small)
    }
  }

  @Test func futuresAddUp() throws {
    var generator = SeededGenerator(seed: 8)
    let bottom = try (0..<5).map { place in
      try TimeSeries((0..<40).map { _ in 10 * Double(place + 1) + 4 * generator.uniform() })
    }
    let history = try hierarchy.series(from: bottom)
    let fitted = try history.map { try ExponentialSmoothing.simple.fit($0) }
    let errors = try zip(history, fitted).map { own, model in
      zip(own.values, try model.fittedValues(for: own)).map { y, f in y.map { $0 - f } }
    }
    let forecasts = try fitted.map { try $0.forecast(3) }
    let coherent = try Reconciliation.minimumTrace.reconcile(
      forecasts, in: hierarchy, errors: errors, paths: 500, seed: 4)
    for step in 0..<3 {
      let bottom = coherent.suffix(5).reduce(0) { $0 + $1.mean[step] }
      #expect(isClose(coherent[0].mean[step], bottom, tolerance: 1e-9))
    }
    // Five independent series: the total is less certain than any, and more so than if they went along.
    let (total, parts) = (
      coherent[0].standardDeviations[0],
      coherent.suffix(5).map { $0.standardDeviations[0] }
    )
    #expect(total < 0.85 * parts.reduce(0, +))
    #expect(total > (parts.max() ?? 0))
    let again = try Reconciliation.minimumTrace.reconcile(
      forecasts, in: hierarchy, errors: errors, paths: 500, seed: 4)
    #expect(again == coherent)
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    #expect(throws: InvalidInput.self) { try ForecastHierarchy(children: [:]) }
    #expect(throws: InvalidInput.self) { try ForecastHierarchy(children: ["a": []]) }
    #expect(throws: InvalidInput.self) {
      try ForecastHierarchy(children: ["a": ["b"], "b": ["a"]])
    }
    #expect(throws: InvalidInput.self) {
      try ForecastHierarchy(children: ["a": ["c"], "b": ["c"]])
    }
    #expect(throws: InvalidInput.self) {
      try ForecastHierarchy(bottom: ["x"], sums: [("t", ["x", "z"])])
    }
    #expect(throws: InvalidInput.self) { try ForecastHierarchy(bottom: ["x", "x"], sums: []) }
    let crossing = try ForecastHierarchy(
      bottom: ["x", "y", "z"],
      sums: [("all", ["x", "y", "z"]), ("xy", ["x", "y"]), ("yz", ["y", "z"])])
    #expect(try crossing.sums(of: [1, 2, 3]) == [6, 3, 5, 1, 2, 3])
    #expect(throws: InvalidInput.self) { try crossing.sums(of: [1]) }
    #expect(throws: InvalidInput.self) {
      try Reconciliation.ordinaryLeastSquares.reconcile([[1]], in: crossing)
    }
    #expect(throws: InvalidInput.self) {
      try Reconciliation.minimumTrace.reconcile(
        [[Double]](repeating: [1], count: 6), in: crossing)
    }
    #expect(throws: InvalidInput.self) {
      try Reconciliation.bottomUp.reconcile(
        [[Double]](repeating: [.nan], count: 6), in: crossing)
    }
    // Models that never erred have no covariance, and still an answer.
    let exact = [[Double?]](repeating: Array(repeating: 0, count: 9), count: 6)
    let answer = try Reconciliation.minimumTrace.reconcile(
      [[6], [3], [5], [1], [2], [3]], in: crossing, errors: exact)
    #expect(isClose(answer[0][0], 6, tolerance: 1e-9))
  }
}
