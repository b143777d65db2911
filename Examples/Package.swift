// swift-tools-version: 6.2
import PackageDescription

let warningsAreErrors = Context.environment["SUPPLY_CHAIN_WARNINGS_AS_ERRORS"] == "1"

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "swift-supply-chain-examples",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "supply-chain", targets: ["supply-chain"])],
  dependencies: [
    .package(name: "swift-supply-chain", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "supply-chain",
      dependencies: [
        .product(name: "SupplyChain", package: "swift-supply-chain"),
        .product(name: "SupplyChainCore", package: "swift-supply-chain"),
        .product(name: "DemandForecasting", package: "swift-supply-chain"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "freight-loads",
      dependencies: [
        .product(name: "LoadConsolidation", package: "swift-supply-chain"),
        .product(name: "SupplyChainCore", package: "swift-supply-chain"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "forecast-demand",
      dependencies: [
        .product(name: "DemandForecasting", package: "swift-supply-chain"),
        .product(name: "Probability", package: "swift-supply-chain"),
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "stock-policy",
      dependencies: [
        .product(name: "DemandForecasting", package: "swift-supply-chain"),
        .product(name: "InventoryOptimization", package: "swift-supply-chain"),
        .product(name: "Probability", package: "swift-supply-chain"),
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "supply-chainTests",
      dependencies: [
        "supply-chain",
        .product(name: "SupplyChain", package: "swift-supply-chain"),
      ],
      swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)
