import Sandboxing
import Terms
import Testing

@testable import Judging

@Suite struct ReplayTests {
    private static func judge(
        _ source: String, on rung: Rung, _ language: String = "python", _ entry: Entry? = .function("a"),
        replays: Int = 2
    ) async throws -> CheckReport {
        var options = CheckOptions()
        options.replays = replays
        return try await Judges.on(rung).judge(source, language, entry, options: options)
    }

    @Test(arguments: Judges.rungs)
    func `a program that goes by n alone is stable, and its verdict costs no more`(rung: Rung) async throws {
        let report = try await Self.judge("def a(n): return n * n", on: rung)
        let stability = try #require(report.stability)
        #expect(report.verdict == .accepted && stability.isStable && stability.differences.isEmpty)
        #expect(stability.replays == 2 && stability.agreeing == 2)
        #expect(report.usage.runs == 1 && stability.usage.runs == 2)
    }

    @Test(
        arguments: Judges.rungs,
        [
            ("python", Entry.function("a"), "import os\ndef a(n): return n * n + ('FILLER' in os.environ)"),
            ("python", .stdin, "import os\nn = int(input())\nprint(n * n + ('FILLER' in os.environ))"),
            ("python", .terms, "import os\nfor n in range(10): print(n * n + ('FILLER' in os.environ))"),
            (
                "c", .function("a"),
                "#include <stdlib.h>\nlong a(long n) { return n * n + (getenv(\"FILLER\") != 0); }"
            ),
        ])
    func `a program that goes by its environment is accepted, and marked`(
        rung: Rung, candidate: (language: String, entry: Entry, source: String)
    ) async throws {
        let report = try await Self.judge(candidate.source, on: rung, candidate.language, candidate.entry)
        #expect(report.verdict == .accepted)
        let stability = try #require(report.stability)
        #expect(!stability.isStable && stability.replays == 2 && stability.agreeing == 0)
        #expect(stability.differences.allSatisfy { $0.contains("WA") }, "\(stability)")
    }

    @Test func `the order of indices is another in each replay`() {
        let entries = (0..<40).map { IndexedTerm(index: $0, term: Term($0)) }
        let source = Array("def a(n): return n".utf8)
        let orders = [nil, 1, 2, 3].map { number in
            AskingOrder(
                entries, visible: nil, source: source,
                variation: number.map { Variation(number: $0, of: source) }
            ).positions
        }
        #expect(Set(orders).count == 4)
        #expect(orders.allSatisfy { $0.sorted() == Array(0..<40) })
    }

    @Test(arguments: Judges.rungs)
    func `nothing is told of what was not asked for, or is not accepted`(rung: Rung) async throws {
        #expect(try await Self.judge("def a(n): return n * n", on: rung, replays: 0).stability == nil)
        #expect(try await Self.judge("def a(n): return n", on: rung).stability == nil)
    }
}

@Suite struct FirstFailureTests {
    @Test
    func `the explanation is about the lowest index that failed, in whatever order they were asked for`()
        async throws
    {
        let judge = try Judges.on(try #require(Judges.rungs.max()))
        var options = CheckOptions()
        options.allCases = true
        for number in 0..<12 {
            for (entry, source) in [
                (Entry.function("a"), "def a(n): return n * n + (n > 2)  # \(number)"),
                (.stdin, "n = int(input())\nprint(n * n + (n > 2))  # \(number)"),
            ] {
                let report = try await judge.judge(source, "python", entry, options: options)
                #expect(report.firstFailure?.index == 3)
                #expect(report.explanation == "a(3) is wrong")
            }
        }
    }

    @Test(arguments: Judges.rungs)
    func `a case that was stopped has its own time, not that of all before it`(rung: Rung) async throws {
        let judge = try Judges.on(rung)
        var options = CheckOptions()
        options.limits.run.cpu = .milliseconds(300)
        let source = """
            import time
            def a(n):
                end = time.process_time() + (0.15 if n < 6 else 60)
                while time.process_time() < end: pass
                return n * n
            """
        let report = try await judge.judge(source, options: options)
        #expect(report.verdict == .timeLimitExceeded)
        let stopped = try #require(report.cases.last { !$0.isPassed }?.cpu)
        #expect(stopped < .milliseconds(700) && report.usage.cpu > .milliseconds(900), "\(report.cases)")
    }
}
