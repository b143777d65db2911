import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct StowingTests {
  /// A space cut into pieces by straight cuts through and through, so that all of them fit.
  static func cut(
    _ space: CargoSpace, into count: Int, seed: UInt64
  ) throws -> [CargoItem] {
    var generator = SeededGenerator(seed: seed)
    var pieces = [[space.length, space.width, space.height]]
    while pieces.count < count {
      let largest = pieces.indices.max {
        pieces[$0].reduce(1, *) < pieces[$1].reduce(1, *)
      }
      guard let largest else { break }
      let piece = pieces.remove(at: largest)
      let axis = piece.indices.max { piece[$0] < piece[$1] } ?? 0
      let place = piece[axis] / 4 + generator.index(below: max(1, piece[axis] / 2))
      var (first, second) = (piece, piece)
      first[axis] = place
      second[axis] -= place
      pieces += [first, second]
    }
    return try pieces.enumerated().map { index, size in
      try CargoItem(
        "piece \(index)", length: size[0], width: size[1], height: size[2],
        weight: Double(generator.index(below: 100)), orientations: .any)
    }
  }

  static func random(seed: UInt64) throws -> StowageProblem {
    var generator = SeededGenerator(seed: seed)
    let space = try CargoSpace(
      length: 600, width: 240, height: 260, maximumWeight: seed % 3 == 0 ? 4_000 : nil,
      axles: seed % 4 == 1
        ? AxleLimits(front: (at: 60, limit: 6_000), rear: (at: 480, limit: 7_000)) : nil)
    let items = try (0..<(2 + generator.index(below: 10))).map { index in
      try CargoItem(
        "item \(index)", length: 30 + generator.index(below: 90),
        width: 30 + generator.index(below: 60), height: 20 + generator.index(below: 80),
        count: 1 + generator.index(below: 25), weight: Double(generator.index(below: 90)),
        orientations: generator.index(below: 2) == 0 ? .upright : .any,
        maximumWeightOnTop: seed % 2 == 0 && generator.index(below: 2) == 0
          ? Double(generator.index(below: 200)) : nil)
    }
    return try StowageProblem(
      space: space, items: items, requiresSupport: seed % 2 == 0 || seed % 5 == 0)
  }

  @Test(arguments: UInt64(0)..<16)
  func randomCargoPassesTheChecker(seed: UInt64) throws {
    let problem = try Self.random(seed: seed)
    let plan = Stowing().solve(problem, until: .iterations(20))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    #expect(plan.fill > 0 || problem.space.axles != nil)
  }

  @Test(arguments: UInt64(0)..<4)
  func laterStopsStandFurtherIn(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let random = try Self.random(seed: seed)
    let problem = try StowageProblem(
      space: CargoSpace(
        length: 600, width: 240, height: 260, maximumWeight: random.space.maximumWeight),
      items: random.items, requiresSupport: random.requiresSupport)
    let stops = problem.items.map { _ in generator.index(below: 3) }
    let plan = try Stowing().solve(problem, unloadedAt: stops, until: .iterations(5))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    for early in plan.placements {
      for late in plan.placements where stops[late.item] > stops[early.item] {
        #expect(late.x + late.length <= early.x)
      }
    }
  }

  @Test func stopsHaveToBeMeant() throws {
    let axles = try AxleLimits(front: (at: 60, limit: 6_000), rear: (at: 480, limit: 7_000))
    let item = try CargoItem("box", length: 10, width: 10, height: 10)
    let free = try CargoSpace(length: 600, width: 240, height: 260)
    let limited = try CargoSpace(length: 600, width: 240, height: 260, axles: axles)
    #expect(throws: InvalidInput.self) {
      try Stowing().solve(StowageProblem(space: free, items: [item]), unloadedAt: [])
    }
    #expect(throws: InvalidInput.self) {
      try Stowing().solve(StowageProblem(space: limited, items: [item]), unloadedAt: [1])
    }
  }

  @Test(arguments: UInt64(0)..<6)
  func mostOfACutSpaceIsFilledAgain(seed: UInt64) throws {
    let space = try CargoSpace(length: 500, width: 230, height: 220)
    let items = try Self.cut(space, into: 20, seed: seed)
    let problem = try StowageProblem(space: space, items: items, requiresSupport: seed % 2 == 0)
    let plan = Stowing().solve(problem, until: .iterations(60))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    #expect(plan.fill > 0.75 && plan.fill <= 1)
  }

  /// Many pieces are put in by blocks of many, whatever the time.
  @Test func thousandsOfSmallPieces() throws {
    let problem = try StowageProblem(
      space: CargoSpace(length: 5_898, width: 2_352, height: 2_393),
      items: (0..<6).map { kind in
        try CargoItem(
          "\(kind)", length: 90 + 17 * kind, width: 70 + 11 * kind, height: 60 + 7 * kind,
          count: 1_500)
      })
    let plan = Stowing().solve(problem, until: .runtime(.zero))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    #expect(plan.isComplete)
  }

  @Test func equalBoxesFillTheSpaceExactly() throws {
    // 33 pallets of 1.2 × 0.8 m are what a trailer of 13.6 m is said to hold: 13.2 m of rows of
    // three lengthwise pallets, or of two crosswise ones.
    let trailer = try CargoSpace(length: 13_600, width: 2_450, height: 2_700)
    let problem = try StowageProblem(
      space: trailer,
      items: [CargoItem("pallet", length: 1_200, width: 800, height: 1_800, count: 40)])
    let plan = Stowing().solve(problem, until: .iterations(30))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    #expect(plan.placements.count >= 33 && plan.placements.count <= 34)
  }

  @Test func whatGoesInStandsCloselyAtTheFrontWall() throws {
    let trailer = try CargoSpace(length: 13_600, width: 2_450, height: 2_700)
    let problem = try StowageProblem(
      space: trailer,
      items: [CargoItem("pallet", length: 1_200, width: 800, height: 1_800, count: 6)])
    let plan = Stowing().solve(problem, until: .iterations(60))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    // Six pallets are 5.76 m² of 2.45 m, 2.36 m of length; rows of 1.2 m take 2.4.
    #expect(plan.isComplete && plan.length == 2_400)
    #expect(plan.placements.map(\.x).min() == 0)
  }

  @Test func nothingStandsOnWhatCarriesNothing() throws {
    let problem = try StowageProblem(
      space: CargoSpace(length: 10, width: 10, height: 30),
      items: [
        CargoItem(
          "glass", length: 10, width: 10, height: 10, count: 3, weight: 1, maximumWeightOnTop: 0)
      ])
    let plan = Stowing().solve(problem, until: .iterations(50))
    #expect(plan.placements.count == 1 && plan.leftOut == [2])
  }

  @Test func axlesDecideWhereAHeavyPieceStands() throws {
    // 9,000 kg between supports at 2 m and 8 m. The front one carries 3,000 kg, so two thirds of the
    // weight belong to the rear: the middle lies at 2 + 6 · 2/3 = 6 m or further back, up to where
    // the rear one carries its 8,000 kg, at 2 + 6 · 8/9 = 7.33 m.
    let problem = try StowageProblem(
      space: CargoSpace(
        length: 10_000, width: 2_400, height: 2_400,
        axles: AxleLimits(front: (at: 2_000, limit: 3_000), rear: (at: 8_000, limit: 8_000))),
      items: [CargoItem("press", length: 2_000, width: 2_000, height: 2_000, weight: 9_000)])
    let plan = Stowing().solve(problem, until: .iterations(50))
    #expect(StowageChecker(problem).violations(of: plan) == [])
    #expect(plan.isComplete && (6_000.0...7_334).contains(plan.centreOfGravity))
  }

  @Test func severalSpaces() throws {
    let problem = try StowageProblem(
      space: CargoSpace(length: 4, width: 4, height: 4),
      items: [CargoItem("cube", length: 2, width: 2, height: 2, count: 19, orientations: .any)])
    let plans = Stowing().solveAll(problem, until: .iterations(20))
    #expect(plans.map(\.placements.count) == [8, 8, 3])
    #expect(plans.last?.isComplete == true)
  }

  @Test func aSearchEndsByItselfWhenThereIsNothingElse() throws {
    // Two pieces that do not go in together: whatever the time, there is no third way.
    let problem = try StowageProblem(
      space: CargoSpace(length: 10, width: 10, height: 10),
      items: [
        CargoItem("large", length: 9, width: 9, height: 9),
        CargoItem("small", length: 6, width: 6, height: 6),
      ])
    let plan = Stowing().solve(problem, until: .runtime(.seconds(100_000)))
    #expect(plan.leftOut == [0, 1])
  }

  @Test func theSameIterationsGiveTheSamePlan() throws {
    let problem = try Self.random(seed: 7)
    let first = Stowing().solve(problem, until: .iterations(40))
    #expect(first == Stowing().solve(problem, until: .iterations(40)))
  }

  @Test func edges() throws {
    let space = try CargoSpace(length: 1, width: 1, height: 1)
    let none = Stowing().solve(try StowageProblem(space: space, items: []))
    #expect(none.isComplete && none.placements.isEmpty && none.fill == 0)
    let one = try StowageProblem(
      space: space, items: [CargoItem("dice", length: 1, width: 1, height: 1)])
    #expect(Stowing().solve(one).fill == 1)
    #expect(Stowing().solve(one, until: .runtime(.zero)).placements.count <= 1)
    let large = CargoSpace.largestSize
    let huge = try StowageProblem(
      space: CargoSpace(length: large, width: large, height: large),
      items: [
        CargoItem(
          "block", length: large / 2, width: large / 2, height: large / 2, count: 100_000)
      ])
    #expect(Stowing().solve(huge, until: .iterations(3)).fill == 1)
  }
}
