// swift-tools-version: 6.2
import PackageDescription

// Targets stand by band, so that this file reads as the diagram in ARCHITECTURE.md: a target may use
// those of a lower band, and in its own band only what is listed here.

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let crypto: [Target.Dependency] = [
  .product(name: "Crypto", package: "swift-crypto"),
  .product(name: "CryptoExtras", package: "swift-crypto"),
]

let package = Package(
  name: "Attest",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "attest", targets: ["attest"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // values: pure, no clock, disk, network or database
    .target(name: "Provenance", swiftSettings: house),
    .target(name: "Text", swiftSettings: house),
    .target(name: "Statistics", swiftSettings: house),
    .target(name: "Reports", dependencies: ["Provenance", "Statistics"], swiftSettings: house),

    // stores
    .target(name: "Readers", dependencies: ["Provenance", "Text"], swiftSettings: house),
    .target(name: "SQLiteDefence"),
    .target(
      name: "Evidence",
      dependencies: [
        "Provenance", "Text", "SQLiteDefence", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ] + crypto,
      exclude: ["Schema/schema.sql"],
      swiftSettings: house),

    // views
    .target(name: "Formats", dependencies: ["Provenance", "Readers", "Evidence"], swiftSettings: house),
    .target(
      name: "Lenses", dependencies: ["Provenance", "Statistics", "Reports", "Evidence"],
      swiftSettings: house),
    .target(
      name: "Site", dependencies: ["Provenance", "Text", "Statistics", "Reports", "Evidence", "Lenses"],
      resources: [.embedInCode("attest.css")], swiftSettings: house),

    // verbs
    .target(
      name: "Workbench",
      dependencies: [
        "Provenance", "Text", "Reports", "Readers", "Evidence", "Formats", "Lenses", "Site",
      ],
      swiftSettings: house),

    // doors
    .target(
      name: "Server",
      dependencies: ["Provenance", .product(name: "FlyingSocks", package: "FlyingFox")] + crypto,
      swiftSettings: house),
    .executableTarget(
      name: "attest",
      dependencies: [
        "Provenance", "Reports", "Lenses", "Site", "Evidence", "Workbench", "Server",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),

    // proof
    .target(
      name: "TestSupport",
      dependencies: ["Provenance", "Reports", "Evidence", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/TestSupport", swiftSettings: house),
    .testTarget(
      name: "EvidenceTests",
      dependencies: [
        "Evidence", "Provenance", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: house),
    .testTarget(name: "ProvenanceTests", dependencies: ["Provenance", "TestSupport"], swiftSettings: house),
    .testTarget(name: "TextTests", dependencies: ["Text", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "ReadersTests", dependencies: ["Provenance", "Readers", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "FormatsTests", dependencies: ["Provenance", "Evidence", "Formats", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: ["Provenance", "Reports", "Evidence", "Site", "Workbench", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "ServerTests", dependencies: ["Server", "Provenance", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "ReportsTests", dependencies: ["Provenance", "Statistics", "Reports", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "SiteTests", dependencies: ["Provenance", "Reports", "Evidence", "Lenses", "Site"],
      swiftSettings: house),
    .testTarget(name: "TidyTests", swiftSettings: house),
    .testTarget(name: "CasebookTests", dependencies: ["TestSupport", "attest"], swiftSettings: house),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], swiftSettings: house),
    .testTarget(
      name: "LensesTests",
      dependencies: [
        "Provenance", "Statistics", "Reports", "Evidence", "Formats", "Lenses", "TestSupport",
      ], swiftSettings: house),
    .testTarget(
      name: "ContractTests",
      dependencies: ["Provenance", "Reports", "Evidence", "Formats", "Lenses", "TestSupport"],
      swiftSettings: house),
  ]
)
