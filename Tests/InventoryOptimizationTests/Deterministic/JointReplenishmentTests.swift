import InventoryOptimization
import SupplyChainCore
import SupplyChainTestSupport
import Testing

struct JointReplenishmentTests {
  static func family(_ rates: [Double], _ costs: [Double], _ holding: [Double], _ shared: Double)
    throws -> JointReplenishment
  {
    try JointReplenishment(
      items: rates.indices.map {
        try EconomicOrderQuantity(
          demandRate: rates[$0], orderingCost: costs[$0], holdingCost: holding[$0])
      }, sharedCost: shared)
  }

  static func random(_ seed: Int) throws -> JointReplenishment {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = 1 + generator.index(below: 4)
    func draw(_ scale: Double) -> [Double] {
      (0..<count).map { _ in scale * (0.02 + generator.uniform()) }
    }
    return try family(draw(1_000), draw(50), draw(2), 2 + 60 * generator.uniform())
  }

  /// The cost of multiples and a base interval, term by term.
  static func cost(_ family: JointReplenishment, _ multiples: [Int], _ base: Double) -> Double {
    zip(family.items, multiples).reduce(family.sharedCost / base) { sum, element in
      let interval = base * Double(element.1)
      return sum + element.0.orderingCost / interval
        + 0.5 * element.0.holdingCost * element.0.demandRate * interval
    }
  }

  @Test(arguments: 1...60)
  func keepsTheGuarantees(_ seed: Int) throws {
    let family = try Self.random(seed)
    let (best, rounded, bound) = (family.optimal, family.powerOfTwo, family.lowerBound)
    #expect(bound <= best.cost * (1 + 1e-12))
    #expect(best.cost <= rounded.cost * (1 + 1e-12))
    // 1 / (√2 ln 2), Roundy 1985.
    #expect(rounded.cost <= bound * 1.0202)
    #expect(rounded.multiples.allSatisfy { $0 & ($0 - 1) == 0 && $0 > 0 })
    for plan in [best, rounded] {
      #expect(
        relativeError(plan.cost, from: Self.cost(family, plan.multiples, plan.baseInterval)) < 1e-12
      )
    }
  }

  /// Every combination of multiples up to 12.
  @Test(arguments: 1...40)
  func agreesWithEnumeration(_ seed: Int) throws {
    let family = try Self.random(seed)
    var least = Double.infinity
    func assign(_ multiples: [Int]) {
      if multiples.count == family.items.count {
        least = min(least, family.plan(multiples).cost)
      } else {
        for multiple in 1...12 { assign(multiples + [multiple]) }
      }
    }
    assign([])
    let best = family.optimal
    #expect(best.cost <= least * (1 + 1e-12))
    if best.multiples.max() ?? 0 <= 12 { #expect(relativeError(best.cost, from: least) < 1e-12) }
  }

  @Test func oneItemIsTheSquareRootFormula() throws {
    let family = try Self.family([1_300], [3], [0.225], 5)
    let plan = try EconomicOrderQuantity(demandRate: 1_300, orderingCost: 8, holdingCost: 0.225)
      .optimal
    #expect(relativeError(family.optimal.cost, from: plan.cost) < 1e-12)
    #expect(relativeError(family.lowerBound, from: plan.cost) < 1e-12)
    #expect(relativeError(family.optimal.intervals[0], from: plan.interval) < 1e-12)
  }

  /// A shared cost of next to nothing must not take for ever.
  @Test func extremes() throws {
    let family = try Self.family([1, 1e6, 3], [1e-9, 50, 1e6], [1e-3, 4, 1], 1e-12)
    #expect(family.optimal.cost >= family.lowerBound * (1 - 1e-12))
    #expect(family.optimal.cost <= family.lowerBound * 1.0202)
  }

  @Test func refusesWhatCannotBeMeant() throws {
    #expect(throws: InvalidInput.self) { try JointReplenishment(items: [], sharedCost: 1) }
    #expect(throws: InvalidInput.self) { try Self.family([1], [1], [1], 0) }
    let waiting = try EconomicOrderQuantity(
      demandRate: 1, orderingCost: 1, holdingCost: 1, backorderCost: 1)
    let error = #expect(throws: InvalidInput.self) {
      try JointReplenishment(items: [waiting], sharedCost: .nan)
    }
    #expect(error?.problems.map(\.field) == ["items.backorderCost", "sharedCost"])
  }
}
