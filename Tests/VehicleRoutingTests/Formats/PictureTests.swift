import Foundation
import SupplyChainTestSupport
import Testing
import VehicleRouting

@Suite struct PictureTests {
  @Test(arguments: RoutingProblem.RandomKind.allCases, [0, 1, 12])
  func everyPictureIsWellFormed(kind: RoutingProblem.RandomKind, count: Int) throws {
    let problem = try RoutingProblem.random(kind, clients: count, seed: 4)
    let solution = try ClarkeWright().solve(problem)
    let parser = XMLTags(solution.svg(of: problem))
    #expect(parser.isBalanced)
    #expect(parser.count(of: "circle") == count)
    let geo = try JSONSerialization.jsonObject(with: Data(solution.geoJSON(of: problem).utf8))
    let features = (geo as? [String: Any])?["features"] as? [Any]
    #expect(features?.count == solution.routes.count + count + problem.depots.count)
  }

  /// Enough of XML to see whether tags open and close, on systems where Foundation has no parser.
  private struct XMLTags {
    private var names: [Substring] = []
    private(set) var isBalanced = true

    init(_ text: String) {
      var open: [Substring] = []
      for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
        let tag = piece.prefix { $0 != ">" }
        let name = tag.prefix { $0 != " " && $0 != "\n" }
        if tag.hasPrefix("/") {
          if open.popLast() != name.dropFirst() { isBalanced = false }
        } else {
          names.append(name)
          if !tag.hasSuffix("/") { open.append(name) }
        }
      }
      if !open.isEmpty { isBalanced = false }
    }

    func count(of name: String) -> Int { names.count { $0 == name } }
  }
}
