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
            ])
    ],
    swiftLanguageModes: [.v6]
)
