// swift-tools-version: 6.2
import PackageDescription

// Built by `Scripts/fuzz`, with coverage-guided mutation of libFuzzer.
let package = Package(
  name: "swift-supply-chain-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-supply-chain", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz", dependencies: [.product(name: "SupplyChain", package: "swift-supply-chain")])
  ],
  swiftLanguageModes: [.v6]
)
