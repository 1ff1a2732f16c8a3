import Judging
import Sandboxing
import Terms
import Testing

@Suite("Trying the ways to ask a candidate")
struct TrialTests {
    private func judge() throws -> Judge { try Judges.on(#require(Judges.rungs.max())) }

    private func outcomes(_ report: CheckReport) -> [String] {
        report.entry?.considered.map { item in
            switch item.outcome {
            case .tried(let verdict, let passed): "\(item.entry) \(verdict.rawValue) \(passed)"
            case .notTried(let reason): "\(item.entry) -: \(reason)"
            }
        } ?? []
    }

    @Test("A clear source is asked in one way, and what else there is was not tried")
    func clear() async throws {
        let source = "def a(n): return n * n\nprint([a(n) for n in range(99)])"
        let report = try await judge().judge(source, "python", nil)
        #expect(report.usage.runs == 1)
        #expect(
            outcomes(report) == [
                "function a AC 10", "list a -: function a was accepted", "upto a -: function a was accepted",
                "terms -: function a was accepted",
            ])
        #expect(report.notes.isEmpty)
    }

    @Test("Where nothing fits the best try is reported, and all are named")
    func best() async throws {
        let source =
            "def double(n): return n + n\ndef near(n): return n * n if n < 7 else 0\ndef none(n): return 5"
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .wrongAnswer)
        #expect(report.entry?.entry == .function("near"))
        #expect(report.tally.passed >= 5)
        #expect(report.usage.runs == 3)
        let note = try #require(report.notes.first { $0.hasPrefix("asked in 3 ways") })
        for name in ["double", "near", "none"] { #expect(note.contains("function \(name) (WA, ")) }
    }

    @Test("Of equally good tries the likeliest is reported, an error like any other verdict")
    func likeliest() async throws {
        let source = "def first(n): return 1 // 0\ndef second(n): return 3"
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .runTimeError, "\(report.explanation)")
        #expect(report.entry?.entry == .function("first"))
        #expect(report.diagnostics.contains("ZeroDivisionError"))
    }

    @Test("Nothing that one try does is there in the next")
    func freshness() async throws {
        let source = """
            import builtins
            def first(n):
                builtins.answer = True
                return -1
            def second(n): return n * n if not hasattr(builtins, "answer") else 0
            """
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .accepted, "\(report.explanation)")
        #expect(report.entry?.entry == .function("second"))
    }

    @Test("A try that takes all the time there is for it leaves time for the next one")
    func limits() async throws {
        let source = "def search(n):\n    while True: n += 1\ndef square(n): return n * n"
        var limits = CheckLimits(run: Limits(cpu: .seconds(2)), checkCPU: .seconds(2))
        let report = try await judge().judge(source, "python", nil, options: CheckOptions(limits: limits))
        #expect(report.verdict == .accepted, "\(report.explanation)")
        #expect(report.usage.cpu < .seconds(1))
        limits.checkCPU = .milliseconds(400)
        let endless = source.replacing("return n * n", with: "return search(n)")
        let slow = try await judge().judge(endless, "python", nil, options: CheckOptions(limits: limits))
        #expect(slow.verdict == .timeLimitExceeded)
        #expect(slow.usage.cpu < .milliseconds(700))
    }

    @Test("A right way that needs more than its first share gets what is left")
    func secondShare() async throws {
        let source = """
            import time
            def wrong(n): return n
            def square(n):
                end = time.process_time() + 0.06
                while time.process_time() < end: pass
                return n * n
            """
        let limits = CheckLimits(run: Limits(cpu: .seconds(1)), checkCPU: .milliseconds(3000))
        let report = try await judge().judge(source, "python", nil, options: CheckOptions(limits: limits))
        #expect(report.verdict == .accepted, "\(report.explanation)")
        // Ten terms take twice what the first share allows.
        #expect(report.usage.runs == 3)
    }

    @Test("All tries together have no more CPU time than the check")
    func together() async throws {
        let functions = (0..<8).map { "def f\($0)x(n):\n    while True: n += 1\n    return n\n" }
        let limits = CheckLimits(run: Limits(cpu: .seconds(1)), checkCPU: .seconds(1))
        let report = try await judge().judge(
            functions.joined(), "python", nil, options: CheckOptions(limits: limits))
        #expect(report.verdict == .timeLimitExceeded, "\(report.explanation)")
        #expect(report.usage.cpu < .milliseconds(1500))
        #expect(report.usage.cpu > .milliseconds(900))
    }

    @Test("A try that sleeps ends the trying, for the next one would wait as long")
    func asleep() async throws {
        let source = "import time\ndef p(n): return time.sleep(60)\ndef q(n): return n * n"
        let limits = CheckLimits(run: Limits(cpu: .seconds(1), wall: .milliseconds(400)))
        let report = try await judge().judge(source, "python", nil, options: CheckOptions(limits: limits))
        #expect(report.verdict == .idlenessLimitExceeded)
        #expect(report.usage.runs == 1)
        #expect(outcomes(report).contains("function q -: function p ended with idleness limit exceeded"))
    }

    @Test("Not more than eight ways are tried")
    func most() async throws {
        let functions = (0..<30).map { "def f\($0)x(n): return -\($0 + 1)\n" }
        let report = try await judge().judge(functions.joined(), "python", nil)
        #expect(report.verdict == .wrongAnswer)
        #expect(report.usage.runs == 8)
        #expect(report.entry?.considered.count == 24)
    }

    @Test("With few terms a reading that might fit by luck is not tried")
    func few() async throws {
        let source = "def a(n):\n    if n > 9: return [0, 1, 4, 9, 16, 25, 36]\n    return list(range(n))\n"
        let list = "def A000290(n):\n    x = [k * k for k in range(n)]\n    return x\n"
        let few = Truth(table: TermTable(offset: 0, terms: [0, 1, 4], source: "few"))
        #expect(try await judge().judge(list, "python", nil).verdict == .accepted)
        #expect(try await judge().judge(list, "python", nil, against: few).verdict == .wrongAnswer)
        #expect(try await judge().judge(source, "python", nil, against: few).verdict == .wrongAnswer)
        #expect(try await judge().judge(list, "python", .list("A000290"), against: few).verdict == .accepted)
    }

    @Test("An order of questions that only a function of n stands is used in each try")
    func order() async throws {
        let source = """
            def twice(n): return 2 * n
            state = [-1]
            def inorder(n):
                state[0] += 1
                return state[0] ** 2
            """
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .wrongAnswer)
        #expect(outcomes(report).contains { $0.hasPrefix("function inorder WA ") })
    }

    @Test("C functions are tried one after the other")
    func c() async throws {
        let source = "long twice(long n) { return 2 * n; }\nlong square(long n) { return n * n; }\n"
        let report = try await judge().judge(source, "c", nil)
        #expect(report.verdict == .accepted, "\(report.explanation)")
        #expect(report.entry?.entry == .function("square"))
        let wrong = try await judge().judge(source.replacing("n * n", with: "n * n * n"), "c", nil)
        #expect(wrong.verdict == .wrongAnswer)
    }
}
