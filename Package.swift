// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "shoptalk",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "ask", targets: ["ask"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "IntentParser", dependencies: [.product(name: "Yams", package: "Yams")]),
    .target(name: "QueryPlanner", dependencies: ["IntentParser", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "ProductionStore",
      dependencies: [
        "CLibPQ", "QueryPlanner",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Answering", dependencies: ["QueryPlanner", "IntentParser", .product(name: "Yams", package: "Yams")]),
    .target(name: "FactorySimulation", dependencies: ["QueryPlanner"]),
    .target(
      name: "AskService",
      dependencies: [
        "Answering", "ProductionStore", "FactorySimulation", "QueryPlanner", "IntentParser",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .executableTarget(
      name: "ask",
      dependencies: [
        "AskService", "Answering", "ProductionStore", "FactorySimulation", "QueryPlanner", "IntentParser",
        "CLibEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    // What the tests validate every answer against its JSON Schema with.
    .target(name: "JSONSchemaSupport", path: "Tests/JSONSchemaSupport"),
    // Names and texts that the parser's tests and benchmarks have in common.
    .target(
      name: "ParserTrials", dependencies: ["IntentParser", .product(name: "Yams", package: "Yams")],
      path: "Tests/ParserTrials"),
    .executableTarget(
      name: "ParserBench", dependencies: ["IntentParser", "ParserTrials"], path: "Benchmarks/ParserBench"),
    // Generated factories and the KPIs over them by another way: nothing of the program is in it.
    .target(name: "FactoryReference", path: "Tests/FactoryReference"),
    .testTarget(
      name: "KpiProofTests",
      dependencies: [
        "FactoryReference", "AskService", "Answering", "ProductionStore", "QueryPlanner", "IntentParser",
        .product(name: "Logging", package: "swift-log"),
      ]),
    .executableTarget(
      name: "OverheadBench",
      dependencies: [
        "AskService", "Answering", "ProductionStore", "QueryPlanner",
        .product(name: "Logging", package: "swift-log"),
      ], path: "Benchmarks/OverheadBench"),
    .testTarget(
      name: "IntentParserTests",
      dependencies: ["IntentParser", "ParserTrials", .product(name: "Yams", package: "Yams")]),
    .testTarget(name: "QueryPlannerTests", dependencies: ["QueryPlanner", "IntentParser"]),
    .testTarget(name: "ProductionStoreTests", dependencies: ["ProductionStore", "QueryPlanner", "IntentParser"]),
    .testTarget(
      name: "AnsweringTests", dependencies: ["Answering", "QueryPlanner", "IntentParser", "JSONSchemaSupport"]),
    .testTarget(name: "FactorySimulationTests", dependencies: ["FactorySimulation", "QueryPlanner"]),
    .testTarget(
      name: "AskServiceTests",
      dependencies: [
        "AskService", "Answering", "ProductionStore", "QueryPlanner", "IntentParser",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "AskTests",
      dependencies: [
        "ask", "AskService", "Answering", "FactorySimulation", "ProductionStore", "QueryPlanner", "CLibEdit",
        "JSONSchemaSupport",
        .product(name: "Logging", package: "swift-log"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// One set of settings for every target of ours, each feature under its Swift Evolution number.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .unsafeFlags(["-warnings-as-errors"]),
  ]
}
