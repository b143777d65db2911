// swift-tools-version: 6.2
import PackageDescription

let warningsAreErrors = Context.environment["SUPPLY_CHAIN_WARNINGS_AS_ERRORS"] == "1"

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

/// The speed suite of one module: `swift package benchmark --target <Module>Benchmarks`.
func suite(of module: String) -> Target {
  .executableTarget(
    name: "\(module)Benchmarks",
    dependencies: [
      .product(name: module, package: "swift-supply-chain"),
      .product(name: "SupplyChainCore", package: "swift-supply-chain"),
      .product(name: "Benchmark", package: "benchmark"),
    ],
    path: "Benchmarks/\(module)Benchmarks",
    swiftSettings: swiftSettings,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "swift-supply-chain-benchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "scoreboard", targets: ["scoreboard"])],
  dependencies: [
    .package(name: "swift-supply-chain", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    // Without its default trait the harness needs no jemalloc on the machine.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CPeakMemory"),
    .executableTarget(
      name: "scoreboard",
      dependencies: [
        "CPeakMemory",
        .product(name: "SupplyChain", package: "swift-supply-chain"),
        .product(name: "SupplyChainCore", package: "swift-supply-chain"),
        .product(name: "DemandForecasting", package: "swift-supply-chain"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    suite(of: "Probability"),
    suite(of: "LinearAlgebra"),
    suite(of: "LinearProgramming"),
    suite(of: "DemandForecasting"),
    suite(of: "InventoryOptimization"),
    suite(of: "VehicleRouting"),
    suite(of: "LoadConsolidation"),
  ],
  swiftLanguageModes: [.v6]
)
