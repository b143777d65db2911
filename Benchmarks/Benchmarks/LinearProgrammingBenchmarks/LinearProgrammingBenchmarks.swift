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

  Benchmark("Write and read MPS, 500 rows") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try LinearProgram(mps: medium.mps())) }
  }
}
