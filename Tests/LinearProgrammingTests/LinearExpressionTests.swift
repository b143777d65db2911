import LinearProgramming
import Testing

@Suite struct LinearExpressionTests {
  @Test func operatorsMeanWhatTheySay() {
    var program = LinearProgram()
    let (x, y) = (program.addVariable("x"), program.addVariable("y"))
    let point = [3.0, 5]
    #expect((2 * x + y).value(at: point) == 11)
    #expect((x - 2 * y + 1).value(at: point) == -6)
    #expect((1 - x).value(at: point) == -2)
    #expect((-(x + y) / 2).value(at: point) == -4)
    #expect((3 + x * 2 - (y - 1)).value(at: point) == 5)
    var sum = LinearExpression()
    sum += x
    sum += 2 * y
    sum -= 4
    sum -= x
    sum *= 3
    #expect(sum.value(at: point) == 18)
    #expect(LinearExpression.sum(over: [x, y]) { 2 * $0 }.value(at: point) == 16)
    #expect(LinearExpression.sum([x, y, x]).value(at: point) == 11)
    #expect((x + y).value(at: [1]).isNaN)
  }

  @Test func constraintsAreCanonical() {
    var program = LinearProgram()
    let (x, y) = (program.addVariable("x"), program.addVariable("y"))
    let constraint = y + x + 2 * y - 4 <= x - 1 + 2 * x
    #expect(constraint.terms.map(\.variable) == [x, y])
    #expect(constraint.terms.map(\.coefficient) == [-2, 3])
    #expect(constraint.upper == 3)
    #expect(constraint.lower == -.infinity)
    let gone: Constraint = x + y >= x + y
    #expect(gone.terms.isEmpty)
    let fixed: Constraint = x == 4
    #expect(fixed.lower == 4 && fixed.upper == 4)
    let reversed: Constraint = 4 >= x
    #expect(reversed.upper == 4)
    let range = (x + 1).between(2, and: 5)
    #expect(range.lower == 1 && range.upper == 4)
    #expect(program.description(of: constraint) == "-2.0 x + 3.0 y <= 3.0")
  }

  // Quadratic growth would take minutes here.
  @Test func growsInPlace() {
    var program = LinearProgram()
    let x = (0..<20_000).map { _ in program.addVariable() }
    var sum = LinearExpression()
    for variable in x { sum = sum + 2 * variable }
    for variable in x { sum += variable }
    let row = program.add(sum <= 1)
    #expect(program.constraint(row)?.terms.count == 20_000)
    #expect(program.constraint(row)?.terms.allSatisfy { $0.coefficient == 3 } == true)
  }
}
