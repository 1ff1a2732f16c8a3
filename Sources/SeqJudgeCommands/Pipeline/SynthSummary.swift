import Synthesis

/// What came of a making: for people, and as JSON.
struct SynthSummary: Sendable {
    var plan: SynthesisPlan
    var made = 0
    var drafts = 0
    var drops: [Drop: Int] = [:]
    var kinds: [Kind: Int] = [:]
    /// How many of each difficulty, the part after the point left out.
    var difficulties: [Int: Int] = [:]
    /// How many are the first of their family.
    var families = 0
    var wall = Duration.zero

    init(plan: SynthesisPlan) { self.plan = plan }

    mutating func note(_ sequence: SyntheticSequence) {
        made += 1
        kinds[sequence.kind, default: 0] += 1
        difficulties[sequence.difficulty.tenths / 10, default: 0] += 1
        if sequence.family == sequence.id { families += 1 }
    }

    var text: String {
        var lines = ["sequences"]
        lines += SynthSummary.rows(Kind.allCases.map { ($0.rawValue, kinds[$0] ?? 0) })
        lines += ["difficulty"]
        lines += SynthSummary.rows(
            difficulties.keys.sorted().map { ("\($0) to \($0).9", difficulties[$0] ?? 0) })
        lines += ["dropped drafts"]
        lines += SynthSummary.rows(Drop.allCases.map { ($0.rawValue, drops[$0] ?? 0) })
        lines.append(
            "\(DisplayText.count(made, "sequence")) in \(DisplayText.count(families, "family", "families")), of "
                + "\(DisplayText.count(drafts, "draft")), in \(DisplayText.time(wall))")
        return lines.joined(separator: "\n") + "\n"
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "seed": .number(String(plan.seed)),
            "sequences": .integer(made), "families": .integer(families), "drafts": .integer(drafts),
            "kinds": .object(Kind.allCases.map { .init(name: $0.rawValue, value: .integer(kinds[$0] ?? 0)) }),
            "difficulty": .object(
                difficulties.keys.sorted().map {
                    .init(name: "\($0)", value: .integer(difficulties[$0] ?? 0))
                }),
            "dropped": .object(
                Drop.allCases.map { .init(name: $0.rawValue, value: .integer(drops[$0] ?? 0)) }),
            "wall_s": .seconds(wall),
        ])
    }

    /// Names and numbers in columns, those with 0 left out.
    static func rows(_ rows: [(name: String, count: Int)]) -> [String] {
        let shown = rows.filter { $0.count > 0 }.map { ($0.name, DisplayText.grouped($0.count)) }
        let width = shown.map { $0.0.count }.max() ?? 0
        let digits = shown.map { $0.1.count }.max() ?? 0
        return shown.map { name, count in
            "  " + name + String(repeating: " ", count: width - name.count + 2 + digits - count.count) + count
        }
    }
}
