import Benchmark
import LinearAlgebra
import SupplyChainCore

private func matrix(_ rows: Int, _ columns: Int) throws -> Matrix {
  var generator = SeededGenerator(seed: 1)
  return try Matrix(
    columnMajor: (0..<rows * columns).map { _ in generator.uniform() }, rowCount: rows,
    columnCount: columns)
}

let benchmarks: @Sendable () -> Void = {
  Benchmark("Least squares, 120 × 14") { benchmark in
    let design = try matrix(120, 14)
    let response = try matrix(120, 1).column(0)
    for _ in benchmark.scaledIterations {
      blackHole(try LeastSquaresSolution(design: design, response: response))
    }
  }
  Benchmark("Cholesky, 100 × 100") { benchmark in
    let root = try matrix(100, 100)
    let square = try root.multiplied(by: root.transposed)
    for _ in benchmark.scaledIterations { blackHole(try CholeskyFactorization(square)) }
  }
  Benchmark("Singular values, 100 × 40") { benchmark in
    let tall = try matrix(100, 40)
    for _ in benchmark.scaledIterations { blackHole(try SingularValueDecomposition(tall)) }
  }
  Benchmark("Product, 100 × 100") { benchmark in
    let square = try matrix(100, 100)
    for _ in benchmark.scaledIterations { blackHole(try square.multiplied(by: square)) }
  }
}
