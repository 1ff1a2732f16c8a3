import Glibc
import Judging
import Sandboxing
import Synchronization

/// A batch judged in this process, and what that took.
///
/// A process of its own for each, so that neither memory nor CPU time of anything else is counted.
final class BatchSitting: Sendable {
    private let mixture: Mixture
    private let count: Int
    private let judge: Judge
    private let account: CPUAccount?
    private let next = Atomic(0)
    private let parent = getppid()
    private let state: Mutex<State>

    private struct State {
        var verdicts: [Verdict?]
        var done = 0
        var candidates = Duration.zero
        var retries = 0
        var retried: [String] = []
        var early = 0.0
        var most = 0.0
    }

    /// When the resident memory is first noted, which by then should be all that it will be.
    private static let settled = 1000

    /// - Parameter account: the group that this process is in; nil: the CPU time below it is not known.
    init(_ mixture: Mixture, count: Int, judge: Judge, account: CPUAccount?) {
        (self.mixture, self.count, self.judge, self.account) = (mixture, count, judge, account)
        state = Mutex(State(verdicts: Array(repeating: nil, count: count)))
    }

    /// Judges all of it and gives figures and verdicts.
    func run() async throws -> BatchFigures {
        try await warmUp()
        let before = (own: Usage.cpu, all: account?.used)
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup { group in
            for _ in 0..<judge.configuration.jobs { group.addTask { try await self.work() } }
            try await group.waitForAll()
        }
        let wall = clock.now - start
        let (last, peak) = (Usage.memory("VmRSS"), Usage.memory("VmHWM"))
        let own = Usage.cpu - before.own
        let all = account.flatMap { account in before.all.map { account.used - $0 } }
        await judge.close()
        return state.withLock { state in
            let perCheck = { (time: Duration) in time / .milliseconds(1) / Double(self.count) }
            return BatchFigures(
                count: count, jobs: judge.configuration.jobs, rung: judge.rung.rawValue,
                seconds: wall / .seconds(1),
                ownCPU: perCheck(own),
                jailCPU: all.map { perCheck($0 - own - state.candidates) },
                candidateCPU: perCheck(state.candidates),
                earlyMemory: state.early, mostMemory: max(state.most, last), peakMemory: peak,
                retries: state.retries, retried: state.retried,
                verdicts: state.verdicts.map { $0?.rawValue ?? "-" })
        }
    }

    /// Has the tools found and asked about themselves, and the harness and filters read, which happens once.
    private func warmUp() async throws {
        for language in ["python", "c"] {
            guard
                let item = (0..<10_000).lazy.map({ self.mixture[$0] }).first(where: {
                    $0.language == language
                })
            else { continue }
            _ = try await judge.check(item.candidate, against: item.truth)
        }
        await judge.close()
    }

    private func work() async throws {
        while true {
            try Task.checkCancellation()
            // Whoever asked for it has gone.
            guard getppid() == parent else { throw CancellationError() }
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            let item = mixture[number]
            let report = try await judge.check(
                item.candidate, against: item.truth, options: CheckOptions(limits: item.limits))
            note(report, number)
        }
    }

    private func note(_ report: CheckReport, _ number: Int) {
        state.withLock { state in
            state.verdicts[number] = report.verdict
            state.candidates += report.usage.cpu + report.usage.compileCPU
            state.retries += report.retries
            if report.retries > 0 { state.retried.append(report.candidateName) }
            state.done += 1
            if state.done == min(Self.settled, count) { state.early = Usage.memory("VmRSS") }
            if state.done > Self.settled, state.done % 500 == 0 {
                state.most = max(state.most, Usage.memory("VmRSS"))
            }
        }
    }
}

/// What came of a batch. CPU time is in milliseconds a check, memory in MiB.
struct BatchFigures: Codable, Sendable {
    var count: Int
    var jobs: Int
    var rung: String
    var seconds: Double
    /// Of the judging process.
    var ownCPU: Double
    /// Of all processes below it, less what the reports say that the candidates and compilers used; nil where it is not
    /// known. The setting up of cells is in it, the first search for the tools is not.
    var jailCPU: Double?
    /// What the reports say that the candidates and compilers used.
    var candidateCPU: Double
    /// Resident after the first thousand checks.
    var earlyMemory: Double
    /// The most that was resident after those, as noted every 500 checks.
    var mostMemory: Double
    /// The kernel's high-water mark.
    var peakMemory: Double
    /// How often checks were repeated for a reason of the host.
    var retries: Int
    /// The ids of those candidates.
    var retried: [String]
    var verdicts: [String]

    var rate: Double { Double(count) / seconds }

    /// FNV-1a over the verdicts in order.
    var hash: String {
        let value = verdicts.joined(separator: " ").utf8
            .reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(value, radix: 16)
    }

    /// How often each verdict was given, most often first.
    var counts: [(verdict: String, count: Int)] {
        Dictionary(grouping: verdicts) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { ($0.count, $1.verdict) > ($1.count, $0.verdict) }
    }
}
