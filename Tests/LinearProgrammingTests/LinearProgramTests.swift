import Foundation
import LinearProgramming
import SupplyChainCore
import Testing

@Suite struct LinearProgramTests {
  @Test func isAValue() {
    var program = LinearProgram()
    let x = program.addVariable("x", cost: 1)
    let copy = program
    program.setCost(of: x, to: 2)
    #expect(copy.objective.terms[0].coefficient == 1)
    #expect(copy != program)
  }

  @Test func columnsAndRowsMeet() {
    var byRows = LinearProgram()
    let (x, y) = (byRows.addVariable("x", cost: 1), byRows.addVariable("y", cost: 2))
    let first = byRows.add(x + 2 * y <= 3, named: "first")
    byRows.add(3 * y >= 1, named: "second")

    var byColumns = LinearProgram()
    byColumns.addVariable("x", cost: 1)
    byColumns.add(x <= 3, named: "first")
    let second = byColumns.add(LinearExpression() >= 1, named: "second")
    byColumns.addVariable(
      "y", cost: 2, entries: [(first, 1), (first, 1), (second, 3), (second, 1), (second, -1)])
    #expect(byRows == byColumns)
    #expect(byRows.hashValue == byColumns.hashValue)
    #expect(byRows.nonzeroCount == 3)
  }

  @Test func namesAreMadeUp() {
    var program = LinearProgram()
    let x = program.addVariable()
    let y = program.addVariable("why")
    let row = program.add(x + y <= 1)
    #expect(
      [program.name(of: x), program.name(of: y), program.name(of: row)] == ["x1", "why", "c1"])
  }

  @Test(arguments: [
    (Double.nan, 1.0, 1.0, "lower bound (nan) is not a number"),
    (.infinity, .infinity, 1, "lower bound (inf) excludes every value"),
    (0, -.infinity, 1, "upper bound (-inf) excludes every value"),
    (2, 1, 1, "is above the upper bound (1.0)"),
    (0, 1e200, 1, "is beyond"),
    (0, 1, .nan, "cost (nan) is not a finite number"),
    (0, 1, 1e101, "is beyond"),
  ])
  func namesBadVariables(lower: Double, upper: Double, cost: Double, reason: String) throws {
    var program = LinearProgram()
    program.addVariable("flow", lower: lower, upper: upper, cost: cost)
    let error = try #require(throws: InvalidInput.self) { try program.check() }
    #expect(error.problems.count == 1)
    #expect("\(error)".hasPrefix("variable flow: "))
    #expect("\(error)".contains(reason), "\(error)")
  }

  @Test func namesBadConstraintsAndStrangers() throws {
    var other = LinearProgram()
    for _ in 0..<5 { other.addVariable() }
    var program = LinearProgram()
    let x = program.addVariable("x")
    program.add(x + other.variables[4] <= 2, named: "mixed")
    program.add(.infinity * x <= 2, named: "endless")
    program.add(Constraint(x, lower: 2, upper: 1), named: "crossed")
    program.minimize(LinearExpression(other.variables.map { .init($0, coefficient: 1) }))
    let error = try #require(throws: InvalidInput.self) { try program.check() }
    #expect(error.problems.count == 7, "\(error)")
    #expect("\(error)".contains("constraint mixed (x5) has a variable of another program"))
    #expect("\(error)".contains("constraint endless: coefficient of x (inf)"))
    #expect("\(error)".contains("constraint crossed: lower bound (2.0)"))
  }

  // A change that hits nothing would be a wrong model, silently.
  @Test func namesStrangersInChanges() throws {
    var other = LinearProgram()
    let far = (0..<3).map { _ in other.addVariable() }[2]
    let row = (0..<3).map { _ in other.add(far <= 1) }[2]
    var program = LinearProgram()
    let x = program.addVariable("x")
    program.add(x <= 1)
    program.setBounds(of: far, lower: 0, upper: 1)
    program.setCost(of: far, to: 1)
    program.setKind(of: far, to: .integer)
    program.setBounds(of: row, lower: 0, upper: 1)
    program.addVariable("y", entries: [(row, 2)])
    let error = try #require(throws: InvalidInput.self) { try program.check() }
    #expect(
      error.problems.map(\.field) == [
        "changed bounds", "changed cost", "changed kind", "changed bounds", "variable y",
      ])
  }

  @Test(arguments: 0..<20)
  func codes(seed: UInt64) throws {
    let program = RandomPrograms.anything(seed: seed)
    let data = try JSONEncoder().encode(program)
    #expect(try JSONDecoder().decode(LinearProgram.self, from: data) == program)
  }

  @Test(arguments: [
    #"{"sense":"minimize","variables":[{"kind":"continuous","lower":2,"upper":1,"cost":0}],"constraints":[]}"#,
    #"{"sense":"minimize","variables":[],"constraints":[{"variables":[-1],"coefficients":[1]}]}"#,
    #"{"sense":"minimize","variables":[],"constraints":[{"variables":[0],"coefficients":[]}]}"#,
    #"{"sense":"up","variables":[],"constraints":[]}"#,
    #"{"sense":"minimize","variables":[{"kind":"odd","cost":0}],"constraints":[]}"#,
  ])
  func decodingChecks(text: String) {
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(LinearProgram.self, from: Data(text.utf8))
    }
  }
}
