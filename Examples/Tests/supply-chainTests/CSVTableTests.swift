import Foundation
import Testing

@testable import supply_chain

@Suite struct CSVTableTests {
  private func read(_ text: String) -> (table: CSVTable?, problems: [String]) {
    var problems = FileProblems()
    let table = CSVTable(
      text: text, file: "t.csv", required: ["id", "note"], optional: ["more"],
      problems: &problems)
    return (table, problems.descriptions)
  }

  @Test func quotesLineEndsAndByteOrderMark() throws {
    let text =
      "\u{FEFF}id,note\r\n1,\"a, \"\"quoted\"\" cell\"\r\n\r\n2,\"two\r\nlines\"\r\n3,last"
    let (table, problems) = read(text)
    let rows = try #require(table).rows
    #expect(problems.isEmpty)
    #expect(rows.map(\.line) == [2, 4, 6])
    #expect(rows.map { $0["id"] } == ["1", "2", "3"])
    #expect(rows[0]["note"] == "a, \"quoted\" cell")
    #expect(rows[1]["note"] == "two\r\nlines")
    #expect(rows[2]["note"] == "last")
    #expect(rows[2]["more"] == nil)
  }

  @Test func emptyCellsAreNil() throws {
    let (table, problems) = read("note,id\n  , 7 \n,\n")
    #expect(problems.isEmpty)
    let rows = try #require(table).rows
    #expect(rows.count == 1)
    #expect(rows[0]["note"] == nil)
    #expect(rows[0]["id"] == "7")
  }

  @Test(arguments: [
    ("", "t.csv:1: the file is empty"), ("\n \n", "t.csv:1: the file is empty"),
    ("id,more\n1,2", "t.csv:1: column \"note\" is missing"),
    ("id,note,id\n1,2,3", "t.csv:1: column \"id\" is there twice"),
    ("id,note\n", "t.csv:1: there is no row below the header"),
    ("id,note\n1,2,3\n", "t.csv:2: 3 cells where the header has 2"),
    ("id,note\n1,\"open\n", "t.csv:2: a quote is not closed"),
    ("id,note\n1,2\n\"a\"b,\"2\"\n", "t.csv:3: a quoted cell goes on after its closing quote"),
  ])
  func badForm(text: String, problem: String) {
    #expect(read(text).problems == [problem])
  }

  /// Damaged tables must be read or refused, never trap; a seeded mutator stands in for a fuzzer.
  @Test func survivesDamage() {
    let source = Array("id,note,more\n1,\"a, \"\"b\"\"\",x\n2,\"c\nd\",-1e5\r\n3,,\n".utf8)
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<3_000 {
      var bytes = source
      for _ in 0...next(6) {
        switch next(3) {
        case 0: bytes[next(bytes.count)] = UInt8(next(256))
        case 1: bytes.remove(at: next(bytes.count))
        default: bytes.insert(Array("\",\r\n".utf8)[next(4)], at: next(bytes.count))
        }
      }
      let (table, problems) = read(String(decoding: bytes, as: UTF8.self))
      #expect(table != nil || !problems.isEmpty)
    }
  }
}
