// swift-tools-version: 6.2
import PackageDescription

// Finds every Swift example in the documentation and makes source files of them, which
// `Scripts/test` compiles. A package of its own, so that nobody who uses the library builds it.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "documentation-examples",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "DocumentationExamples", swiftSettings: swiftSettings),
    .executableTarget(
      name: "extract-examples", dependencies: ["DocumentationExamples"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "DocumentationExamplesTests", dependencies: ["DocumentationExamples"],
      swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)
