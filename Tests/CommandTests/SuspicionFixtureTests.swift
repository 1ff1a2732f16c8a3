import Foundation
import Terms
import Testing

@testable import Judging
@testable import SeqJudgeCommands

/// Suspicion over the fixtures, without running them: their outcome is the one that they are there for.
@Suite struct SuspicionFixtureTests {
    private static let submissions = Result {
        try Suite.read(folder: Samples.package.appending(path: "fixtures").path())
    }

    /// A report as of a check that asks for the terms in order; nil where the fixture does not say how it comes out.
    private static func report(_ submission: Submission) -> CheckReport? {
        let entries = submission.truth.table.entries
        let verdict = submission.expectation.verdicts[0]
        let failure = submission.expectation.firstFailure
        guard verdict == .accepted || failure != nil else { return nil }
        var evidence = Evidence(
            report: CheckReport(
                verdict: verdict, explanation: "", candidateName: submission.name, sequenceID: nil,
                truthSource: "",
                tally: CaseTally(
                    required: entries.count, passed: 0, visibleRequired: submission.truth.visible,
                    visiblePassed: submission.truth.visible.map { _ in 0 }),
                limits: CheckLimits()))
        for (position, entry) in entries.enumerated() where entry.index <= failure ?? .max {
            evidence.add(
                CaseReport(
                    index: entry.index, outcome: entry.index == failure ? .wrong(actual: -1) : .passed,
                    expected: entry.term, isVisible: position < submission.truth.visible ?? 0))
        }
        return evidence.finished()
    }

    private static func suspicion(_ submission: Submission) throws -> Suspicion? {
        guard let report = report(submission) else { return nil }
        return Detective(table: submission.truth.table, report: report)
            .suspicion(of: try FileBytes.read(path: submission.path), isPython: submission.isPython)
    }

    @Test func `every right program of the fixtures is under no suspicion, but those that say so`() throws {
        let right = try Self.submissions.get().filter { $0.expectation.verdicts == [.accepted] }
        #expect(right.count > 130)
        for submission in right {
            let suspicion = try #require(try Self.suspicion(submission))
            #expect(
                suspicion.level == submission.expectation.suspicion ?? .absent,
                "\(submission.title): \(suspicion.reasons)")
        }
    }

    @Test func `a wrong program of the fixtures is strongly suspected only where it says so`() throws {
        var judged = 0
        for submission in try Self.submissions.get() where submission.expectation.verdicts != [.accepted] {
            guard let suspicion = try Self.suspicion(submission) else { continue }
            judged += 1
            if let expected = submission.expectation.suspicion {
                #expect(suspicion.level == expected, "\(submission.title): \(suspicion.reasons)")
            } else {
                #expect(suspicion.level == .absent, "\(submission.title): \(suspicion.reasons)")
            }
        }
        #expect(judged > 30)
    }

    @Test func `the fixtures have cheats of every level`() throws {
        let levels = try Self.submissions.get().compactMap(\.expectation.suspicion)
        #expect(levels.count { $0 == .strong } >= 10 && levels.contains(.slight) && levels.contains(.absent))
    }
}
