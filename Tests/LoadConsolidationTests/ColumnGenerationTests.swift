#if GLPK
  import Foundation
  import LoadConsolidation
  import SupplyChainCore
  import SupplyChainTestSupport
  import Testing

  @Suite struct ColumnGenerationTests {
    /// Triplets that fill their bins to the brim: the bound is the sum, and only an exact packing
    /// reaches it.
    @Test(arguments: UInt64(0)..<3)
    func triplets(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      var weights: [Int] = []
      for _ in 0..<12 {
        let first = 380 + generator.index(below: 100)
        let second = 250 + generator.index(below: 370 - 250)
        weights += [first, second, 1_000 - first - second]
      }
      let problem = try BinPackingProblem(capacity: 1_000, weights: weights)
      let result = try BinPacking().solve(problem, until: .runtime(.seconds(20)))
      #expect(PackingChecker.violations(of: result, for: problem) == [])
      #expect(result.bins == 12 && result.status == .optimal)
    }

    /// Six items of 0.6 in one dimension and six in the other: one of each kind shares a bin, which
    /// no bound of a single dimension sees to be the best.
    @Test func vectorsThatComplementEachOther() throws {
      let problem = try VectorPackingProblem(
        capacities: [10, 10],
        items: [
          .init(sizes: [6, 3], demand: 6), .init(sizes: [3, 6], demand: 6),
          .init(sizes: [5, 5], demand: 3),
        ])
      let result = try VectorPacking().solve(problem, until: .runtime(.seconds(20)))
      #expect(PackingChecker.violations(of: result, for: problem) == [])
      // The fives fit only with one another, two a bin.
      #expect(result.bins == 8 && result.status == .optimal)
    }

    /// The bound of the relaxation by enumeration of all patterns, against the one proved.
    @Test(arguments: UInt64(0)..<8)
    func boundsAgainstKnownPackings(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      var items: [VectorPackingProblem.Item] = []
      for _ in 0..<8 {
        // A bin cut into three in both dimensions: eight bins are enough.
        let cuts = (0..<2).map { _ in
          let first = 20 + generator.index(below: 30)
          let second = 20 + generator.index(below: 30)
          return [first, second, 100 - first - second]
        }
        for part in 0..<3 { items.append(.init(sizes: [cuts[0][part], cuts[1][part]])) }
      }
      let problem = try VectorPackingProblem(capacities: [100, 100], items: items)
      let result = try VectorPacking().solve(problem, until: .runtime(.seconds(10)))
      #expect(PackingChecker.violations(of: result, for: problem) == [])
      #expect(result.bound == 8)
    }

    @Test func sameSeedSamePacking() throws {
      var generator = SeededGenerator(seed: 9)
      let problem = try BinPackingProblem(
        capacity: 1_000, weights: (0..<40).map { _ in 150 + generator.index(below: 350) })
      let first = try BinPacking().solve(problem, until: .iterations(40), seed: 3)
      let second = try BinPacking().solve(problem, until: .iterations(40), seed: 3)
      #expect(first == second)
    }

    @Test func aCancelledSearchReturnsWhatItHas() async throws {
      let items = (0..<60).map { index in
        VectorPackingProblem.Item(sizes: [20 + index * 37 % 41, 20 + index * 53 % 43])
      }
      let problem = try VectorPackingProblem(capacities: [100, 100], items: items)
      let task = Task { try VectorPacking().solve(problem, until: .runtime(.seconds(60))) }
      task.cancel()
      let result = try await task.value
      #expect(PackingChecker.violations(of: result, for: problem) == [])
    }

    static let data = ProcessInfo.processInfo.environment["SUPPLY_CHAIN_DATA"]

    /// Published optima, where the data folder is there; its bounds were proved by others.
    @Test(
      .enabled(if: data != nil, "SUPPLY_CHAIN_DATA is not set"),
      arguments: [
        ("bpp/Falkenauer_T/Falkenauer_t60_02.txt", 20), ("bpp/Scholl_1/N1C3W2_F.txt", 23),
        ("bpp/Schwerin_2/Schwerin2_BPP47.txt", 22), ("bpp/Scholl_2/N1W2B2R0.txt", 10),
        ("vbp/Panigrahy/class6_40_3_7.vbp", 20), ("vbp/New/class4_20_5_3.vbp", 9),
        ("vbp/Triplet/classC_60_3_8.vbp", 20), ("vbp/Panigrahy/class9_20_3_6.vbp", 14),
      ])
    func publishedOptima(path: String, optimum: Int) throws {
      let folder = try #require(Self.data)
      let text = try String(contentsOfFile: "\(folder)/consolidation/\(path)", encoding: .utf8)
      let result = try PackingFile(reading: text).solve(
        until: .runtime(.seconds(20)), seed: 1
      ) { _ in }
      #expect(result.bins == optimum && result.status == .optimal)
    }
  }
#endif
