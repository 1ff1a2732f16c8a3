import Synthesis

/// What came of a split: for people, and as JSON.
struct SplitSummary: Sendable {
    var sequences: Int
    var test: Int
    var wanted = 0
    /// The sizes of the families, the largest first.
    var sizes: [Int]
    var joins: [Relation: Int]
    /// How many test sequences have a relative to learn from: none, or the split is wrong.
    var shared: Int
    /// The same of a split of as many test sequences that knows no families.
    var plainTest: Int
    var plainShared: Int
    var dropped: [CurationRule: Int] = [:]
    var wall = Duration.zero

    init(families: Families, parts: Split, plain: Split) {
        sequences = families.first.count
        test = parts.testCount
        sizes = families.members.map(\.count).sorted(by: >)
        joins = families.joins
        shared = parts.leaks(families: families)
        plainTest = plain.testCount
        plainShared = plain.leaks(families: families)
    }

    /// The bounds of the classes of size.
    private static let classes: [ClosedRange<Int>] = [1...1, 2...2, 3...5, 6...10, 11...100, 101...Int.max]

    private func count(_ sizeClass: ClosedRange<Int>) -> Int { sizes.count { sizeClass.contains($0) } }

    private static func name(_ sizeClass: ClosedRange<Int>) -> String {
        if sizeClass.upperBound == .max { return "\(sizeClass.lowerBound) or more" }
        return sizeClass.count == 1
            ? "\(sizeClass.lowerBound)" : "\(sizeClass.lowerBound) to \(sizeClass.upperBound)"
    }

    var text: String {
        var lines: [String] = []
        if !dropped.isEmpty {
            lines += ["left out"]
            lines += SynthSummary.rows(CurationRule.allCases.map { ($0.rawValue, dropped[$0] ?? 0) })
        }
        lines += ["families by number of members"]
        lines += SynthSummary.rows(SplitSummary.classes.map { (SplitSummary.name($0), count($0)) })
        lines += ["joins by relation"]
        lines += SynthSummary.rows(Relation.allCases.map { ($0.rawValue, joins[$0] ?? 0) })
        lines += [
            "\(DisplayText.count(sequences, "sequence")) in \(DisplayText.count(sizes.count, "family", "families")), "
                + "the largest of \(DisplayText.grouped(sizes.first ?? 0))",
            "test \(DisplayText.grouped(test)) of \(DisplayText.grouped(wanted)) wanted, "
                + "train \(DisplayText.grouped(sequences - test)); "
                + "with a relative in the other part: \(DisplayText.grouped(shared))",
            "a split without families would have had \(DisplayText.grouped(plainShared)) of "
                + "\(DisplayText.grouped(plainTest)) test sequences with a relative to learn from",
            "in \(DisplayText.time(wall))",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "sequences": .integer(sequences),
            "dropped": .object(
                CurationRule.allCases.map { .init(name: $0.rawValue, value: .integer(dropped[$0] ?? 0)) }),
            "families": .integer(sizes.count),
            "family_sizes": .object(
                SplitSummary.classes.map { .init(name: SplitSummary.name($0), value: .integer(count($0))) }),
            "largest_families": .array(sizes.prefix(10).map { .integer($0) }),
            "joins": .object(
                Relation.allCases.map { .init(name: $0.rawValue, value: .integer(joins[$0] ?? 0)) }),
            "test_wanted": .integer(wanted), "test": .integer(test), "train": .integer(sequences - test),
            "test_with_relative_in_train": .integer(shared),
            "plain_split": .members([
                "test": .integer(plainTest), "test_with_relative_in_train": .integer(plainShared),
            ]),
            "wall_s": .seconds(wall),
        ])
    }
}
