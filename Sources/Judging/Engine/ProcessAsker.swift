import Sandboxing
import Statistics
import Terms
import Verification

/// Asks a fresh process for each index, in an order that the candidate cannot foresee.
struct ProcessAsker {
    let asker: Asker

    func judge(_ evidence: inout Evidence) throws {
        var left = asker.budget
        let seed = FNV1a.hash(asker.session.candidate.source)
        var order = SeededRandom(seed: asker.session.variation?.salted(seed) ?? seed)
        for entry in asker.entries.shuffled(using: &order) {
            var limits = asker.limits
            if left < limits.cpu { limits.cpu = max(left, .milliseconds(1)) }
            limits.output = asker.outputLimit(for: CollectionOfOne(entry))
            let item = try ask(entry, limits, &evidence)
            left -= item.cpu ?? .zero
            evidence.add(item)
            if !item.isPassed && !asker.session.options.allCases { return }
        }
    }

    private func ask(_ entry: IndexedTerm, _ limits: Limits, _ evidence: inout Evidence) throws -> CaseReport
    {
        let run = try asker.start(at: entry.index, limits, &evidence)
        let capture = try Capture.whole(run, asker.session)
        evidence.add(capture.report)
        var item = CaseReport(
            index: entry.index, outcome: .passed, expected: entry.term,
            isVisible: asker.isVisible(entry.index),
            cpu: capture.report.cpu, wall: capture.report.wall, peakMemory: capture.report.peakMemory)
        if let verdict = Words.verdict(capture.report) {
            item.outcome = .stopped(verdict)
            let explanation = Words.explanation(capture.report, errors: capture.errors)
            evidence.decide(verdict, "at n = \(entry.index) \(explanation)")
        } else {
            item.outcome = asker.compare(AnswerReader.read(capture.output), with: entry.term, &evidence)
            if item.outcome == .missing, capture.report.processesRefused > 0 {
                item.outcome = .stopped(.processLimitExceeded)
            }
            asker.decide(item.outcome, at: entry.index, &evidence)
        }
        if !item.isPassed && evidence.report.diagnostics.isEmpty {
            evidence.report.diagnostics = Diagnostics.text(capture.errors)
        }
        return item
    }
}
