#if GLPK
  @testable import LoadConsolidation
  import SupplyChainCore
  import Testing

  @Suite struct VectorKnapsackTests {
    /// A random problem; items make room where `least` is below zero.
    static func problem(
      _ generator: inout SeededGenerator, dimensions: Int, least: Int
    ) throws -> VectorPackingProblem {
      let capacities = (0..<dimensions).map { _ in 20 + generator.index(below: 30) }
      return try VectorPackingProblem(
        capacities: capacities,
        items: (0..<(3 + generator.index(below: 8))).map { _ in
          VectorPackingProblem.Item(
            sizes: capacities.map { least + generator.index(below: $0 * 2 / 3) },
            demand: 1 + generator.index(below: 2))
        })
    }

    /// The most that a bin can hold, by trying every number of every item.
    static func mostWorth(_ classes: VectorClasses, _ values: [Int]) -> Int {
      var best = 0
      func extend(_ index: Int, _ room: [Int], _ value: Int) {
        guard index < values.count else {
          if room.allSatisfy({ $0 >= 0 }) { best = max(best, value) }
          return
        }
        var room = room
        for copies in 0...classes.demands[index] {
          extend(index + 1, room, value + copies * values[index])
          for dimension in 0..<classes.dimensions {
            room[dimension] -= classes.sizes[index * classes.dimensions + dimension]
          }
        }
      }
      extend(0, classes.capacities, 0)
      return best
    }

    @Test(arguments: UInt64(0)..<60)
    func bestPatternAgainstEnumeration(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      // One, two and seven dimensions; the last are more than a word holds.
      let dimensions = [1, 2, 7, 12][Int(seed % 4)]
      let problem = try Self.problem(
        &generator, dimensions: dimensions, least: seed % 3 == 0 ? -3 : 0)
      let classes = VectorClasses(problem)
      let values = classes.demands.map { _ in generator.index(below: 1_000) }
      let kernel = try #require(
        VectorPackingKernel(classes, monitor: SearchMonitor(until: .runtime(.seconds(10)))))
      let most = Self.mostWorth(classes, values)
      #expect(kernel.exactBest(values.map { Int64($0) }) == Int64(max(most, values.max() ?? 0)))
    }

    @Test(arguments: UInt64(0)..<40)
    func patternsFitAndAreWorthIt(seed: UInt64) throws {
      var generator = SeededGenerator(seed: seed)
      let problem = try Self.problem(
        &generator, dimensions: 3, least: seed % 3 == 0 ? -3 : 0)
      let classes = VectorClasses(problem)
      let values = classes.demands.map { _ in generator.uniform() }
      var kernel = try #require(
        VectorPackingKernel(classes, monitor: SearchMonitor(until: .runtime(.seconds(10)))))
      let (patterns, best) = kernel.price(
        values, limits: classes.demands, above: 0.5, count: 10)
      let whole = values.map { Int(1e6 * $0) }
      #expect(1e6 * best >= Double(Self.mostWorth(classes, whole)) - 20 || best == 0.5)
      for pattern in patterns {
        #expect(pattern.reduce(0) { $0 + values[Int($1)] } > 0.5)
        for dimension in 0..<3 {
          let filled = pattern.reduce(0) { $0 + classes.sizes[Int($1) * 3 + dimension] }
          #expect(filled <= classes.capacities[dimension])
        }
        for index in classes.demands.indices {
          #expect(pattern.count { Int($0) == index } <= classes.demands[index])
        }
      }
    }

    @Test func numbersBeyondAWordAreRefused() throws {
      let huge = BinPackingProblem.largestCapacity
      let problem = try VectorPackingProblem(
        capacities: [huge], items: [.init(sizes: [-huge], demand: BinPackingProblem.largestCount)])
      let monitor = SearchMonitor(until: .runtime(.seconds(1)))
      #expect(VectorPackingKernel(VectorClasses(problem), monitor: monitor) == nil)
      let result = try VectorPacking().solve(problem, until: .iterations(1))
      #expect(result.bins == 1)
    }

    @Test(arguments: UInt64(0)..<4)
    func packsWhatWasCutFromFullBins(seed: UInt64) throws {
      // Thirty bins cut into three in each of three dimensions: nothing may be wasted.
      var generator = SeededGenerator(seed: seed)
      var items: [VectorPackingProblem.Item] = []
      for _ in 0..<30 {
        let cuts = (0..<3).map { _ in
          (25 + generator.index(below: 25), 25 + generator.index(below: 25))
        }
        items.append(.init(sizes: cuts.map(\.0)))
        items.append(.init(sizes: cuts.map { min($0.1, 75 - $0.0) }))
        items.append(.init(sizes: cuts.map { 100 - $0.0 - min($0.1, 75 - $0.0) }))
      }
      let problem = try VectorPackingProblem(capacities: [100, 100, 100], items: items)
      let result = try VectorPacking().solve(problem, until: .runtime(.seconds(10)))
      #expect(result.bins == 30 && result.bound == 30)
    }
  }
#endif
