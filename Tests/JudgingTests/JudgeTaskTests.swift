import Judging
import Sandboxing
import Terms
import Testing

@Suite("Many tasks and one judge")
struct JudgeTaskTests {
    /// Cancels a check after 300 ms: the time until it ended, and its error.
    private func cancel(
        _ judge: Judge, _ source: String, _ entry: Entry
    ) async throws -> (Duration, JudgeError.Kind?) {
        var limits = CheckLimits(checkCPU: .seconds(60))
        limits.run.wall = .seconds(60)
        limits.run.cpu = .seconds(30)
        let options = CheckOptions(limits: limits, allCases: true)
        let truth = Truth(
            table: TermTable(offset: 0, terms: (0..<3000).map { Term($0 * $0) }, source: "squares"))
        let task = Task { try await judge.judge(source, "python", entry, against: truth, options: options) }
        try await Task.sleep(for: .milliseconds(300))
        let clock = ContinuousClock.now
        task.cancel()
        let result = await task.result
        guard case .failure(let error) = result else { return (ContinuousClock.now - clock, nil) }
        return (ContinuousClock.now - clock, (error as? JudgeError)?.kind)
    }

    static let slow: [(Entry, String)] = [
        (.function("a"), "def a(n):\n    while True: pass"),
        // Answers that come faster than a wait times out must not hide the cancellation.
        (.function("a"), "import time\ndef a(n):\n    time.sleep(0.03)\n    return n * n"),
        (.stdin, "n = int(input())\nprint(n * n)"),
        (.terms, "import time\nfor n in range(3000):\n    time.sleep(0.03)\n    print(n * n)"),
    ]

    @Test("A cancelled check ends at once and its judge goes on", arguments: slow)
    func cancelled(_ entry: Entry, _ source: String) async throws {
        let judge = try Judges.make(#require(Judges.rungs.max()))
        let (time, kind) = try await cancel(judge, source, entry)
        #expect(kind == .cancelled)
        // Not cancelled, each goes on for 30 s or more and ends as something else. On an idle host it is half a second;
        // other tests that hold the threads of this process make it seem longer.
        #expect(time < .seconds(20), "ended after \(time)")
        #expect(try await judge.judge("def a(n): return n * n").verdict == .accepted)
    }

    @Test("Eight checks at once on two workers each get their own verdict", arguments: Judges.rungs)
    func concurrent(_ rung: Rung) async throws {
        let judge = try Judges.make(rung)
        let verdicts = try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
            for number in 0..<8 {
                group.addTask {
                    let source = number % 2 == 0 ? "def a(n): return n * n" : "def a(n): return n + \(number)"
                    return (number, try await judge.judge(source).verdict)
                }
            }
            return try await group.reduce(into: [Int: Verdict]()) { $0[$1.0] = $1.1 }
        }
        #expect(verdicts.count == 8)
        for (number, verdict) in verdicts {
            #expect(verdict == (number % 2 == 0 ? .accepted : .wrongAnswer), "check \(number)")
        }
    }

    @Test("A closed judge sets up anew")
    func closed() async throws {
        let judge = try Judges.make(#require(Judges.rungs.max()))
        #expect(try await judge.judge("def a(n): return n * n").verdict == .accepted)
        await judge.close()
        #expect(try await judge.judge("def a(n): return n * n").verdict == .accepted)
    }
}
