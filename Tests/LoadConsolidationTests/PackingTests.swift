import LoadConsolidation
import SupplyChainCore
import SupplyChainTestSupport
import Testing

@Suite struct PackingTests {
  /// The fewest bins by trying every assignment.
  static func fewestBins(
    _ sizes: [[Int]], _ capacities: [Int], apart: Set<[Int]> = []
  ) -> Int {
    var best = sizes.count
    var filled: [[Int]] = []
    var binOf = [Int](repeating: -1, count: sizes.count)
    func place(_ item: Int) {
      guard filled.count < best || item == sizes.count else { return }
      if item == sizes.count {
        if filled.allSatisfy({ zip($0, capacities).allSatisfy { $0 <= $1 } }) {
          best = min(best, filled.count)
        }
        return
      }
      for bin in filled.indices {
        if (0..<item).contains(where: { binOf[$0] == bin && apart.contains([$0, item]) }) {
          continue
        }
        binOf[item] = bin
        let before = filled[bin]
        filled[bin] = zip(before, sizes[item]).map { $0 + $1 }
        // A later item may make room again, so nothing is cut off where sizes are negative.
        let mayFit =
          sizes.joined().contains { $0 < 0 }
          || zip(filled[bin], capacities).allSatisfy { $0 <= $1 }
        if mayFit { place(item + 1) }
        filled[bin] = before
      }
      binOf[item] = filled.count
      filled.append(sizes[item])
      place(item + 1)
      filled.removeLast()
    }
    place(0)
    return best
  }

  @Test(arguments: UInt64(0)..<40)
  func smallBinPackingAgainstEnumeration(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let capacity = 10 + generator.index(below: 40)
    let weights = (0..<(1 + generator.index(below: 9))).map { _ in
      generator.index(below: capacity + 1)
    }
    let problem = try BinPackingProblem(capacity: capacity, weights: weights)
    let result = try BinPacking().solve(problem, until: .runtime(.seconds(5)))
    let fewest = Self.fewestBins(weights.map { [$0] }, [capacity])
    #expect(PackingChecker.violations(of: result, for: problem) == [])
    #expect(result.bound <= fewest && fewest <= result.bins)
  }

  @Test(arguments: UInt64(0)..<20)
  func smallVectorPackingAgainstEnumeration(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let capacities = [20, 30, 10]
    let least = seed % 2 == 0 ? 0 : -2
    let items = (0..<(1 + generator.index(below: 6))).map { _ in
      VectorPackingProblem.Item(
        sizes: capacities.map { least + generator.index(below: $0 * 2 / 3) }, demand: 1)
    }
    let problem = try VectorPackingProblem(capacities: capacities, items: items)
    let result = try VectorPacking().solve(problem, until: .runtime(.milliseconds(500)))
    let fewest = Self.fewestBins(items.map(\.sizes), capacities)
    #expect(PackingChecker.violations(of: result, for: problem) == [])
    #expect(result.bound <= fewest && fewest <= result.bins)
  }

  @Test(arguments: UInt64(0)..<30)
  func conflictsAgainstEnumeration(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let capacities = [[20], [20, 30]][Int(seed % 2)]
    let count = 3 + generator.index(below: 5)
    let least = seed % 5 == 0 ? -2 : 0
    let items = (0..<count).map { _ in
      VectorPackingProblem.Item(
        sizes: capacities.map { least + generator.index(below: $0 / 2) }, demand: 1)
    }
    var apart: Set<[Int]> = []
    for second in 0..<count {
      for first in 0..<second where generator.uniform() < 0.3 { apart.insert([first, second]) }
    }
    let problem = try VectorPackingProblem(
      capacities: capacities, items: items,
      conflicts: apart.sorted { $0.lexicographicallyPrecedes($1) }.map { .init($0[1], $0[0]) })
    let result = try VectorPacking().solve(problem, until: .runtime(.milliseconds(200)))
    let fewest = Self.fewestBins(items.map(\.sizes), capacities, apart: apart)
    #expect(PackingChecker.violations(of: result, for: problem) == [])
    #expect(result.bound <= fewest && fewest <= result.bins)
    #if GLPK
      #expect(result.bins == fewest)
    #endif
  }

  @Test func conflictsAreRead() throws {
    let file = try PackingFile(reading: "3\n10\n2\n3\n4\n")
    let apart = try file.keepingApart("0 1\n\n1 2\n")
    #expect(try apart.solve(until: .runtime(.seconds(1)), seed: 1) { _ in }.bins == 2)
    do {
      _ = try file.keepingApart("0 3\n1\nx 2\n")
      Issue.record("accepted")
    } catch {
      #expect(Set(error.problems.map(\.line)) == [1, 2, 3])
    }
  }

  @Test func conflictsOfAnItemWithItself() throws {
    let problem = try VectorPackingProblem(
      capacities: [10], items: [.init(sizes: [2], demand: 4), .init(sizes: [1], demand: 6)],
      conflicts: [.init(0, 0)])
    let result = try VectorPacking().solve(problem)
    #expect(PackingChecker.violations(of: result, for: problem) == [])
    #expect(result.bins == 4 && result.bound == 4)
    #expect(throws: InvalidInput.self) {
      try VectorPackingProblem(
        capacities: [10], items: [.init(sizes: [2])], conflicts: [.init(0, 1)])
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func boundsHoldOnPerfectPackings(seed: UInt64) throws {
    // Bins cut into pieces: the number of bins is known.
    var generator = SeededGenerator(seed: seed)
    var weights: [Int] = []
    for _ in 0..<20 {
      var left = 1_000
      while left > 150 {
        let piece = 100 + generator.index(below: left - 100)
        weights.append(piece)
        left -= piece
      }
      if left > 0 { weights.append(left) }
    }
    let problem = try BinPackingProblem(capacity: 1_000, weights: weights)
    let result = try BinPacking().solve(problem, until: .runtime(.seconds(2)))
    #expect(PackingChecker.violations(of: result, for: problem) == [])
    #expect(result.bound == 20)
  }

  @Test func edges() throws {
    let none = try BinPacking().solve(BinPackingProblem(capacity: 1, weights: []))
    #expect(none.bins == 0 && none.bound == 0 && none.assignment.isEmpty)
    let air = try BinPacking().solve(BinPackingProblem(capacity: 1, weights: [0, 0]))
    #expect(air.bins == 1 && air.bound == 1 && air.assignment == [0, 0])
    let full = try BinPacking().solve(
      BinPackingProblem(
        capacity: BinPackingProblem.largestCapacity,
        weights: Array(repeating: BinPackingProblem.largestCapacity, count: 3)))
    #expect(full.bins == 3 && full.status == .optimal)
    let nothing = try VectorPacking().solve(
      VectorPackingProblem(capacities: [0], items: [.init(sizes: [0], demand: 4)]))
    #expect(nothing.bins == 1 && nothing.bound == 1)
    let empty = try VectorPacking().solve(VectorPackingProblem(capacities: [3], items: []))
    #expect(empty.bins == 0)
  }

  @Test func sameSeedSamePacking() throws {
    var generator = SeededGenerator(seed: 5)
    let items = (0..<60).map { _ in
      VectorPackingProblem.Item(sizes: [0, 0, 0].map { _ in 10 + generator.index(below: 40) })
    }
    let problem = try VectorPackingProblem(capacities: [100, 100, 100], items: items)
    let first = try VectorPacking().solve(problem, until: .iterations(30), seed: 4)
    let second = try VectorPacking().solve(problem, until: .iterations(30), seed: 4)
    #expect(first == second)
    #expect(PackingChecker.violations(of: first, for: problem) == [])
  }
}
