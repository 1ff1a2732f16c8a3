// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "seqjudge",
    products: [
        .executable(name: "seqjudge", targets: ["seqjudge"]),
        .library(name: "Completions", targets: ["Completions"]),
        .library(name: "Diagnosis", targets: ["Diagnosis"]),
        .library(name: "Evaluation", targets: ["Evaluation"]),
        .library(name: "Exporting", targets: ["Exporting"]),
        .library(name: "Judging", targets: ["Judging"]),
        .library(name: "ModelClient", targets: ["ModelClient"]),
        .library(name: "Problems", targets: ["Problems"]),
        .library(name: "Reflection", targets: ["Reflection"]),
        .library(name: "Rewards", targets: ["Rewards"]),
        .library(name: "Sandboxing", targets: ["Sandboxing"]),
        .library(name: "SequenceStore", targets: ["SequenceStore"]),
        .library(name: "Statistics", targets: ["Statistics"]),
        .library(name: "Synthesis", targets: ["Synthesis"]),
        .library(name: "Terms", targets: ["Terms"]),
        .library(name: "Verification", targets: ["Verification"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CLibCap", pkgConfig: "libcap", providers: [.apt(["libcap-dev"])]),
        .target(name: "CJail", cSettings: strictC),
        .plugin(name: "EmbedResources", capability: .buildTool()),
        .target(
            name: "Sandboxing",
            dependencies: ["CJail", "CLibSeccomp", .product(name: "Yams", package: "Yams")],
            exclude: ["Stem", "Warden"],
            swiftSettings: strict,
            plugins: ["EmbedResources"]),
        .target(name: "Terms", swiftSettings: strict),
        .target(name: "Verification", dependencies: ["Terms"], swiftSettings: strict),
        .target(
            name: "SequenceStore",
            dependencies: [
                "Terms", .product(name: "BigInt", package: "BigInt"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict,
            plugins: ["EmbedResources"]),
        .target(
            name: "Diagnosis", dependencies: ["Terms", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: strict),
        .target(
            name: "Judging",
            dependencies: ["Diagnosis", "Sandboxing", "Statistics", "Terms", "Verification"],
            exclude: ["Driver", "Harness"],
            swiftSettings: strict,
            plugins: ["EmbedResources"]),
        .target(name: "Completions", dependencies: ["Terms"], swiftSettings: strict),
        .target(name: "Evaluation", dependencies: ["Statistics"], swiftSettings: strict),
        .target(name: "Exporting", dependencies: ["Problems", "Terms"], swiftSettings: strict),
        .target(name: "ModelClient", dependencies: ["Statistics"], swiftSettings: strict),
        .target(name: "Problems", dependencies: ["Statistics", "Terms"], swiftSettings: strict),
        .target(
            name: "Reflection", dependencies: ["Completions", "Exporting", "Problems", "Terms"],
            swiftSettings: strict),
        .target(name: "Rewards", swiftSettings: strict),
        .target(name: "Statistics", swiftSettings: strict),
        .target(
            name: "Synthesis",
            dependencies: ["Statistics", "Terms", .product(name: "BigInt", package: "BigInt")],
            swiftSettings: strict),
        .target(
            name: "SeqJudgeCommands",
            dependencies: [
                "Completions", "Diagnosis", "Evaluation", "Exporting", "Judging", "ModelClient", "Problems",
                "Reflection", "Rewards", "Sandboxing", "SequenceStore", "Statistics", "Synthesis", "Terms",
                "Verification",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "seqjudge", dependencies: ["SeqJudgeCommands"], swiftSettings: strict),
        .executableTarget(
            name: "Containment",
            dependencies: [
                "Judging", "Sandboxing", "Terms", "CJail",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Containment",
            exclude: ["Attacks", "Faults", "Naive", "README.md"],
            swiftSettings: strict,
            plugins: ["EmbedResources"]),
        .target(name: "Fuzzing", path: "Tests/Fuzzing", swiftSettings: strict),
        .target(name: "ModelServer", path: "Tests/ModelServer", swiftSettings: strict),
        .testTarget(name: "TermsTests", dependencies: ["Fuzzing", "Terms"], swiftSettings: strict),
        .testTarget(
            name: "SequenceStoreTests",
            dependencies: [
                "Fuzzing", "SequenceStore", "Terms", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CompletionsTests", dependencies: ["Completions", "Terms"], swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Evaluation", "Statistics"], swiftSettings: strict),
        .testTarget(
            name: "ExportingTests", dependencies: ["Exporting", "Problems", "Terms"], exclude: ["Golden"],
            swiftSettings: strict),
        .testTarget(
            name: "ModelClientTests", dependencies: ["ModelClient", "ModelServer"], swiftSettings: strict),
        .testTarget(name: "ProblemsTests", dependencies: ["Problems", "Terms"], swiftSettings: strict),
        .testTarget(
            name: "ReflectionTests",
            dependencies: ["Completions", "Exporting", "Problems", "Reflection", "Terms"],
            swiftSettings: strict),
        .testTarget(name: "RewardsTests", dependencies: ["Rewards"], swiftSettings: strict),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: strict),
        .testTarget(
            name: "SynthesisTests", dependencies: ["Synthesis", "Terms"], swiftSettings: strict),
        .testTarget(name: "DiagnosisTests", dependencies: ["Diagnosis", "Terms"], swiftSettings: strict),
        .testTarget(
            name: "VerificationTests", dependencies: ["Fuzzing", "Verification", "Terms"],
            swiftSettings: strict),
        .testTarget(
            name: "SandboxingTests", dependencies: ["Fuzzing", "Sandboxing", "CJail", "Judging"],
            swiftSettings: strict),
        .testTarget(
            name: "JudgingTests",
            dependencies: ["Diagnosis", "Fuzzing", "Judging", "Sandboxing", "Terms", "Verification"],
            exclude: ["Blocks"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Diagnosis", "Exporting", "Fuzzing", "Judging", "ModelServer", "Problems", "Reflection",
                "SeqJudgeCommands", "SequenceStore", "Synthesis", "Terms",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
