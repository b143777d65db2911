import LinearProgramming
import Testing

@Suite struct NamesTests {
  @Test func namesWithGaps() {
    var names = Names()
    names.append("wood".utf8, at: 1)
    names.append("Müller & Söhne".utf8, at: 4)
    #expect((0..<6).map { names[$0] } == [nil, "wood", nil, nil, "Müller & Söhne", nil])
  }

  @Test func theEmptyNameIsNone() {
    var program = LinearProgram()
    let x = program.addVariable("")
    #expect(program.name(of: x) == "x1")
  }
}
