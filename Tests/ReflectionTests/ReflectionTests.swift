import Completions
import Exporting
import Foundation
import Problems
import Terms
import Testing

@testable import Reflection

@Suite struct ReflectionTests {
    private static func problem() throws -> Problem {
        var record = ProblemSource(id: "S000007", offset: 0, terms: (0..<20).map { Term($0 * $0) })
        record.description = "the squares"
        return try Packer().problem(of: record)
    }

    /// Judges programs by a line `right: 0 1 2` in them, which tells the indices that they answer right.
    private static let judging: Reflection.Judging = { code, problem in
        if code.source.contains("unjudged") {
            return Judgement(verdict: "IE", explanation: "the host failed")
        }
        let right = code.source.split(separator: " ").compactMap { Int($0) }
        let all = problem.tests.entries
        let failures = all.filter { !right.contains($0.index) }.map {
            Judgement.Failure(index: $0.index, expected: $0.term, got: "x")
        }
        return Judgement(
            verdict: failures.isEmpty ? "AC" : "WA",
            explanation: failures.isEmpty ? "right" : "a term is wrong",
            failures: failures, passed: right,
            findings: [.init(code: "index-shift", sentence: "The index is shifted.", hint: "Begin at 1.")])
    }

    private static func answer(_ right: some Sequence<Int>, _ more: String = "") -> String {
        "I think.\n```python\n\(more)def right: " + right.map(String.init).joined(separator: " ") + " \n```"
    }

    private static func run(_ answers: [String], corrections: Int = 3) async throws -> ReflectionRecord {
        var reflection = Reflection()
        reflection.corrections = corrections
        let writer = RecordedAnswers(["S000007": answers]).writer
        return try await reflection.run(problem(), writer: writer, judging: judging)
    }

    @Test func `a program is corrected until it is right, and the conversation is training data`()
        async throws
    {
        let record = try await Self.run([Self.answer(0...2), Self.answer(0...20)])
        #expect(record.verdict == "AC" && record.rounds.map(\.verdict) == ["WA", "AC"])
        let tests = try Self.problem().tests.entries.map(\.index)
        #expect(record.rounds[0].failed == tests.filter { $0 > 2 })
        #expect(record.rounds[1].fixed == record.rounds[0].failed && record.rounds[1].broken.isEmpty)
        #expect(record.rounds[0].finding == "index-shift")
        #expect(record.messages.map(\.role) == ["system", "user", "assistant", "user", "assistant"])
        #expect(record.dialogue.isWellFormed)
        let feedback = record.messages[3].content
        #expect(feedback.contains("- n = 3: expected 9, got x") && feedback.contains("Begin at 1."))
        #expect(feedback.components(separatedBy: "- n = ").count == 4)
    }

    @Test func `what a correction fixes, breaks, or leaves as it is is told`() async throws {
        let record = try await Self.run(
            [Self.answer(0...2), Self.answer(2...4), Self.answer(2...4, "  \n"), Self.answer(5...5)])
        #expect(record.verdict == "WA" && record.rounds.count == 4)
        #expect(record.rounds[1].fixed == [3, 4] && record.rounds[1].broken == [0, 1])
        #expect(record.rounds.map(\.isChanged) == [true, true, false, true])
        var summary = ReflectionSummary()
        summary.add(record)
        #expect(summary.unsolved == 1 && summary.corrections == 3 && summary.unchanged == 1)
        #expect(summary.fixing == 2 && summary.breaking == 2)
    }

    @Test func `an answer without a program is told so, and counts as a round`() async throws {
        let record = try await Self.run(["I do not know.", Self.answer(0...20)])
        #expect(record.rounds.map(\.verdict) == ["none", "AC"])
        #expect(record.messages[3].content.contains("No program was found"))
        var summary = ReflectionSummary()
        summary.add(record)
        #expect(summary.solvedAfter == [2: 1])
    }

    @Test func `rounds end, and what could not be judged ends them at once`() async throws {
        #expect(try await Self.run([Self.answer(0...2)], corrections: 0).rounds.count == 1)
        #expect(try await Self.run([Self.answer(0...2)], corrections: 5).rounds.count == 6)
        let lost = try await Self.run([Self.answer(0...2, "# unjudged\n")])
        #expect(lost.verdict == "IE" && lost.rounds.count == 1)
        await #expect(throws: RecordedAnswers.Missing.self) {
            try await Reflection().run(
                Self.problem(), writer: RecordedAnswers([:]).writer, judging: Self.judging)
        }
    }

    @Test func `a record written as JSON is read back the same`() async throws {
        let record = try await Self.run([Self.answer(0...2), Self.answer(0...20)])
        let data = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(ReflectionRecord.self, from: data) == record)
    }
}
