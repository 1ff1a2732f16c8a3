import Judging
import Sandboxing

/// What came of one submission.
struct SuiteResult: Sendable {
    var submission: Submission
    var outcome: Outcome
    /// The report; nil when it was skipped or could not be judged.
    var report: CheckReport?
    /// Wall time of the whole check.
    var wall: Duration

    /// Whether a submission did what is expected.
    enum Outcome: Sendable, Equatable {
        case asExpected
        /// How it differs, a line each.
        case mismatch([String])
        /// What is missing on this host.
        case skipped(String)
    }
}

/// What came of a suite.
struct SuiteReport: Sendable {
    /// In the order of the folders and files.
    var results: [SuiteResult]

    var passed: Int { results.count { $0.outcome == .asExpected } }
    var skipped: Int { results.count { if case .skipped = $0.outcome { true } else { false } } }
    var mismatched: Int { results.count - passed - skipped }

    /// Mismatches explained, then the skipped ones, then the counts.
    func text(isColoured: Bool) -> String {
        var lines: [String] = []
        for result in results {
            guard case .mismatch(let differences) = result.outcome else { continue }
            lines.append(
                Paint.paint("mismatch", code: "31", isOn: isColoured)
                    + "  \(DisplayText.line(result.submission.title))")
            lines += differences.map { "    \(DisplayText.line($0))" }
        }
        for result in results {
            guard case .skipped(let reason) = result.outcome else { continue }
            lines.append(
                "skipped   \(DisplayText.line(result.submission.title)): \(DisplayText.line(reason))")
        }
        let rungs = Set(results.compactMap { $0.report?.enforcement.rung?.rawValue }).sorted()
        let total = "\(passed) of \(DisplayText.count(results.count, "submission")) as expected"
        let code = mismatched == 0 ? "32" : "31"
        var last = Paint.paint(total, code: code, isOn: isColoured)
        last += ", \(DisplayText.count(mismatched, "mismatch", "mismatches")), \(skipped) skipped"
        if !rungs.isEmpty { last += "; rung \(rungs.joined(separator: ", "))" }
        return (lines + [last]).joined(separator: "\n") + "\n"
    }

    /// After `Documentation/schemas/test-report.schema.json`.
    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "as_expected": .integer(passed), "mismatched": .integer(mismatched), "skipped": .integer(skipped),
            "results": .array(results.map(SuiteReport.json)),
        ])
    }

    private static func json(_ result: SuiteResult) -> JSONText {
        var differences: [String] = []
        var reason: String?
        let outcome: String
        switch result.outcome {
        case .asExpected: outcome = "as_expected"
        case .mismatch(let lines): (outcome, differences) = ("mismatch", lines)
        case .skipped(let why): (outcome, reason) = ("skipped", why)
        }
        return .members([
            "sequence": .string(result.submission.sequence), "submission": .string(result.submission.name),
            "expected": .array(result.submission.expectation.verdicts.map { .string($0.rawValue) }),
            "outcome": .string(outcome), "differences": .array(differences.map { .string($0) }),
            "skip_reason": .optional(reason) { .string($0) }, "wall_seconds": .seconds(result.wall),
            "report": .optional(result.report) {
                JSONReport(report: $0, context: ReportContext(path: result.submission.path)).value
            },
        ])
    }

    /// One test for each submission.
    var junit: String {
        JUnitReport.render(
            name: "seqjudge test",
            results.map { result in
                let outcome: JUnitReport.Test.Result =
                    switch result.outcome {
                    case .asExpected: .passed
                    case .skipped(let reason): .skipped(message: reason)
                    case .mismatch(let lines):
                        .failed(
                            kind: result.report?.verdict.rawValue ?? "not judged", message: lines.first ?? "",
                            details: lines.joined(separator: "\n"))
                    }
                return JUnitReport.Test(
                    group: result.submission.sequence, name: result.submission.name, time: result.wall,
                    result: outcome, properties: result.report.map(JUnitReport.properties) ?? [])
            })
    }
}
