import Diagnosis
import Judging
import Sandboxing
import Terms

/// What came of comparing two programs.
struct ComparisonReport: Sendable {
    var first: Answers
    var second: Answers
    var indices: [Int]
    private let comparison: AnswerComparison

    init(first: Answers, second: Answers, indices: [Int]) {
        (self.first, self.second, self.indices) = (first, second, indices)
        comparison = AnswerComparison(first, second, at: indices)
    }

    /// 0 where they agree everywhere; a fault of ours is none of theirs.
    var status: CommandStatus {
        if [first, second].contains(where: { $0.ending == .internalError }) { return .internalFault }
        return comparison.outcome == .agree ? .success : .notAccepted
    }

    var text: String {
        let (one, other) = (name(first), name(second))
        var lines = ["\(headline)  \(one)  \(other)"]
        func add(_ label: String, _ text: String) {
            guard !text.isEmpty else { return }
            let gap = String(repeating: " ", count: max(1, 14 - label.count))
            lines.append("  \(label)\(gap)\(DisplayText.line(text))")
        }
        if case .differ(_, let left, let right) = comparison.outcome {
            add("first", left.map { DisplayText.term($0) } ?? "no integer")
            add("second", right.map { DisplayText.term($0) } ?? "no integer")
        }
        add(
            "agreeing",
            "\(DisplayText.count(comparison.agreeing, "index", "indices")) from \(indices.first ?? 0) on")
        for (label, answers) in [("first", first), ("second", second)] {
            add("\(label) asked", answers.entry.map { "\($0.entry)" } ?? "")
            add(
                "\(label) time",
                "CPU \(DisplayText.time(answers.usage.cpu))"
                    + (Self.growth(answers).map { ", grows like \($0)" } ?? ""))
            add("\(label) ended", answers.explanation)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How the time of the answers grows; nil where nothing can be told.
    private static func growth(_ answers: Answers) -> GrowthFit? {
        let times = answers.items.compactMap { item -> (index: Int, seconds: Double)? in
            if case .stopped = item.value { return nil }
            return item.cpu.map { (item.index, $0.inSeconds) }
        }
        return GrowthFit(GrowthFit.points(times, hasProcesses: answers.usage.runs > 1))
    }

    private func name(_ answers: Answers) -> String { DisplayText.line(answers.candidateName) }

    private var headline: String {
        switch comparison.outcome {
        case .agree: "agree to n = \(indices.last ?? 0)"
        case .differ(let index, _, _): "differ at n = \(index)"
        case .undecided(let index): "undecided from n = \(index) on"
        }
    }

    var json: JSONText {
        var outcome = "agree"
        var difference: JSONText?
        var undecided: Int?
        switch comparison.outcome {
        case .agree: break
        case .differ(let index, let left, let right):
            outcome = "differ"
            difference = .members([
                "index": .integer(index), "first": .optional(left) { .string($0.description) },
                "second": .optional(right) { .string($0.description) },
            ])
        case .undecided(let index): (outcome, undecided) = ("undecided", index)
        }
        return .members([
            "schema_version": .integer(JSONReport.schemaVersion), "outcome": .string(outcome),
            "from": .integer(indices.first ?? 0), "to": .integer(indices.last ?? 0),
            "agreeing": .integer(comparison.agreeing),
            "first_difference": .optional(difference) { $0 },
            "undecided_from": .optional(undecided) { .integer($0) },
            "first": Self.program(first), "second": Self.program(second),
        ])
    }

    private static func program(_ answers: Answers) -> JSONText {
        .members([
            "candidate": .string(answers.candidateName),
            "entry": .optional(answers.entry) { .string($0.entry.description) },
            "answers": .integer(answers.items.count),
            "ending": .optional(answers.ending) { .string($0.rawValue) },
            "explanation": .string(answers.explanation),
            "growth": .optional(growth(answers)) { .string("\($0)") },
            "cpu_seconds": .seconds(answers.usage.cpu), "wall_seconds": .seconds(answers.usage.wall),
        ])
    }
}
