import Terms

/// What of a check's outcome suspicion goes by.
struct TermOutcomes {
    /// For each of the terms that are looked for whether it was right; nil where it was not asked for.
    let outcome: [Bool?]
    /// Whether any of them failed.
    let hasFailed: Bool
    /// See ``Suspicion/failsAtFirstHidden``.
    let failsAtFirstHidden: Bool?
    let isAccepted: Bool

    init(_ report: CheckReport, _ entries: [IndexedTerm], sought: Int) {
        isAccepted = report.verdict == .accepted
        var outcome: [Bool?] = Array(repeating: isAccepted ? true : nil, count: sought)
        // Both are in order of index.
        var position = 0
        for item in report.cases {
            while position < sought, entries[position].index < item.index { position += 1 }
            guard position < sought, entries[position].index == item.index else { continue }
            outcome[position] = item.isPassed
        }
        self.outcome = outcome
        hasFailed = outcome.contains(false)
        failsAtFirstHidden = Self.failsAtFirstHidden(report, entries)
    }

    var right: Int { outcome.count { $0 == true } }

    private static func failsAtFirstHidden(_ report: CheckReport, _ entries: [IndexedTerm]) -> Bool? {
        guard let visible = report.tally.visibleRequired, visible > 0, visible < entries.count,
            report.verdict != .internalError
        else { return nil }
        if report.verdict == .accepted { return false }
        guard let failure = report.firstFailure else { return nil }
        if failure.isVisible { return false }
        guard report.tally.visiblePassed == visible else { return nil }
        return failure.index == entries[visible].index && report.tally.hiddenPassed == 0
    }
}
