// swift-tools-version: 6.2
import PackageDescription

// A user's package that imports one module. `Scripts/test` copies it out of the repository, builds
// it there and looks at what the program links.
let package = Package(
  name: "consumer",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(
      name: "swift-supply-chain", path: Context.environment["SUPPLY_CHAIN_PACKAGE"] ?? "../..")
  ],
  targets: [
    .executableTarget(
      name: "consumer",
      dependencies: [.product(name: "VehicleRouting", package: "swift-supply-chain")])
  ]
)
