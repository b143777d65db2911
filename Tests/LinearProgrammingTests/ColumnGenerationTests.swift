#if GLPK
  import LinearProgramming
  import SupplyChainCore
  import Testing

  @Suite struct ColumnGenerationTests {
    /// Cutting stock: the rolls' width, and width and number of the pieces.
    private struct Stock {
      var roll: Int
      var widths: [Int]
      var demand: [Double]

      init(pieces: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        roll = 1_000
        widths = (0..<pieces).map { _ in 50 + generator.index(below: 500) }
        demand = (0..<pieces).map { _ in Double(1 + generator.index(below: 50)) }
      }

      var program: LinearProgram {
        var program = LinearProgram()
        for (width, count) in zip(widths, demand) {
          let row = program.add(LinearExpression() >= count)
          program.addVariable(nil, .integer, cost: 1, entries: [(row, Double(roll / width))])
        }
        return program
      }

      /// The pattern worth most: an unbounded knapsack, by dynamic programming.
      func bestPattern(_ prices: [Double]) -> (worth: Double, pieces: [Double]) {
        var worth = Array(repeating: 0.0, count: roll + 1)
        var last = Array(repeating: -1, count: roll + 1)
        for size in 1...roll {
          (worth[size], last[size]) = (worth[size - 1], -1)
          for (piece, width) in widths.enumerated() where width <= size {
            let value = worth[size - width] + prices[piece]
            if value > worth[size] { (worth[size], last[size]) = (value, piece) }
          }
        }
        var pieces = Array(repeating: 0.0, count: widths.count)
        var size = roll
        while size > 0 {
          if last[size] < 0 {
            size -= 1
          } else {
            pieces[last[size]] += 1
            size -= widths[last[size]]
          }
        }
        return (worth[roll], pieces)
      }
    }

    private func generate(_ stock: Stock, smoothing: Double, tellsBound: Bool = true) throws
      -> (end: ColumnGeneration, objective: Double)
    {
      let program = stock.program
      return try GLPKSolver().withRestrictedMaster(of: program) { master in
        let end = try master.generateColumns(
          smoothing: smoothing, until: .iterations(2_000)
        ) { prices, columns in
          let (worth, pieces) = stock.bestPattern(prices)
          columns.append(.integer, cost: 1, rows: Array(program.constraints), coefficients: pieces)
          guard tellsBound else { return nil }
          return zip(prices, stock.demand).reduce(0) { $0 + $1.0 * $1.1 } / max(1, worth)
        }
        return (end, master.objective ?? .nan)
      }
    }

    // No pattern pays at the end: told by the knapsack, which knows nothing of the master.
    @Test(arguments: [0, 0.5, 0.9], [true, false])
    func endsAtTheOptimum(smoothing: Double, tellsBound: Bool) throws {
      let stock = Stock(pieces: 12, seed: 4)
      let plain = try generate(stock, smoothing: 0).objective
      let (end, objective) = try generate(stock, smoothing: smoothing, tellsBound: tellsBound)
      #expect(end.status == .optimal)
      #expect((objective - plain).magnitude < 1e-6 * plain)
      #expect((end.bound == nil) == !tellsBound)
      if let bound = end.bound {
        #expect(bound <= objective + 1e-6 && bound > objective - 1e-4 * objective)
      }
      // The material alone needs as many.
      let material = zip(stock.widths, stock.demand).reduce(0) { $0 + Double($1.0) * $1.1 } / 1_000
      #expect(objective >= material - 1e-9)
    }

    @Test func smoothingNeedsFewerRounds() throws {
      let stock = Stock(pieces: 40, seed: 9)
      let plain = try generate(stock, smoothing: 0)
      let smooth = try generate(stock, smoothing: 0.6)
      #expect((plain.objective - smooth.objective).magnitude < 1e-6 * plain.objective)
      #expect(smooth.end.rounds < plain.end.rounds)
    }

    @Test func stopsEarly() throws {
      let stock = Stock(pieces: 20, seed: 2)
      let program = stock.program
      try GLPKSolver().withRestrictedMaster(of: program) { master in
        let end = try master.generateColumns(until: .iterations(3)) { prices, columns in
          columns.append(
            cost: 1, rows: Array(program.constraints),
            coefficients: stock.bestPattern(prices).pieces)
          return nil
        }
        #expect(end.status == .stopped)
        #expect(end.rounds == 3)
        #expect(end.columns == 2)
        let late = try master.generateColumns(until: .runtime(.zero)) { _, _ in nil }
        #expect(late.status == .timeLimit || late.status == .optimal)
      }
    }

    @Test func badSharesAreNamed() throws {
      try GLPKSolver().withRestrictedMaster(of: Stock(pieces: 2, seed: 1).program) { master in
        for share in [-0.1, 1, .nan, .infinity] {
          #expect(throws: InvalidInput.self) {
            _ = try master.generateColumns(smoothing: share, until: .iterations(1)) { _, _ in nil }
          }
        }
        #expect(throws: InvalidInput.self) {
          _ = try master.generateColumns(until: .iterations(9)) { _, columns in
            columns.append(cost: -.infinity, rows: [0], coefficients: [1])
            return nil
          }
        }
      }
    }
  }
#endif
