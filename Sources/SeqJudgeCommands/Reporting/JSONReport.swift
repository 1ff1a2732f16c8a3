import Judging
import Sandboxing
import Terms

/// A check's report as JSON, after `Documentation/schemas/check-report.schema.json`.
struct JSONReport: Sendable {
    var report: CheckReport
    var context: ReportContext

    /// Raised with every change that could break a reader.
    static let schemaVersion = 1

    var value: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "verdict": .string(report.verdict.rawValue),
            "verdict_name": .string(report.verdict.name),
            "explanation": .string(report.explanation),
            "candidate": .string(report.candidateName),
            "sequence_id": .optional(report.sequenceID) { .string($0) },
            "truth_source": .string(report.truthSource),
            "toolchain": .optional(report.toolchain, JSONReport.toolchain),
            "entry": .optional(report.entry, JSONReport.entry),
            "terms": JSONReport.tally(report.tally),
            "expected_hidden": .bool(context.hidesExpected),
            "first_failure": .optional(report.firstFailure, testCase),
            "cases": .array(report.cases.map(testCase)),
            "diagnostics": .string(report.diagnostics),
            "usage": JSONReport.usage(report.usage),
            "limits": JSONReport.limits(report.limits),
            "enforcement": .members([
                "rung": .optional(report.enforcement.rung) { .string($0.rawValue) },
                "lacking": .array(report.enforcement.lacking.map { .string($0) }),
            ]),
            "violation": .optional(report.violation) { .string($0) },
            "refusals": .object(
                report.refusals.sorted { $0.key < $1.key }
                    .map { JSONText.Member(name: $0.key, value: .integer($0.value)) }),
            "suspicion": JSONReport.suspicion(report.suspicion),
            "findings": .array(
                FindingText.shown(report, hidesExpected: context.hidesExpected).map(FindingText.json)),
            "stability": .optional(report.stability, JSONReport.stability),
            "diagnosis_usage": .optional(report.diagnosisUsage, JSONReport.usage),
            "notes": .array(report.notes.map { .string($0) }),
            "retries": .integer(report.retries),
        ])
    }

    private func testCase(_ item: CaseReport) -> JSONText {
        var actual: Term?
        var reason: String?
        var excerpt: String?
        var verdict: Verdict?
        let outcome: String
        switch item.outcome {
        case .passed: (outcome, actual) = ("passed", item.expected)
        case .wrong(let term): (outcome, actual) = ("wrong", term)
        case .malformed(let why, let text): (outcome, reason, excerpt) = ("malformed", why, text)
        case .missing: outcome = "missing"
        case .stopped(let cause): (outcome, verdict) = ("stopped", cause)
        }
        if context.hidesExpected && item.isPassed { actual = nil }
        return .members([
            "index": .integer(item.index),
            "outcome": .string(outcome),
            "expected": .optional(context.hidesExpected ? nil : item.expected) { .string($0.description) },
            "actual": .optional(actual) { .string($0.description) },
            "reason": .optional(reason) { .string($0) },
            "excerpt": .optional(excerpt) { .string($0) },
            "verdict": .optional(verdict) { .string($0.rawValue) },
            "is_visible": .bool(item.isVisible),
            "cpu_seconds": .optional(item.cpu, JSONText.seconds),
            "wall_seconds": .optional(item.wall, JSONText.seconds),
            "peak_memory_bytes": .optional(item.peakMemory) { .integer($0.bytes) },
        ])
    }

    private static func toolchain(_ toolchain: CheckReport.Toolchain) -> JSONText {
        .members([
            "language": .string(toolchain.language), "path": .string(toolchain.path),
            "version": .string(toolchain.version), "flags": .array(toolchain.flags.map { .string($0) }),
        ])
    }

    private static func entry(_ entry: CheckReport.EntryDecision) -> JSONText {
        .members([
            "convention": .string(entry.entry.description), "is_named": .bool(entry.isNamed),
            "reason": .string(entry.reason),
            "considered": .array(entry.considered.map(considered)),
        ])
    }

    private static func considered(_ item: ConsideredEntry) -> JSONText {
        var (verdict, passed, obstacle): (Verdict?, Int?, String?)
        switch item.outcome {
        case .tried(let its, let right): (verdict, passed) = (its, right)
        case .notTried(let reason): obstacle = reason
        }
        return .members([
            "convention": .string(item.entry.description), "reason": .string(item.reason),
            "verdict": .optional(verdict) { .string($0.rawValue) },
            "passed": .optional(passed) { .integer($0) },
            "not_tried": .optional(obstacle) { .string($0) },
        ])
    }

    private static func tally(_ tally: CaseTally) -> JSONText {
        .members([
            "required": .integer(tally.required), "passed": .integer(tally.passed),
            "visible_required": .optional(tally.visibleRequired) { .integer($0) },
            "visible_passed": .optional(tally.visiblePassed) { .integer($0) },
            "hidden_required": .optional(tally.hiddenRequired) { .integer($0) },
            "hidden_passed": .optional(tally.hiddenPassed) { .integer($0) },
        ])
    }

    private static func suspicion(_ suspicion: Suspicion) -> JSONText {
        let literals = suspicion.literals
        return .members([
            "level": .string(suspicion.level.rawValue),
            "reasons": .array(suspicion.reasons.map { .string($0) }),
            "literals": .members([
                "count": .integer(literals.count), "sought": .integer(literals.sought),
                "telling": .integer(literals.telling), "found": .integer(literals.found),
                "longest_run": .integer(literals.longestRun), "listed": .integer(literals.listed),
            ]),
            "source_bits": .integer(suspicion.size.source), "terms_bits": .integer(suspicion.size.terms),
            "fails_at_first_hidden": .optional(suspicion.failsAtFirstHidden) { .bool($0) },
        ])
    }

    static func stability(_ stability: CheckReport.Stability) -> JSONText {
        .members([
            "replays": .integer(stability.replays), "agreeing": .integer(stability.agreeing),
            "differences": .array(stability.differences.map { .string($0) }),
        ])
    }

    private static func usage(_ usage: CheckReport.Usage) -> JSONText {
        .members([
            "cpu_seconds": .seconds(usage.cpu), "wall_seconds": .seconds(usage.wall),
            "peak_memory_bytes": .integer(usage.peakMemory.bytes),
            "compile_cpu_seconds": .seconds(usage.compileCPU),
            "compiled_from_cache": .bool(usage.compiledFromCache), "runs": .integer(usage.runs),
        ])
    }

    private static func limits(_ limits: CheckLimits) -> JSONText {
        let run = limits.run
        return .members([
            "case_cpu_seconds": .seconds(run.cpu), "check_cpu_seconds": .seconds(limits.checkCPU),
            "case_wall_seconds": .seconds(run.wall), "memory_bytes": .integer(run.memory.bytes),
            "output_bytes": .integer(run.output.bytes), "file_size_bytes": .integer(run.fileSize.bytes),
            "stack_bytes": .integer(run.stack.bytes), "source_bytes": .integer(limits.source.bytes),
            "processes": .integer(run.processes), "threads": .integer(run.threads),
            "open_files": .integer(run.openFiles),
        ])
    }
}
