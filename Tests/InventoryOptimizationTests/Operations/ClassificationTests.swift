import InventoryOptimization
import SupplyChainCore
import Testing

@Suite struct ClassificationTests {
  @Test func fewItemsMakeMostOfTheValue() throws {
    let classes = try ABCClassification(
      names: ["oil", "salt", "rice", "tea"], values: [80_000, 900, 14_000, 6_000])
    #expect(classes.items.map(\.name) == ["oil", "rice", "tea", "salt"])
    // Shares before each: 0, 0.793, 0.932, 0.991.
    #expect(classes.items.map(\.class) == [.a, .a, .b, .c])
    #expect(classes.class(of: "salt") == .c && classes.class(of: "?") == nil)
    #expect((classes.items.last?.cumulativeShare ?? 0) == 1)
    let single = try ABCClassification(names: ["x"], values: [0])
    #expect(single.items[0].cumulativeShare == 1)
    let huge = try ABCClassification(
      names: ["x", "y"], values: [.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(huge.items.map(\.cumulativeShare) == [0.5, 1])
    #expect(throws: InvalidInput.self) { try ABCClassification(names: ["x"], values: []) }
    #expect(throws: InvalidInput.self) { try ABCClassification(names: ["x"], values: [-1]) }
    #expect(throws: InvalidInput.self) {
      try ABCClassification(names: [], values: [], shareOfA: 0.9, shareOfAB: 0.8)
    }
  }

  @Test func demandThatVaries() throws {
    let classes = try XYZClassification(
      names: ["oil", "skis", "none", "tea"],
      demands: [[20, 22, 19, 21], [0, 0, 90, 2], [0, 0], [1, 3, 1, 3]])
    // R: sd/mean of 0, 0, 90, 2 is 1.9425; of 1, 3, 1, 3 it is 0.5774.
    #expect(classes.items.map(\.class) == [.x, .z, .z, .y])
    #expect((classes.items[1].coefficientOfVariation - 1.942_462).magnitude < 1e-6)
    #expect(throws: InvalidInput.self) { try XYZClassification(names: ["x"], demands: [[1]]) }
    #expect(throws: InvalidInput.self) {
      try XYZClassification(names: ["x"], demands: [[1, .nan]])
    }
  }

  @Test func stockThatMoves() throws {
    let classes = try FSNClassification(names: ["a", "b", "c"], turnovers: [9.5, 1.8, 0.2])
    #expect(classes.items.map(\.class) == [.f, .s, .n])
    #expect(classes.class(of: "b") == .s)
    #expect(throws: InvalidInput.self) { try FSNClassification(names: ["a"], turnovers: [.nan]) }
  }

  @Test func everyItemHasItsTurn() throws {
    var generator = SeededGenerator(seed: 2)
    for days in [1, 7, 250] {
      let items = (0..<40).map {
        CycleCountPlan.Item("item \($0)", countsPerCycle: generator.index(below: min(days, 13) + 1))
      }
      let plan = try CycleCountPlan(items: items, days: days)
      #expect(plan.days.count == days)
      #expect(plan.count == items.reduce(0) { $0 + $1.countsPerCycle })
      for item in items {
        let on = plan.days.indices.filter { plan.days[$0].contains(item.name) }
        #expect(on.count == item.countsPerCycle)
        #expect(plan.days.allSatisfy { day in day.filter { $0 == item.name }.count <= 1 })
        if on.count > 1, days == 250 {
          let gaps = zip(on, on.dropFirst()).map { $1 - $0 }
          let even = Double(days) / Double(on.count)
          #expect(gaps.allSatisfy { Double($0) > 0.5 * even && Double($0) < 1.5 * even })
        }
      }
      let least = plan.days.map(\.count).min() ?? 0
      let most = plan.days.map(\.count).max() ?? 0
      #expect(most - least <= (days == 7 ? 6 : 1))
    }
    let classes = try ABCClassification(names: ["oil", "salt"], values: [99, 1])
    let plan = try CycleCountPlan(classes, days: 12)
    #expect(plan.count == 13)
    #expect(throws: InvalidInput.self) { try CycleCountPlan(items: [], days: 0) }
    #expect(throws: InvalidInput.self) {
      try CycleCountPlan(items: [.init("x", countsPerCycle: 3)], days: 2)
    }
    #expect(throws: InvalidInput.self) {
      try CycleCountPlan(items: [.init("x"), .init("x")], days: 2)
    }
  }
}
