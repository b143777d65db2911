import Benchmark
import Probability
import SupplyChainCore

let benchmarks: @Sendable () -> Void = {
  var distributions: [(String, any Distribution)] = [("normal", Normal.standard)]
  func add(_ name: String, _ make: () throws -> any Distribution) {
    if let distribution = try? make() { distributions.append((name, distribution)) }
  }
  add("gamma") { try Gamma(mean: 100, standardDeviation: 40) }
  add("Poisson 20") { try Poisson(mean: 20) }
  add("Poisson 1e6") { try Poisson(mean: 1e6) }
  add("negative binomial") { try NegativeBinomial(mean: 20, variance: 60) }

  for (name, distribution) in distributions {
    let points = (1...1_000).map { distribution.quantile(Double($0) / 1_001) }
    Benchmark("loss, \(name), 1,000 points") { benchmark in
      for _ in benchmark.scaledIterations {
        for point in points { blackHole(distribution.loss(at: point)) }
      }
    }
    Benchmark("quantile, \(name), 1,000 probabilities") { benchmark in
      for _ in benchmark.scaledIterations {
        for step in 1...1_000 { blackHole(distribution.quantile(Double(step) / 1_001)) }
      }
    }
    Benchmark("sample, \(name), 1,000 draws") { benchmark in
      var generator = SeededGenerator(seed: 1)
      for _ in benchmark.scaledIterations {
        for _ in 0..<1_000 { blackHole(distribution.sample(using: &generator)) }
      }
    }
  }
}
