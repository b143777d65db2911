// swift-tools-version: 6.2
import PackageDescription

// `Scripts/test` sets this; a user who builds the package with a newer compiler is never stopped by
// a new warning.
let warningsAreErrors = Context.environment["SUPPLY_CHAIN_WARNINGS_AS_ERRORS"] == "1"

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")

func module(
  _ name: String, dependsOn dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func tests(
  of name: String, and dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "SupplyChainTestSupport"] + dependencies,
    exclude: exclude, swiftSettings: swiftSettings)
}

let modules = [
  "SupplyChainCore", "Probability", "LinearAlgebra", "LinearProgramming", "DemandForecasting",
  "InventoryOptimization", "VehicleRouting", "LoadConsolidation", "SupplyChain",
]

let package = Package(
  name: "swift-supply-chain",
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: modules.map { .library(name: $0, targets: [$0]) },
  traits: [
    .default(enabledTraits: ["GLPK"]),
    .trait(
      name: "GLPK",
      description: "Solve linear and integer programs with GLPK (GPL-3.0, libglpk-dev)."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // C libraries, each behind its one owner.
    .systemLibrary(
      name: "CLAPACK", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .target(
      name: "CGLPK",
      cSettings: [.define("GLPK", to: "1", .when(traits: ["GLPK"]))],
      linkerSettings: [.linkedLibrary("glpk", .when(traits: ["GLPK"]))]),

    // Foundations.
    module("SupplyChainCore", dependsOn: []),
    module("Probability", dependsOn: ["SupplyChainCore", numerics]),
    module(
      "LinearAlgebra",
      dependsOn: [
        "SupplyChainCore",
        .target(name: "CLAPACK", condition: .when(platforms: [.linux, .windows, .android])),
        numerics,
      ]),

    // Capabilities.
    module(
      "LinearProgramming",
      dependsOn: [
        "SupplyChainCore", .target(name: "CGLPK", condition: .when(traits: ["GLPK"])),
      ]),
    module(
      "DemandForecasting",
      dependsOn: ["SupplyChainCore", "Probability", "LinearAlgebra", numerics]),
    module("VehicleRouting", dependsOn: ["SupplyChainCore", numerics, heap]),
    module("InventoryOptimization", dependsOn: ["SupplyChainCore", "Probability", numerics]),
    module(
      "LoadConsolidation", dependsOn: ["SupplyChainCore", "LinearProgramming", numerics, heap]),
    module(
      "SupplyChain",
      dependsOn: [
        "SupplyChainCore", "Probability", "LinearAlgebra", "LinearProgramming",
        "DemandForecasting", "InventoryOptimization", "VehicleRouting", "LoadConsolidation",
      ]),

    // Documentation.
    .target(
      name: "SupplyChainDocumentation", dependencies: modules.map { .init(stringLiteral: $0) },
      path: "DocC"),

    // Tests.
    .target(
      name: "SupplyChainTestSupport",
      dependencies: [
        "SupplyChainCore", "Probability", "LinearAlgebra", "LinearProgramming",
        "VehicleRouting", "LoadConsolidation",
      ],
      path: "Tests/SupplyChainTestSupport", swiftSettings: swiftSettings),
    tests(of: "SupplyChainCore"),
    tests(of: "Probability"),
    tests(of: "LinearAlgebra"),
    tests(of: "LinearProgramming"),
    tests(of: "DemandForecasting", and: ["Probability"], exclude: ["Fixtures"]),
    tests(
      of: "InventoryOptimization", and: ["Probability", numerics],
      exclude: ["Fixtures"]),
    tests(of: "VehicleRouting"),
    tests(of: "LoadConsolidation", and: ["LinearProgramming"]),
    tests(of: "SupplyChain"),
  ],
  swiftLanguageModes: [.v6]
)
