import Sandboxing
import Terms

/// Tries the ways in which a candidate may be asked, one after the other, each in processes of its own, until one is
/// accepted.
///
/// All tries together stay within the check's CPU time. A source whose first way is clear has all of it at once; else
/// each way first has a tenth, so that one that never ends leaves time for the others, and those that used it up have
/// what is left at the end.
struct Trials {
    let session: CheckSession
    let ways: EntryWays

    /// The most ways that are tried, of those that may be.
    static let most = 8
    /// The part of the check's CPU time that a way has at first where there are others.
    static let share = 10

    /// Asks by one way with so much CPU time, and decides the evidence.
    typealias Attempt = (EntryWay, Duration, inout Evidence) throws -> Void

    private struct Try {
        var place: Int
        var evidence: Evidence
        var outcome: WayOutcome
        /// Whether it ran into a limit that is lower than the check's.
        var wasCutShort: Bool

        /// Whether no other way is to be tried: it was accepted, it was ended by the filter, which no other way makes
        /// good, or it slept, which it would do again, or the host failed.
        var endsAll: Bool {
            [.accepted, .securityViolation, .idlenessLimitExceeded, .internalError].contains(outcome.verdict)
        }
    }

    /// Judges by the first way that is accepted, else by the one with the most right terms, of several the likeliest.
    func run(_ evidence: inout Evidence, _ attempt: Attempt) throws {
        let base = evidence
        let total = session.options.limits.checkCPU
        var tries: [Try] = []
        var spent = CheckReport.Usage()
        var obstacles: [Int: String] = [:]
        func perform(_ place: Int, _ budget: Duration) throws {
            let result = try self.attempt(place, budget, base, attempt)
            spent.add(result.evidence.report.usage)
            tries.removeAll { $0.place == place }
            tries.append(result)
        }
        for (place, way) in ways.ways.enumerated() {
            let left = total - spent.cpu
            if let obstacle = obstacle(to: way, place, after: tries, left) {
                obstacles[place] = obstacle
                continue
            }
            let isWhole = place == 0 && (ways.isClear || session.options.isSurvey)
            try perform(place, isWhole ? left : min(left, total / Self.share))
            if isWhole { tries[tries.count - 1].wasCutShort = false }
        }
        let cut = tries.filter(\.wasCutShort).sorted {
            ($1.outcome.passed, $0.place) < ($0.outcome.passed, $1.place)
        }
        for item in cut where !tries.contains(where: \.endsAll) && total > spent.cpu {
            try perform(item.place, total - spent.cpu)
        }
        evidence = Self.best(of: tries)?.evidence ?? base
        // Only the way that is told of is asked for more.
        if let explorer = evidence.explorer {
            evidence.explorer = nil
            try explorer.explore(&evidence)
        }
        evidence.report.usage.takeSums(of: spent)
        evidence.report.entry?.considered = considered(tries, obstacles)
        if tries.count > 1 { evidence.report.notes.append(note(tries)) }
    }

    private func attempt(
        _ place: Int, _ budget: Duration, _ base: Evidence, _ attempt: Attempt
    ) throws -> Try {
        let way = ways.ways[place]
        var evidence = base
        evidence.report.entry = CheckReport.EntryDecision(
            entry: way.entry, isNamed: way.standing == .named, reason: way.reason)
        try attempt(way, budget, &evidence)
        // What was stopped below its budget has met the limit of a case.
        let usedUp = evidence.report.usage.cpu * 20 >= budget * 19
        return Try(
            place: place, evidence: evidence, outcome: WayOutcome(way, evidence.report),
            wasCutShort: usedUp && evidence.report.verdict == .timeLimitExceeded)
    }

    /// Why a way is not tried; nil when it is.
    private func obstacle(
        to way: EntryWay, _ place: Int, after tries: [Try], _ left: Duration
    ) -> String? {
        if let last = tries.last(where: \.endsAll) {
            let (entry, verdict) = (last.outcome.way.entry, last.outcome.verdict)
            return verdict == .accepted ? "\(entry) was accepted" : "\(entry) ended with \(verdict.name)"
        }
        if session.options.isSurvey, !tries.isEmpty { return "there is no truth to tell by" }
        if tries.count >= Self.most { return "\(Self.most) others were tried" }
        if !tries.isEmpty, left <= .zero { return "no CPU time was left" }
        return ways.obstacle(
            to: way, after: tries.map(\.outcome), terms: session.truth.table.entries.count)
    }

    private static func best(of tries: [Try]) -> Try? {
        if let decisive = tries.first(where: \.endsAll) { return decisive }
        return tries.max { ($0.outcome.passed, $1.place) < ($1.outcome.passed, $0.place) }
    }

    private func considered(_ tries: [Try], _ obstacles: [Int: String]) -> [ConsideredEntry] {
        ways.ways.enumerated().map { place, way in
            let outcome = tries.first { $0.place == place }?.outcome
            return ConsideredEntry(
                entry: way.entry, reason: Diagnostics.line(way.reason),
                outcome: outcome.map { .tried($0.verdict, passed: $0.passed) }
                    ?? .notTried(obstacles[place] ?? ""))
        }
    }

    private func note(_ tries: [Try]) -> String {
        let words = tries.sorted { $0.place < $1.place }.map { item in
            "\(item.outcome.way.entry) (\(item.outcome.verdict.rawValue), \(item.outcome.passed) right)"
        }
        return Diagnostics.line("asked in \(tries.count) ways: " + words.joined(separator: ", "))
    }
}

extension CheckReport.Usage {
    /// Adds what another try used.
    mutating func add(_ other: CheckReport.Usage) {
        cpu += other.cpu
        wall += other.wall
        compileCPU += other.compileCPU
        peakMemory = max(peakMemory, other.peakMemory)
        runs += other.runs
    }

    /// Takes what all tries used together.
    fileprivate mutating func takeSums(of all: CheckReport.Usage) {
        let fromCache = compiledFromCache
        self = all
        compiledFromCache = fromCache
    }
}
