import LinearProgramming
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct CPLEXLPTests {
  static let small = """
    \\ A comment
    Maximize
     obj: x1 + 2 x2 + 3 x3 + x4 - 7
    Subject To
     c1: - x1 + x2 + x3 + 10 x4 <= 20
     c2: x1 - 3 x2 + x3 <= 30
     c3: x2 - 3.5 x4 = 0
     c4: 2 <= x1 + x2 <= 1e3
     x1 >= 2 x3 - 5
    Bounds
     0 <= x1 <= 40
     2 <= x4 <= 3
     x3 free
     x2 >= -inf
    Generals
     x4
    End
    """

  // The example of the CPLEX reference on the LP format, with more kinds of lines.
  @Test func readsTheClassicExample() throws {
    let program = try LinearProgram(cplexLP: Self.small)
    #expect(program.sense == .maximize)
    #expect(program.objectiveConstant == -7)
    #expect(program.variables.map { program.name(of: $0) } == ["x1", "x2", "x3", "x4"])
    let rows = program.constraints.compactMap { program.constraint($0) }
    #expect(rows.map(\.lower) == [-.infinity, -.infinity, 0, 2, -5])
    #expect(rows.map(\.upper) == [20, 30, 0, 1000, .infinity])
    #expect(rows[0].terms.map(\.coefficient) == [-1, 1, 1, 10])
    #expect(rows[4].terms.map(\.coefficient) == [1, -2])
    let bounds = program.variables.compactMap { program.bounds(of: $0) }
    #expect(bounds.map(\.lower) == [0, -.infinity, -.infinity, 2])
    #expect(bounds.map(\.upper) == [40, .infinity, .infinity, 3])
    #expect(program.kind(of: program.variables[3]) == .integer)
  }

  @Test(arguments: [
    ("Minimize\n x\nSubject To\n x >= 1\n", 5, "cut off"),
    ("Minimize\n x\nSubject To\n c: x + >= 1\nEnd\n", 4, "expected"),
    ("Minimize\n x\nSubject To\n c: x 1\nEnd\n", 4, "expected"),
    ("Minimize\n x\nSubject To\n c: x >=\nEnd\n", 5, "expected"),
    ("Minimize\n x\nSubject To\n c: x >= 1\n c: x >= 2\nEnd\n", 5, "twice"),
    ("Minimize\n x + [ x ^ 2 ]\nSubject To\nEnd\n", 2, "expected"),
    ("Minimize\n x\nSubject To\nBounds\n 4 <= x <= 2\nEnd\n", 5, "above"),
    ("Minimize\n x\nSubject To\nGenerals\n y\nEnd\n", 5, "no objective"),
    ("x >= 1\nEnd\n", 1, "none that is known"),
    ("", 1, "cut off"),
  ])
  func namesTheLine(text: String, line: Int, reason: String) throws {
    let error = try #require(throws: InvalidInput.self) { try LinearProgram(cplexLP: text) }
    #expect(error.problems.first?.line == line, "\(error)")
    #expect("\(error)".contains(reason), "\(error)")
  }

  @Test(arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    let program = RandomPrograms.anything(seed: seed)
    let copy = try LinearProgram(cplexLP: program.cplexLP())
    #expect(copy == program.named(nil))
  }

  @Test func survivesDamage() {
    var mutator = InputMutator(seeds: [Self.small], seed: 4)
    for _ in 0..<400 {
      // Either a program that can be meant, or an error that names a line.
      do {
        let program = try LinearProgram(cplexLP: mutator.next())
        #expect(throws: Never.self) { try program.check() }
      } catch {
        #expect(error.problems.allSatisfy { $0.line != nil })
      }
    }
  }
}
