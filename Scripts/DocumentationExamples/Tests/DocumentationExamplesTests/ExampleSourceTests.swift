import DocumentationExamples
import Testing

@Suite struct ExampleSourceTests {
  private func source(_ code: String) -> String {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ExampleSource(path: "/A.md", blocks: [CodeBlock(lines: lines, firstLine: 5)]).text
  }

  @Test func `an example becomes a function that knows its lines`() {
    #expect(
      source("let a = 1\nprint(a)") == """
        import SupplyChain
        private func example5() throws {
        #sourceLocation(file: "/A.md", line: 5)
        let a = 1
        #sourceLocation()
        #sourceLocation(file: "/A.md", line: 6)
        print(a)
        #sourceLocation()
        }

        """)
  }

  @Test func `an example that awaits becomes an asynchronous function`() {
    #expect(source("await a()").contains("private func example5() async throws {"))
  }

  @Test func `imports and extensions leave the function, and types with them`() {
    #expect(
      source("import Foundation\n\npublic struct A {\n}\n@retroactive\nextension A: B {}\nA()")
        == """
        import SupplyChain
        #sourceLocation(file: "/A.md", line: 5)
        import Foundation

        #sourceLocation()
        #sourceLocation(file: "/A.md", line: 7)
        public struct A {
        }
        #sourceLocation()
        #sourceLocation(file: "/A.md", line: 9)
        @retroactive
        extension A: B {}
        #sourceLocation()
        private func example5() throws {
        #sourceLocation(file: "/A.md", line: 11)
        A()
        #sourceLocation()
        }

        """)
  }

  @Test func `a type that nothing extends stays where it is`() {
    let text = source("struct A {\n  func b() {}\n}\nA().b()")
    #expect(text.contains("throws {\n#sourceLocation(file: \"/A.md\", line: 5)\nstruct A {"))
  }

  @Test func `@main is taken away, a module has one at most`() {
    #expect(!source("@main struct A {}").contains("@main"))
  }
}
