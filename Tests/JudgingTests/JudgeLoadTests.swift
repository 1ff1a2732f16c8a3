import Dispatch
import Foundation
import Sandboxing
import Synchronization
import Terms
import Testing

@testable import Judging

@Suite("What neighbours and faults of the host may not change") struct JudgeLoadTests {
    private static func report(_ verdict: Verdict, cases: [Duration?], total: Duration) -> CheckReport {
        var report = CheckReport(
            verdict: verdict, explanation: "", candidateName: "", sequenceID: nil, truthSource: "",
            tally: CaseTally(required: cases.count, passed: cases.count), limits: CheckLimits())
        report.cases = cases.enumerated().map {
            CaseReport(index: $0.offset, outcome: .passed, expected: 1, isVisible: false, cpu: $0.element)
        }
        report.usage.cpu = total
        return report
    }

    @Test func `only time past a limit that did not decide is too close`() {
        let limits = CheckLimits(run: Limits(cpu: .seconds(2)), checkCPU: .seconds(10))
        let close = Self.report(.accepted, cases: [.seconds(1), .milliseconds(2_100)], total: .seconds(4))
        #expect(limits.isPassed(unnoticed: close))
        let within = Self.report(.accepted, cases: [.seconds(1), .seconds(2)], total: .seconds(3))
        #expect(!limits.isPassed(unnoticed: within))
        let sum = Self.report(.wrongAnswer, cases: [.seconds(1), .seconds(1)], total: .seconds(11))
        #expect(limits.isPassed(unnoticed: sum))
        let decided = Self.report(.timeLimitExceeded, cases: [.seconds(3)], total: .seconds(3))
        #expect(!limits.isPassed(unnoticed: decided))
        let stream = Self.report(.accepted, cases: [nil, nil], total: .milliseconds(4_100))
        #expect(limits.isPassed(unnoticed: stream))
    }

    @Test func `a program between its limit and the margin is measured again alone`() async throws {
        var configuration = JudgeConfiguration()
        configuration.jobs = 2
        let judge = try Judge(configuration: configuration)
        let source = """
            import time
            def a(n):
                end = time.process_time() + (0.22 if n == 3 else 0)
                while time.process_time() < end: pass
                return n * n
            """
        var options = CheckOptions()
        options.limits.run.cpu = .milliseconds(200)
        let report = try await judge.judge(source, options: options)
        #expect(report.verdict == .timeLimitExceeded, "\(report.explanation)")
        #expect(report.retries == 1)
        #expect(report.notes.contains { $0.contains("nothing else running") })
        #expect(report.limits.run.cpu == .milliseconds(200))
        let endless = try await judge.judge("def a(n):\n    while True: pass", options: options)
        #expect(endless.verdict == .timeLimitExceeded && endless.retries == 0)
    }

    @Test func `alone is a worker handed out once the others are back, and none until it is back`()
        async throws
    {
        let log = Log()
        let pool = WorkerPool(try workers(2))
        let first = await pool.take()
        let second = await pool.take()
        let lone = Task {
            let worker = await pool.takeAlone()
            await log.add("alone")
            try? await Task.sleep(for: .milliseconds(50))
            await log.add("done")
            await pool.give(back: worker)
        }
        while await pool.hasWaitingAlone == false { await Task.yield() }
        let third = Task {
            let worker = await pool.take()
            await log.add("third")
            await pool.give(back: worker)
        }
        await pool.give(back: first)
        try? await Task.sleep(for: .milliseconds(30))
        #expect(await log.entries == [])
        await pool.give(back: second)
        await lone.value
        await third.value
        #expect(await log.entries == ["alone", "done", "third"])
    }

    private func workers(_ count: Int) throws -> [Worker] {
        let jail = try Jail()
        return (0..<count).map { Worker(number: $0, jail: jail, tools: Toolbox(JudgeConfiguration())) }
    }

    @Test func `a check stays on one processor where each has one`()
        async throws
    {
        let all = Processors.allowed.count
        let source = "import os\ndef a(n): return len(os.sched_getaffinity(0))"
        for (jobs, binds, expected) in [
            (all, true, 1), (2 * all, true, all), (all, false, all),
        ] {
            var configuration = JudgeConfiguration()
            configuration.jobs = jobs
            configuration.bindsChecks = binds
            let table = TermTable(offset: 0, terms: [Term(expected), Term(expected)], source: "processors")
            let report = try await Judge(configuration: configuration)
                .judge(source, against: Truth(table: table))
            #expect(report.verdict == .accepted, "\(jobs) jobs, \(binds): \(report.explanation)")
        }
        #expect(Processors.allowed.count == all)
    }

    @Test(arguments: Judges.rungs)
    func `a template that dies in the middle costs a retry and no verdict`(rung: Rung) async throws {
        // A module that nobody has is passed over, and marks the command line of this judge's templates.
        let mark = "absent_\(rung.rawValue)_\(getpid())"
        var profile = try ProfileStore.named("python")
        profile.options["preload"] = mark
        var configuration = JudgeConfiguration()
        configuration.exactRung = rung
        configuration.profile = profile
        let judge = try Judge(configuration: configuration)
        #expect(try await judge.judge("def a(n): return n * n").verdict == .accepted)
        let source = """
            import time
            def a(n):
                end = time.process_time() + 0.3
                while time.process_time() < end: pass
                return n * n
            """
        let killer = Killer(mark: mark)
        let report = try await judge.judge(source)
        #expect(killer.found() > 0)
        #expect(report.verdict == .accepted && report.retries == 1, "\(report.verdict) \(report.retries)")
    }
}

private actor Log {
    var entries: [String] = []
    func add(_ entry: String) { entries.append(entry) }
}

/// Ends all marked processes once one of them computes, or gives up after a minute.
private final class Killer: Sendable {
    private let count = Mutex(0)
    private let isDone = DispatchSemaphore(value: 0)

    init(mark: String) {
        // On a queue of its own: the others' checks fill the threads that tasks run on.
        DispatchQueue(label: "killer of \(mark)").async { self.wait(for: mark) }
    }

    private func wait(for mark: String) {
        for _ in 0..<6_000 {
            let marked = Templates.marked(mark)
            if marked.contains(where: Templates.isComputing) {
                for pid in marked { kill(pid, SIGKILL) }
                count.withLock { $0 = marked.count }
                break
            }
            usleep(10_000)
        }
        isDone.signal()
    }

    /// How many were ended.
    func found() -> Int {
        isDone.wait()
        return count.withLock { $0 }
    }
}

private enum Templates {
    /// Whether a process has used a good deal of CPU time itself, as only one that runs a candidate does: more than
    /// 120 ms, in ticks of 10 ms.
    static func isComputing(_ pid: Int32) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        // Behind the name come the state and ten more, then user time; a template's own start takes less.
        return fields.count > 12 && (Int(fields[11]) ?? 0) > 12
    }

    /// The interpreters whose command line has a mark: templates, their namespaces' first processes, and their runs.
    static func marked(_ mark: String) -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { pid in
            (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8))?.contains(mark) == true
        }
    }
}
