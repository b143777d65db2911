import Benchmark
import LoadConsolidation
import SupplyChainCore

let benchmarks: @Sendable () -> Void = {
  Benchmark("Savings, 200 shipments, 3 offers") { benchmark in
    let problem = try freight(200)
    benchmark.startMeasurement()
    blackHole(try SavingsConsolidation().solve(problem, until: .iterations(10_000)))
  }

  Benchmark("First fit, 2,000 shipments, 3 offers") { benchmark in
    let problem = try freight(2_000)
    benchmark.startMeasurement()
    blackHole(try FirstFitDecreasing().solve(problem, until: .iterations(10_000)))
  }

  Benchmark("Bin packing, 500 items of 20 to 100 in bins of 150") { benchmark in
    let problem = try items(500, 20...100, capacity: 150)
    benchmark.startMeasurement()
    blackHole(try BinPacking().solve(problem, until: .runtime(.seconds(5))))
  }

  Benchmark("Bin packing, 120 items of 250 to 500 in bins of 1,000") { benchmark in
    let problem = try items(120, 250...500, capacity: 1_000)
    benchmark.startMeasurement()
    blackHole(try BinPacking().solve(problem, until: .runtime(.seconds(5))))
  }
}

func items(_ count: Int, _ range: ClosedRange<Int>, capacity: Int) throws -> BinPackingProblem {
  var generator = SeededGenerator(seed: 1)
  return try BinPackingProblem(
    capacity: capacity,
    weights: (0..<count).map { _ in range.lowerBound + generator.index(below: range.count) })
}

func freight(_ count: Int) throws -> ConsolidationProblem {
  var generator = SeededGenerator(seed: 1)
  let shipments = try (0..<count).map { index in
    try Shipment(
      id: "\(index)", from: "Plant", to: "\(generator.index(below: 20))",
      size: LoadSize(
        weight: 100 + 5_000 * generator.uniform(), pallets: Double(1 + generator.index(below: 8))),
      shipping: DayWindow(day: generator.index(below: 3)))
  }
  let trailer = try Equipment(name: "trailer", capacity: LoadCapacity(weight: 24_000, pallets: 33))
  let van = try Equipment(name: "van", capacity: LoadCapacity(weight: 6_000, pallets: 10))
  return try ConsolidationProblem(
    shipments: shipments,
    offers: [
      CarrierOffer(carrier: "A", equipment: trailer, rate: PerLoadRate(price: 900)),
      CarrierOffer(carrier: "A", equipment: van, rate: PerLoadRate(price: 350)),
      CarrierOffer(
        carrier: "B", equipment: trailer,
        rate: WeightBreakTariff(
          breaks: [(from: 0, rate: 0.2), (from: 1_000, rate: 0.12)], minimumCharge: 60,
          billsDeficitWeight: true)),
    ])
}
