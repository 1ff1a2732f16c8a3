import Reflection

/// What came of conversations, and what is not among them.
struct ReflectionAccount: Sendable {
    private(set) var summary = ReflectionSummary()
    /// Problems that no answer is recorded for.
    var unrecorded = 0
    /// Problems whose conversation broke off.
    var givenUp = 0

    /// Counts a conversation in.
    mutating func add(_ record: ReflectionRecord) { summary.add(record) }

    private var solved: [(rounds: Int, problems: Int)] {
        summary.solvedAfter.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// For people.
    var text: String {
        var parts = solved.map {
            "\(DisplayText.grouped($0.problems)) right after \(DisplayText.count($0.rounds, "round"))"
        }
        parts.append("\(DisplayText.grouped(summary.unsolved)) never right")
        if summary.unjudged > 0 { parts.append("\(DisplayText.grouped(summary.unjudged)) not judged") }
        var lines = [
            "\(DisplayText.count(summary.problems, "problem")): " + parts.joined(separator: ", "),
            "\(DisplayText.count(summary.corrections, "correction")): "
                + "\(DisplayText.grouped(summary.unchanged)) changed nothing, "
                + "\(DisplayText.grouped(summary.fixing)) fixed a test, "
                + "\(DisplayText.grouped(summary.breaking)) broke one",
        ]
        if unrecorded + givenUp > 0 {
            lines.append(
                "left out: \(DisplayText.grouped(unrecorded)) without a recorded answer, "
                    + "\(DisplayText.grouped(givenUp)) given up")
        }
        return lines.map { "  \($0)\n" }.joined()
    }

    /// For programs. It holds nothing that differs between two runs on the same answers.
    var json: JSONText {
        .members([
            "problems": .integer(summary.problems),
            "solved_after": .object(solved.map { .init(name: "\($0.rounds)", value: .integer($0.problems)) }),
            "unsolved": .integer(summary.unsolved), "unjudged": .integer(summary.unjudged),
            "without_answer": .integer(unrecorded), "given_up": .integer(givenUp),
            "corrections": .integer(summary.corrections), "unchanged": .integer(summary.unchanged),
            "fixing": .integer(summary.fixing), "breaking": .integer(summary.breaking),
        ])
    }
}
