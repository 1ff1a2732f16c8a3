// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "seqjudge", path: "..")],
    targets: [
        .executableTarget(
            name: "JailCost", dependencies: [.product(name: "Sandboxing", package: "seqjudge")])
    ],
    swiftLanguageModes: [.v6]
)
