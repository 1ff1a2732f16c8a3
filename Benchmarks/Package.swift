// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "Benchmarks",
    products: [
        .executable(name: "benchmark", targets: ["Benchmark"]),
        .executable(name: "store-benchmark", targets: ["StoreBenchmark"]),
    ],
    dependencies: [
        .package(name: "seqjudge", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        .executableTarget(
            name: "Benchmark",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Judging", package: "seqjudge"),
                .product(name: "Sandboxing", package: "seqjudge"),
                .product(name: "Statistics", package: "seqjudge"),
                .product(name: "Terms", package: "seqjudge"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: [
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SequenceStore", package: "seqjudge"),
                .product(name: "Statistics", package: "seqjudge"),
                .product(name: "Terms", package: "seqjudge"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
