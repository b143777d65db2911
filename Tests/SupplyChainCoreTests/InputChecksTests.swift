import SupplyChainCore
import Testing

@Suite struct InputChecksTests {
  private func problems(_ check: (inout InputChecks) -> Void) -> [String] {
    var checks = InputChecks()
    check(&checks)
    return checks.problems.map(\.description)
  }

  @Test func `nothing wrong throws nothing`() throws {
    var checks = InputChecks()
    checks.requireFinite(1, "a")
    checks.requirePositive(1, "b")
    checks.requireNonNegative(0, "c")
    checks.requireOpenUnit(0.5, "d")
    checks.require(true, "e", value: 1, "is one")
    try checks.finish()
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number has to be finite`(value: Double) {
    let expected = ["x[3] (\(value)) is not a finite number"]
    #expect(problems { $0.requireFinite(value, "x", at: 3) } == expected)
    #expect(problems { $0.requirePositive(value, "x", at: 3) } == expected)
    #expect(problems { $0.requireNonNegative(value, "x", at: 3) } == expected)
  }

  @Test(arguments: [0, -0.0, -1, -Double.leastNonzeroMagnitude])
  func `a positive number is above zero`(value: Double) {
    #expect(problems { $0.requirePositive(value, "x") } == ["x (\(value)) is not above zero"])
  }

  @Test func `a negative number is found, minus zero is not one`() {
    #expect(problems { $0.requireNonNegative(-1, "x") } == ["x (-1.0) is negative"])
    #expect(problems { $0.requireNonNegative(-0.0, "x") }.isEmpty)
  }

  @Test(arguments: [0, 1, -0.5, 1.5, .nan, .infinity])
  func `a probability lies strictly between zero and one`(value: Double) {
    #expect(
      problems { $0.requireOpenUnit(value, "p") } == ["p (\(value)) is not between 0 and 1"])
  }

  @Test func `all problems are thrown at once, in order`() {
    var checks = InputChecks()
    checks.requirePositive(0, "a")
    checks.report("b", at: 2, line: 7, value: "x", "is not a number")
    let error = #expect(throws: InvalidInput.self) { try checks.finish() }
    #expect(error?.problems.map(\.field) == ["a", "b"])
    #expect(error?.problems.last?.line == 7)
  }

  @Test func `a flood of problems is cut, and the cut is said`() {
    var checks = InputChecks()
    for line in 1...1_000 { checks.report("x", line: line, "is odd") }
    let error = #expect(throws: InvalidInput.self) { try checks.finish() }
    #expect(error?.problems.count == InputChecks.limit + 1)
    #expect(error?.problems.last?.description == "input has 900 further problems, not listed")
    #expect(error?.problems.last?.line == 100)
  }

  @Test func `one further problem is said in the singular`() {
    var checks = InputChecks()
    for _ in 0...InputChecks.limit { checks.report("x", "is odd") }
    let error = #expect(throws: InvalidInput.self) { try checks.finish() }
    #expect(error?.problems.last?.description == "input has 1 further problem, not listed")
  }
}
