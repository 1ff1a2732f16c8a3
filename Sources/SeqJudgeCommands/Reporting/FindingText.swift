import Diagnosis
import Judging

/// How findings are told.
enum FindingText {
    /// The findings of a report, as far as its reader may know them.
    static func shown(_ report: CheckReport, hidesExpected: Bool) -> [Finding] {
        hidesExpected ? report.findings.map(\.hidingTruth) : report.findings
    }

    /// `certain: the answer for n is the true a(n+1)`.
    static func line(_ finding: Finding) -> String {
        "\(finding.confidence.rawValue): \(DisplayText.line(finding.sentence))"
    }

    /// A finding as in `Documentation/schemas/check-report.schema.json`.
    static func json(_ finding: Finding) -> JSONText {
        .members([
            "code": .string(finding.code.rawValue), "confidence": .string(finding.confidence.rawValue),
            "sentence": .string(finding.sentence), "hint": .string(finding.hint),
            "evidence": .object(finding.evidence.map { .init(name: $0.name, value: json($0.value)) }),
        ])
    }

    private static func json(_ value: Finding.Value) -> JSONText {
        switch value {
        case .integer(let value): .integer(value)
        case .number(let value): value.isFinite ? .number("\(value)") : .null
        // As everywhere in the report: a string keeps all digits in every reader.
        case .term(let term): .string(DisplayText.term(term, limit: VerdictRecord.longestTerm))
        case .text(let text): .string(text)
        case .integers(let values): .array(values.map { .integer($0) })
        }
    }
}
