import Diagnosis
import Judging
import Reflection

/// Reports in the words that a model is told. They hold no measured number, so that the same answers make the same
/// conversation each time.
extension Judgement {
    init(_ report: CheckReport) {
        self.init(
            verdict: report.verdict.rawValue, explanation: report.explanation,
            failures: report.cases.filter { !$0.isPassed }.map {
                Failure(index: $0.index, expected: $0.expected, got: Judgement.words($0.outcome))
            },
            passed: report.cases.filter(\.isPassed).map(\.index),
            findings: report.findings.map { finding in
                Finding(
                    code: finding.code.rawValue, sentence: Judgement.sentence(Judgement.words(finding)),
                    hint: Judgement.sentence(finding.hint))
            })
    }

    private static func words(_ outcome: CaseReport.Outcome) -> String {
        switch outcome {
        case .passed: "the right term"
        case .wrong(let actual): DisplayText.term(actual, limit: 60)
        case .malformed(let reason, let excerpt): "no integer (\(reason)): \(excerpt)"
        case .missing: "nothing"
        case .stopped(let verdict): "no answer: \(verdict.name)"
        }
    }

    /// A finding's sentence; how time grows is told without the base or exponent, which differ from run to run.
    private static func words(_ finding: Diagnosis.Finding) -> String {
        guard finding.code == .timeGrowth else { return finding.sentence }
        var (growth, reached) = ("like a power of n", "")
        for evidence in finding.evidence {
            switch (evidence.name, evidence.value) {
            case ("model", .text("exponential")): growth = "exponentially with n"
            case ("reached_n", .integer(let index)): reached = ": the limit is reached after n = \(index)"
            default: break
            }
        }
        return "the time grows \(growth)\(reached)"
    }

    /// A text as a sentence by itself: with a capital if it begins with a plain word, and with a full stop.
    static func sentence(_ text: String) -> String {
        guard let first = text.first, let last = text.last else { return "" }
        let word = text.prefix { !$0.isWhitespace }
        let isPlain = word.count > 1 && word.allSatisfy { ("a"..."z").contains($0) }
        let body = isPlain || word == "a" ? first.uppercased() + text.dropFirst() : text
        return ".!?".contains(last) ? body : body + "."
    }
}
