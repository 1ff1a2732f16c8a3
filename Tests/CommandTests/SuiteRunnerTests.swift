import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct SuiteRunnerTests {
    private func submissions(_ count: Int) -> [Submission] {
        (0..<count).map { number in
            Submission(
                sequence: "S", name: "accepted/\(number).py", path: "S/\(number).py",
                truth: Truth(table: TermTable(offset: 0, terms: [1], source: "test")),
                limits: LimitSettings(),
                expectation: Expectation(verdicts: [.accepted]))
        }
    }

    private func runner(_ check: @escaping SuiteRunner.Check) -> SuiteRunner {
        SuiteRunner(jobs: 3, skipReason: { _ in nil }, check: check)
    }

    @Test func `results keep the order of the submissions and mismatches are counted`() async throws {
        let runner = runner { item in Samples.plain(item.name.contains("4") ? .wrongAnswer : .accepted) }
        let report = SuiteReport(results: try await runner.run(submissions(9)))
        #expect(report.results.map(\.submission.name) == (0..<9).map { "accepted/\($0).py" })
        #expect((report.passed, report.mismatched, report.skipped) == (8, 1, 0))
        let text = report.text(isColoured: false)
        #expect(text.hasPrefix("mismatch  S/accepted/4.py\n    expected AC, got WA: because\n"))
        #expect(text.hasSuffix("8 of 9 submissions as expected, 1 mismatch, 0 skipped\n"))
    }

    @Test func `no more are judged at a time than jobs`() async throws {
        let gauge = Gauge()
        let runner = runner { _ in
            await gauge.enter()
            try? await Task.sleep(for: .milliseconds(5))
            await gauge.leave()
            return Samples.accepted
        }
        _ = try await runner.run(submissions(12))
        #expect(await gauge.most == 3)
    }

    @Test func `a submission whose needs are not met is skipped with its reason`() async throws {
        var runner = runner { _ in Samples.accepted }
        runner.skipReason = { $0.name.contains("1") ? "needs sympy, which is not here" : nil }
        let report = SuiteReport(results: try await runner.run(submissions(3)))
        #expect((report.passed, report.skipped) == (2, 1))
        #expect(report.text(isColoured: false).contains("skipped   S/accepted/1.py: needs sympy"))
        #expect(report.junit.contains("<skipped message=\"needs sympy, which is not here\"/>"))
    }

    @Test func `what cannot be judged is a mismatch, and never as expected`() async throws {
        let runner = runner { (_) async throws(JudgeError) in
            throw JudgeError(.input, "two functions fit", hint: "--entry")
        }
        let results = try await runner.run(submissions(1))
        #expect(results[0].outcome == .mismatch(["could not be judged: two functions fit (--entry)"]))
    }

    @Test func `a missing tool ends the suite`() async {
        let runner = runner { (_) async throws(JudgeError) in throw JudgeError(.toolMissing, "no gcc") }
        let error = await #expect(throws: JudgeError.self) { try await runner.run(submissions(5)) }
        #expect(error?.kind == .toolMissing)
    }

    private actor Gauge {
        private var now = 0
        private(set) var most = 0

        func enter() {
            now += 1
            most = max(most, now)
        }

        func leave() { now -= 1 }
    }
}
