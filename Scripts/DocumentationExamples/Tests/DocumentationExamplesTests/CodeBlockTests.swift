import DocumentationExamples
import Testing

@Suite struct CodeBlockTests {
  @Test func `Markdown gives its Swift blocks alone, with their lines`() {
    let blocks = CodeBlock.blocks(
      inMarkdown: """
        # Title
        ```swift
        let a = 1

        print(a)
        ```
        ```sh
        swift build
        ```
        ```text
        let notCode
        ```
        - item
          ```swift
          if a {
            b()
          }
          ```
        """)
    #expect(
      blocks == [
        CodeBlock(lines: ["let a = 1", "", "print(a)"], firstLine: 3),
        CodeBlock(lines: ["if a {", "  b()", "}"], firstLine: 15),
      ])
  }

  @Test func `comments give their blocks, code does not`() {
    let blocks = CodeBlock.blocks(
      inCommentsOf: """
        /// Summary.
        ///
        /// ```swift
        /// let a = 1
        ///
        /// if a > 0 {
        ///   print(a)
        /// }
        /// ```
        struct A {
          /// ```swift
          /// A()
          /// ```
          let text = "```swift"
          // ```swift
        }
        """)
    #expect(
      blocks == [
        CodeBlock(lines: ["let a = 1", "", "if a > 0 {", "  print(a)", "}"], firstLine: 4),
        CodeBlock(lines: ["A()"], firstLine: 12),
      ])
  }

  @Test func `a longer fence holds a shorter one`() {
    let blocks = CodeBlock.blocks(
      inMarkdown: """
        ````swift
        let fence = "
        ```
        "
        ````
        """)
    #expect(blocks == [CodeBlock(lines: ["let fence = \"", "```", "\""], firstLine: 2)])
  }

  @Test func `a block that never ends is none`() {
    #expect(CodeBlock.blocks(inCommentsOf: "/// ```swift\n/// let a = 1\nlet b = 2").isEmpty)
  }
}
