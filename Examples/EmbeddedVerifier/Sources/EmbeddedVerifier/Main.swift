import Judging
import Terms

/// A program of somebody else's that judges two candidates at once: one jail each, one judge for both.
@main
struct Main {
    static func main() async throws {
        let judge = try Judge()
        let squares = Truth(
            table: TermTable(offset: 0, terms: [0, 1, 4, 9, 16], source: "squares"), visible: 3)
        let sources = ["def a(n): return n * n", "def a(n): return n * n if n < 3 else n"]
        async let right = judge.check(
            Candidate(name: "right.py", source: Array(sources[0].utf8)), against: squares)
        async let overfitted = judge.check(
            Candidate(name: "overfitted.py", source: Array(sources[1].utf8)), against: squares)
        for report in try await [right, overfitted] {
            let hidden = report.tally.hiddenPassed.map { ", \($0) of them hidden" } ?? ""
            print(
                "\(report.candidateName): \(report.verdict.rawValue), \(report.tally.passed) terms right\(hidden);",
                report.explanation)
        }
    }
}
