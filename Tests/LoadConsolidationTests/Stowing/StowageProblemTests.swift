import Foundation
import LoadConsolidation
import SupplyChainCore
import Testing

@Suite struct StowageProblemTests {
  @Test func badNumbersAreRefusedByName() throws {
    let error = #expect(throws: InvalidInput.self) {
      try CargoItem(
        "", length: 0, width: 1, height: 2_000_000, count: 0, weight: .nan, orientations: [],
        maximumWeightOnTop: -1)
    }
    #expect(
      error?.problems.map(\.field) == [
        "item.name", "item.length", "item.height", "item.count", "item.weight",
        "item.maximumWeightOnTop", "item.orientations",
      ])
    #expect(throws: InvalidInput.self) {
      try CargoSpace(length: 1, width: 1, height: 1, maximumWeight: .infinity)
    }
    #expect(throws: InvalidInput.self) {
      try AxleLimits(front: (at: 5, limit: 1), rear: (at: 5, limit: 1))
    }
  }

  @Test func whatCannotFitIsRefused() throws {
    let space = try CargoSpace(length: 100, width: 50, height: 50, maximumWeight: 10)
    let error = #expect(throws: InvalidInput.self) {
      try StowageProblem(
        space: space,
        items: [
          CargoItem("pole", length: 101, width: 1, height: 1),
          CargoItem("lead", length: 1, width: 1, height: 1, weight: 11),
          CargoItem("lamp", length: 60, width: 10, height: 10, maximumWeightOnTop: 0),
        ], requiresSupport: false)
    }
    #expect(
      error?.problems.map(\.description) == [
        "items[0] (pole) does not fit into the space of 100 × 50 × 50",
        "items[1].weight (11.0) is more than the space carries (10.0)",
        "items[2].maximumWeightOnTop (0.0) asks for requiresSupport",
      ])
    // Standing it fits no better, lying crosswise neither.
    #expect(throws: InvalidInput.self) {
      try StowageProblem(
        space: space,
        items: [
          CargoItem(
            "mast", length: 60, width: 10, height: 10, orientations: .heightWidthLength)
        ])
    }
  }

  @Test func codingChecksAgain() throws {
    let problem = try StowageProblem(
      space: CargoSpace(
        length: 10, width: 5, height: 5, maximumWeight: 9,
        axles: AxleLimits(front: (at: 1, limit: 5), rear: (at: 8, limit: 5))),
      items: [CargoItem("box", length: 2, width: 3, height: 4, count: 2, weight: 1)])
    let data = try JSONEncoder().encode(problem)
    #expect(try JSONDecoder().decode(StowageProblem.self, from: data) == problem)
    let broken = try #require(String(data: data, encoding: .utf8))
      .replacing("\"count\":2", with: "\"count\":-2")
    #expect(throws: InvalidInput.self) {
      try JSONDecoder().decode(StowageProblem.self, from: Data(broken.utf8))
    }
  }
}
