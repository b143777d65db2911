import Foundation
import SupplyChainCore
import Testing

@Suite struct InvalidInputTests {
  @Test(arguments: [
    (InvalidInput("demand", value: -3.0, "is negative"), "demand (-3.0) is negative"),
    (
      InvalidInput("clients.demand", at: 12, value: -3.0, "is negative"),
      "clients[12].demand (-3.0) is negative"
    ),
    (
      InvalidInput("weights", at: 0, value: "x", "is not a number"),
      "weights[0] (x) is not a number"
    ),
    (InvalidInput("a.b.c", at: 1, "is missing"), "a[1].b.c is missing"),
    (InvalidInput("history", "is empty"), "history is empty"),
  ])
  func `reads as a sentence`(error: InvalidInput, description: String) {
    #expect("\(error)" == description)
  }

  @Test func `lists all problems with their lines`() {
    let error = InvalidInput([
      .init(field: "period", line: 3, value: "0", reason: "is not above zero"),
      .init(field: "horizon", line: 9, reason: "is missing"),
    ])
    #expect("\(error)" == "3: period (0) is not above zero\n9: horizon is missing")
  }

  @Test func `is never without a problem`() {
    #expect("\(InvalidInput([]))" == "input is invalid")
  }

  @Test func `shows a hostile value on one line of bounded length`() {
    let error = InvalidInput("name", value: "a\nb\r\u{0}\u{1B}[2J", "is unknown")
    #expect("\(error)" == #"name (a\nb\r\0\u{1B}[2J) is unknown"#)
    let long = InvalidInput("name", value: String(repeating: "e\u{301}", count: 10_000), "is long")
    #expect("\(long)".unicodeScalars.count < 110)
    #expect("\(long)".hasSuffix("…) is long"))
  }

  @Test func `survives being written and read`() throws {
    let error = InvalidInput([.init(field: "a", index: 1, line: 2, value: "x", reason: "is odd")])
    let data = try JSONEncoder().encode(error)
    #expect(try JSONDecoder().decode(InvalidInput.self, from: data) == error)
  }
}
