import Sandboxing
import Terms
import Verification

/// Reads terms from one process as they come, and stops it once they decide.
struct StreamAsker {
    let asker: Asker

    func judge(_ evidence: inout Evidence) throws {
        guard let first = asker.entries.first, let last = asker.entries.last else { return }
        let offset = asker.session.truth.table.offset
        var comparison = StreamComparison(
            required: asker.entries, offset: offset, allCases: asker.session.options.allCases)
        let start = asker.plan.entry.isByRows ? offset : min(first.index, 0)
        let run = try asker.start(
            at: start, count: max(1, last.index - offset + 1), streamLimits, &evidence)
        var errors: [UInt8] = []
        let report = try follow(run, &comparison, &errors)
        evidence.add(report)
        let wasDecided = comparison.decision != .undecided
        comparison.finish()
        settle(comparison, report, wasDecided, errors, &evidence)
        if evidence.report.verdict != .accepted, evidence.report.diagnostics.isEmpty {
            evidence.report.diagnostics = Diagnostics.text(errors)
        }
    }

    /// All terms come from one process: it has the time of all cases, at most that of the check.
    private var streamLimits: Limits {
        var limits = asker.limits
        let isStandardWall = limits.wall == Limits.wall(forCPU: limits.cpu)
        let most = min(asker.session.options.limits.checkCPU, limits.cpu * asker.entries.count)
        if isStandardWall { limits.wall = Limits.wall(forCPU: most) }
        limits.cpu = min(asker.budget, most)
        limits.output = asker.outputLimit(for: asker.entries)
        return limits
    }

    private func follow(
        _ run: Run, _ comparison: inout StreamComparison, _ errors: inout [UInt8]
    ) throws -> RunReport {
        while true {
            try Capture.stopIfCancelled(run, asker.session)
            switch try run.next(timeout: Capture.patience) {
            case .output(let bytes):
                if comparison.decision != .undecided { continue }
                comparison.feed(bytes)
                if comparison.decision != .undecided { run.stop() }
            case .errorOutput(let bytes): errors += bytes
            case .timedOut: break
            case .ended(let report): return report
            }
        }
    }

    private func settle(
        _ comparison: StreamComparison, _ report: RunReport, _ wasDecided: Bool, _ errors: [UInt8],
        _ evidence: inout Evidence
    ) {
        let verdict = wasDecided ? nil : Words.verdict(report)
        var isFirstMiss = true
        for result in comparison.results {
            guard let expected = asker.session.truth.table[result.index] else { continue }
            guard let outcome = outcome(result.outcome, verdict, &isFirstMiss) else { continue }
            evidence.add(
                CaseReport(
                    index: result.index, outcome: outcome, expected: expected,
                    isVisible: asker.isVisible(result.index)))
        }
        let passed = evidence.report.tally.passed
        if let verdict {
            let explanation = Words.explanation(report, errors: errors)
            evidence.decide(verdict, "\(explanation), after \(passed) of \(asker.entries.count) terms")
        } else if let failed = evidence.report.cases.first(where: { !$0.isPassed }) {
            asker.decide(failed.outcome, at: failed.index, &evidence)
        }
    }

    /// After a bad end the first missing term is the one that the program was stopped at, the rest was not judged.
    private func outcome(
        _ outcome: CaseOutcome, _ verdict: Verdict?, _ isFirstMiss: inout Bool
    ) -> CaseReport.Outcome? {
        switch outcome {
        case .passed: return .passed
        case .wrong(_, let actual): return .wrong(actual: actual)
        case .malformed(_, let malformation):
            return .malformed(reason: malformation.reason, excerpt: malformation.excerpt)
        case .missing, .notRun:
            defer { isFirstMiss = false }
            guard isFirstMiss else { return nil }
            if let verdict { return .stopped(verdict) }
            return outcome == .notRun ? nil : .missing
        }
    }
}
