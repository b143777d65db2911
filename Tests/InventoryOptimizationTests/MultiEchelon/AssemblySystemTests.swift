import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct AssemblySystemTests {
  typealias Stage = AssemblySystem.Stage

  /// A row of stages is its own reduction.
  @Test func serialSystem() throws {
    let system = try AssemblySystem(
      stages: [
        Stage("3", leadTime: 2, holdingCost: 2, goesInto: "2"),
        Stage("1", leadTime: 1, holdingCost: 7),
        Stage("2", leadTime: 1, holdingCost: 4, goesInto: "1"),
      ], demand: NormalDemand(rate: 5, standardDeviation: 1), backorderCost: 37.12)
    let policy = try system.optimal
    let serial = try SerialSystemTests.textbook().optimal
    #expect(policy.cost == serial.cost)
    #expect(
      policy.stages.map(\.echelonLevel)
        == [serial.echelonLevels[2], serial.echelonLevels[0], serial.echelonLevels[1]])
  }

  /// Rosling's reduction worked out by hand: stages of equal lead time in all share one of the row, whose
  /// costs are the added costs from its far end on.
  @Test func reduction() throws {
    let system = try AssemblySystem(
      stages: [
        Stage("1", leadTime: 1, holdingCost: 10),
        Stage("2", leadTime: 1, holdingCost: 3, goesInto: "1"),
        Stage("3", leadTime: 3, holdingCost: 4, goesInto: "1"),
        Stage("4", leadTime: 2, holdingCost: 1, goesInto: "3"),
        Stage("5", leadTime: 2, holdingCost: 1, goesInto: "2"),
        Stage("6", leadTime: 2, holdingCost: 2, goesInto: "3"),
      ], demand: PoissonDemand(rate: 2), backorderCost: 30)
    // In all: 1, 2, 4, 6, 4, 6; added cost: 3, 2, 1, 1, 1, 2.
    #expect(system.positions == [0, 1, 2, 3, 2, 3])
    #expect(system.equivalent.stages.map(\.leadTime) == [1, 1, 2, 2])
    #expect(system.equivalent.stages.map(\.holdingCost) == [10, 7, 5, 3])
    let policy = try system.optimal
    #expect(policy.stages[2].echelonLevel == policy.stages[4].echelonLevel)
    #expect(try policy.cost == system.equivalent.optimal.cost)
  }

  @Test func namesEveryProblem() throws {
    let demand = try PoissonDemand(rate: 2)
    func problems(_ stages: [Stage]) -> [String]? {
      let error = #expect(throws: InvalidInput.self) {
        try AssemblySystem(stages: stages, demand: demand, backorderCost: 1)
      }
      return error?.problems.map(\.field)
    }
    #expect(
      problems([
        Stage("a", leadTime: -1, holdingCost: 0), Stage("a", leadTime: 1, holdingCost: 1),
        Stage("b", leadTime: 1, holdingCost: 1, goesInto: "c"),
      ]) == [
        "stages.leadTime", "stages.holdingCost", "stages.name", "stages.successor",
        "stages.successor",
      ])
    #expect(
      problems([
        Stage("a", leadTime: 1, holdingCost: 1, goesInto: "b"),
        Stage("b", leadTime: 1, holdingCost: 2, goesInto: "a"),
      ]) == ["stages.successor"])
    #expect(
      problems([
        Stage("a", leadTime: 1, holdingCost: 1),
        Stage("b", leadTime: 1, holdingCost: 2, goesInto: "a"),
      ]) == ["stages.holdingCost"])
    #expect(problems([]) == ["stages"])
  }
}
