import Benchmark
import LinearProgramming
import SupplyChainCore

/// A program of the given size with some six variables a constraint.
private func packing(rows: Int, columns: Int) -> LinearProgram {
  var generator = SeededGenerator(seed: 4)
  var program = LinearProgram()
  let amounts = (0..<columns).map { _ in program.addVariable(cost: -1 - generator.uniform()) }
  for _ in 0..<rows {
    var use = LinearExpression()
    for _ in 0..<6 {
      use += (0.1 + generator.uniform()) * amounts[generator.index(below: columns)]
    }
    program.add(use <= 1 + generator.uniform())
  }
  return program
}

/// The objective of a covering program of 200 rows to which columns are added round by round.
private func covered(rounds: Int) throws -> Double? {
  var generator = SeededGenerator(seed: 7)
  var program = LinearProgram()
  for _ in 0..<200 {
    let row = program.add(LinearExpression() >= 1 + generator.uniform())
    program.addVariable(cost: 10, entries: [(row, 1)])
  }
  return try GLPKSolver().withRestrictedMaster(of: program) { master in
    for _ in 0..<rounds {
      try master.solve()
      var batch = ColumnBatch()
      for _ in 0..<100 {
        let first = generator.index(below: 190)
        let worth = master.duals[first..<first + 10].reduce(0, +)
        batch.append(
          cost: max(0.1, worth * (0.9 + 0.2 * generator.uniform())), rows: first..<first + 10,
          coefficients: Array(repeating: 1.0, count: 10))
      }
      try master.add(batch)
    }
    try master.solve()
    return master.objective
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark("Build, 600,000 nonzeros") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(packing(rows: 100_000, columns: 100_000)) }
  }

  let small = packing(rows: 20, columns: 40)
  Benchmark("Solve, 20 rows: the cost of a call") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try GLPKSolver().solve(small)) }
  }

  let medium = packing(rows: 500, columns: 1_000)
  Benchmark("Solve, 500 rows") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try GLPKSolver().solve(medium)) }
  }

  Benchmark("Column generation, 50 rounds of 100 columns") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try covered(rounds: 50)) }
  }

  Benchmark("Write and read MPS, 500 rows") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try LinearProgram(mps: medium.mps())) }
  }
}
