// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "EmbeddedVerifier",
    dependencies: [.package(name: "seqjudge", path: "../..")],
    targets: [
        .executableTarget(
            name: "EmbeddedVerifier",
            dependencies: [
                .product(name: "Judging", package: "seqjudge"),
                .product(name: "Terms", package: "seqjudge"),
            ]),
        .executableTarget(
            name: "EmbeddedReward",
            dependencies: [
                .product(name: "Completions", package: "seqjudge"),
                .product(name: "Judging", package: "seqjudge"),
                .product(name: "Problems", package: "seqjudge"),
                .product(name: "Rewards", package: "seqjudge"),
                .product(name: "Terms", package: "seqjudge"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
