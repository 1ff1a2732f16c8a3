import ArgumentParser
import Diagnosis
import Foundation
import Judging
import Sandboxing
import Testing

@testable import SeqJudgeCommands

/// The fixtures whose fault is known, judged and diagnosed.
@Suite(.serialized) struct DiagnosisFixtureTests {
    private static func results(
        _ chosen: (Submission) -> Bool, asked: Diagnosing
    ) async throws -> [SuiteResult] {
        let all = try Suite.read(folder: Samples.package.appending(path: "fixtures").path())
        let diagnosis = SuiteDiagnosis(all, asked: asked)
        let judges = try JudgePool(options: try JudgeOptions.parse(["--no-cache"]), jobs: 2)
        let requirements = Requirements(python: "python3", compiler: "gcc", rung: HostSurvey.run().rung)
        let runner = SuiteRunner(
            jobs: 2, skipReason: { await requirements.unmet($0.expectation.requires) },
            check: { (item) async throws(JudgeError) in
                let seat = try judges.seat(profile: item.expectation.profile)
                guard let source = try? FileBytes.read(path: item.path) else {
                    throw JudgeError(.input, "\(item.path) cannot be read")
                }
                let name = item.path.split(separator: "/").last.map(String.init) ?? item.path
                return try await seat.judge.check(
                    Candidate(name: name, source: source, entry: item.expectation.entry), against: item.truth,
                    options: diagnosis.options(item, over: seat.choice.options(item.limits)))
            })
        let results = try await runner.run(all.filter(chosen))
        await judges.close()
        return results
    }

    /// Expected and found codes with their counts; what is not as expected is marked.
    private static func table(_ results: [SuiteResult]) -> String {
        var counts: [[String]: Int] = [:]
        for result in results {
            let expected = result.submission.expectation.diagnosis.map(\.rawValue)
            let found = result.report?.findings.first?.code.rawValue ?? "nothing"
            counts[[expected.contains(found) ? found : expected[0], found], default: 0] += 1
        }
        func cell(_ text: String) -> String { text.padding(toLength: 28, withPad: " ", startingAt: 0) }
        let rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { "\($0.key[0] == $0.key[1] ? " " : "*") \(cell($0.key[0]))\(cell($0.key[1]))\($0.value)" }
        return (["  \(cell("expected"))\(cell("found"))count"] + rows).joined(separator: "\n")
    }

    @Test func `the first finding names the known fault of nearly every fixture`() async throws {
        let results = try await Self.results({ !$0.expectation.diagnosis.isEmpty }, asked: .failures)
            .filter { if case .skipped = $0.outcome { false } else { true } }
        print(Self.table(results))
        let hits = results.filter { result in
            result.report?.findings.first.map { result.submission.expectation.diagnosis.contains($0.code) }
                ?? false
        }
        print("\(hits.count) of \(results.count) as expected")
        #expect(results.count >= 60)
        #expect(Double(hits.count) >= 0.95 * Double(results.count))
        let codes = Set(results.flatMap(\.submission.expectation.diagnosis))
        #expect(codes.count >= 60)
        #expect(Set(results.map(\.submission.isPython)) == [true, false])
    }

    @Test func `no right program of the fixtures has a certain finding`() async throws {
        let results = try await Self.results({ $0.expectation.verdicts == [.accepted] }, asked: .always)
        var judged = 0
        for result in results {
            guard let report = result.report else { continue }
            judged += 1
            #expect(report.verdict == .accepted)
            #expect(!report.findings.contains { $0.confidence == .certain }, "\(result.submission.title)")
        }
        #expect(judged > 120)
    }
}
