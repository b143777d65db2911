import LinearProgramming
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct MPSTests {
  static let small = """
    * A comment
    NAME          TESTPROB
    ROWS
     N  COST
     L  LIM1
     G  LIM2
     E  MYEQN
    COLUMNS
        XONE      COST               1.0   LIM1               1.0
        XONE      LIM2               1.0
        YTWO      COST               2.0   LIM1               1.0
        YTWO      MYEQN             -1.0
        ZTHREE    COST              -1.0   MYEQN              1.0
    RHS
        RHS1      LIM1               4.0   LIM2               1.0
        RHS1      MYEQN              7.0   COST              -5.0
    RANGES
        RNG       LIM1               2.5
    BOUNDS
     UP BND1      XONE         4.0
     LO BND1      YTWO        -1.0
     UP BND1      YTWO         1.0
    ENDATA
    """

  // The example of the lp_solve reference on MPS, with a range and a constant.
  @Test(arguments: [MPSLayout.automatic, .free, .fixed])
  func readsTheClassicExample(layout: MPSLayout) throws {
    let program = try LinearProgram(mps: Self.small, layout: layout)
    #expect(try LinearProgram(mps: Array(Self.small.utf8), layout: layout) == program)
    #expect(
      try LinearProgram(mps: Self.small.utf8.reversed().reversed(), layout: layout) == program)
    #expect(program.name == "TESTPROB")
    #expect(program.variables.map { program.name(of: $0) } == ["XONE", "YTWO", "ZTHREE"])
    #expect(program.constraints.map { program.name(of: $0) } == ["LIM1", "LIM2", "MYEQN"])
    #expect(program.objectiveConstant == 5)
    #expect(program.objective.terms.map(\.coefficient) == [1, 2, -1])
    let rows = program.constraints.compactMap { program.constraint($0) }
    #expect(rows.map(\.lower) == [1.5, 1, 7])
    #expect(rows.map(\.upper) == [4, .infinity, 7])
    #expect(program.variables.map { program.bounds(of: $0)?.lower } == [0, -1, 0])
    #expect(program.variables.map { program.bounds(of: $0)?.upper } == [4, 1, .infinity])
  }

  // More names than the first table of them holds.
  @Test func manyNames() throws {
    var program = LinearProgram(name: "many")
    for index in 0..<300 { program.addVariable("stock\(index)") }
    for variable in program.variables {
      program.add(
        2 * variable + program.variables[299 - variable.index] <= Double(variable.index),
        named: "c\(7 * variable.index)")
    }
    let text = try program.mps()
    #expect(try LinearProgram(mps: text) == program)
    #expect(throws: InvalidInput.self) {
      try LinearProgram(mps: text.replacing("L  c700\n", with: "L  c707\n"))
    }
  }

  // glpsol reads these bounds so too, but for the negative upper one, which it keeps infeasible.
  @Test func kindsAndBounds() throws {
    let program = try LinearProgram(
      mps: """
        NAME T
        OBJSENSE
            MAX
        ROWS
         N OBJ
         N FREE
         L R1
         E R2
        COLUMNS
         M 'MARKER' 'INTORG'
         A OBJ 1 R1 1
         B OBJ 1 R1 1
         M 'MARKER' 'INTEND'
         C OBJ 1 FREE 3
         D R2 1
         E R2 1
         F R2 1
        RHS
         R2 3
        RANGES
         R2 -1
        BOUNDS
         UP B 3
         UP C -2
         MI D
         UP D 1e30
         SC E 9
         BV F
        ENDATA
        """)
    #expect(program.sense == .maximize)
    let bounds = program.variables.compactMap { program.bounds(of: $0) }
    #expect(bounds.map(\.lower) == [0, 0, -.infinity, -.infinity, 0, 0])
    #expect(bounds.map(\.upper) == [1, 3, -2, .infinity, 9, 1])
    #expect(
      program.variables.map { program.kind(of: $0) }
        == [.integer, .integer, .continuous, .continuous, .semiContinuous, .integer])
    let range = try #require(program.constraint(program.constraints[1]))
    #expect(range.lower == 2 && range.upper == 3)
  }

  @Test(arguments: [
    ("ROWS\n N OBJ\n", 2, "cut off"),
    ("ROWS\n N OBJ\n X R\nENDATA\n", 3, "none of N, L, G, E"),
    ("ROWS\n N OBJ\n L R\n L R\nENDATA\n", 4, "is there twice"),
    ("ROWS\n N OBJ\nCOLUMNS\n X R 1\nENDATA\n", 4, "not in ROWS"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R 1x\nENDATA\n", 5, "is not a number"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R nan\nENDATA\n", 5, "is not a number"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R inf\nENDATA\n", 5, "is too large"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R 1 R 2\nENDATA\n", 5, "twice for the column"),
    ("ROWS\n N OBJ\n L R\nRHS\n R 1\nENDATA\n", 4, "comes before"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R 1\nBOUNDS\n UP B Y 1\nENDATA\n", 7, "not in COLUMNS"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R 1\nBOUNDS\n XX B X 1\nENDATA\n", 7, "none that is known"),
    ("ROWS\n N OBJ\n L R\nCOLUMNS\n X R 1\nBOUNDS\n LO B X 3\n UP B X 1\nENDATA\n", 8, "above"),
    ("SOS\nENDATA\n", 1, "none that is known"),
    ("", 1, "cut off"),
  ])
  func namesTheLine(text: String, line: Int, reason: String) throws {
    let error = try #require(throws: InvalidInput.self) { try LinearProgram(mps: text) }
    #expect(error.problems.first?.line == line)
    #expect("\(error)".contains(reason), "\(error)")
  }

  @Test(arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    let program = RandomPrograms.anything(seed: seed)
    let copy = try LinearProgram(mps: program.mps())
    #expect(copy == program.named(copy.name))
  }

  @Test(.enabled(if: BenchmarkData.folder != nil, "SUPPLY_CHAIN_DATA is not set"))
  func roundTripOfNetlib() throws {
    for name in ["afiro", "adlittle", "stair"] {
      let text = try #require(BenchmarkData.text("lp/\(name).mps"))
      let program = try LinearProgram(mps: text)
      #expect(try LinearProgram(mps: program.mps()) == program)
      // Names that begin like a number get a letter in front.
      if name != "adlittle" {
        #expect(try LinearProgram(cplexLP: program.cplexLP()) == program.named(nil))
      }
    }
  }

  @Test func survivesDamage() {
    var mutator = InputMutator(seeds: [Self.small], seed: 3)
    for _ in 0..<400 {
      // Either a program that can be meant, or an error that names a line.
      do {
        let program = try LinearProgram(mps: mutator.next())
        #expect(throws: Never.self) { try program.check() }
      } catch {
        #expect(error.problems.allSatisfy { $0.line != nil })
      }
    }
  }
}
