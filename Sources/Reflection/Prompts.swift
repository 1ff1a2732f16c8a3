import Problems
import Terms

/// What a model is told.
public struct ReflectionPrompts: Sendable, Hashable {
    /// The system message; nil: there is none.
    public var system: String? =
        "You solve programming problems about integer sequences. Think first, then answer with one complete program in a "
        + "Python code block."
    /// How many failing tests a model is told, at most. Default 3.
    public var failuresTold = 3
    /// How many findings it is told, at most. Default 2; 0: none.
    public var findingsTold = 2

    /// The defaults.
    public init() {}

    /// What is said about a program that is wrong.
    func feedback(_ judgement: Judgement) -> String {
        var lines = ["The program is not right yet: \(judgement.explanation)."]
        for failure in judgement.failures.prefix(failuresTold) {
            lines.append(
                "- n = \(failure.index): expected \(shortened(failure.expected.description)), got \(failure.got)"
            )
        }
        let more = judgement.failures.count - failuresTold
        if more > 0 { lines.append("- and \(more) more") }
        for finding in judgement.findings.prefix(findingsTold) {
            lines.append("")
            lines.append("Diagnosis: \(finding.sentence)" + (finding.hint.isEmpty ? "" : " \(finding.hint)"))
        }
        lines += ["", "Say what is wrong, and answer with the corrected complete program in a code block."]
        return lines.joined(separator: "\n")
    }

    /// What is said where no program was found.
    func feedback(_ fault: String) -> String {
        "No program was found in the answer: \(fault). Answer with one complete program in a Python code block."
    }

    private func shortened(_ term: String) -> String {
        term.count <= 60 ? term : "\(term.prefix(28))...\(term.suffix(28)) (\(term.count) digits)"
    }
}
