import Statistics
import Testing

@testable import Evaluation

@Suite struct SolvabilityTests {
    private static func attempts(_ table: [(String, String)]) -> [Attempt] {
        table.map { Attempt(problem: $0.0, verdict: $0.1) }
    }

    @Test func `each problem has its rate, and what could not be judged counts for nothing`() {
        let solvability = Solvability(
            Self.attempts([
                ("b", "AC"), ("a", "WA"), ("b", "TLE"), ("a", "IE"), ("b", "AC"), ("c", "IE"),
            ]))
        #expect(solvability.items.map(\.problem) == ["b", "a", "c"])
        #expect(
            solvability.items.map(\.proportion) == [
                Proportion(successes: 2, trials: 3), Proportion(successes: 0, trials: 1),
                Proportion(successes: 0, trials: 0),
            ])
        #expect(solvability.items.map(\.unjudged) == [0, 1, 1])
        #expect(solvability.histogram(bins: 2).counts == [1, 1])
    }

    @Test func `selections have both ends, and leave out what was never judged`() {
        let table = (0...10).flatMap { right in
            (0..<10).map { ("p\(right)", $0 < right ? "AC" : "WA") }
        }
        let solvability = Solvability(Self.attempts(table + [("none", "IE")]))
        func names(_ preset: Solvability.Preset) -> [String] {
            solvability.selected(preset.range).map(\.problem)
        }
        #expect(names(.paper) == ["p1", "p2", "p3", "p4"])
        #expect(names(.learnable) == (1...9).map { "p\($0)" })
        #expect(names(.all).count == 11)
    }
}

@Suite struct EvaluationSummaryTests {
    private static func attempt(
        _ problem: String, _ verdict: String, difficulty: Double? = nil, family: String? = nil,
        tail: Int? = nil,
        finding: String? = nil
    ) -> Attempt {
        var attempt = Attempt(problem: problem, verdict: verdict)
        (attempt.difficulty, attempt.family, attempt.finding) = (difficulty, family, finding)
        attempt.visible = .init(passed: 2, required: 2)
        attempt.hidden = .init(passed: verdict == "AC" ? 6 : 1, required: 6)
        attempt.tail = tail.map { .init(passed: $0, required: 10) }
        return attempt
    }

    @Test func `problems weigh alike, however many samples they have`() throws {
        let attempts = [Self.attempt("a", "AC")] + (0..<9).map { _ in Self.attempt("b", "WA") }
        let summary = EvaluationSummary(attempts, ks: [1, 2])
        #expect(summary.accuracy.mean == 0.5 && summary.accuracy.problems == 2)
        #expect(summary.passAt[1]?.mean == 0.5)
        #expect(summary.passAt[2]?.mean == 0 && summary.passAt[2]?.problems == 1)
        let interval = try #require(summary.accuracy.interval)
        #expect(interval == 0...1)
    }

    @Test func `faults of ours are counted, and are no failures`() {
        let summary = EvaluationSummary([
            Self.attempt("a", "AC"), Self.attempt("a", "IE"), Self.attempt("b", "IE"),
        ])
        #expect(summary.accuracy.mean == 1 && summary.accuracy.problems == 1)
        #expect(summary.unjudged == 2 && summary.attempts == 3 && summary.verdicts == ["AC": 1, "IE": 2])
    }

    @Test func `terms are counted by what they are for, and who only fits the tests is found`() {
        let summary = EvaluationSummary([
            Self.attempt("a", "AC", tail: 10), Self.attempt("b", "AC", tail: 3),
            Self.attempt("c", "WA", finding: "index-shift"),
        ])
        #expect(summary.visible == Proportion(successes: 6, trials: 6))
        #expect(summary.hidden == Proportion(successes: 13, trials: 18))
        #expect(summary.tail == Proportion(successes: 13, trials: 20))
        #expect(summary.overfitted == 1 && summary.findings == ["index-shift": 1])
    }

    @Test func `problems are parted by difficulty and family`() {
        let attempts = (0..<8).map {
            Self.attempt("p\($0)", $0 < 4 ? "AC" : "WA", difficulty: Double($0), family: $0 < 6 ? "f" : "g")
        }
        let summary = EvaluationSummary(attempts)
        #expect(summary.byDifficulty.map(\.range) == [0...1, 2...3, 4...5, 6...7])
        #expect(summary.byDifficulty.map(\.estimate.mean) == [1, 1, 0, 0])
        #expect(summary.byFamily.map(\.family) == ["f", "g"] && summary.byFamily[0].estimate.problems == 6)
        let alike = EvaluationSummary((0..<8).map { Self.attempt("p\($0)", "AC", difficulty: 1) })
        #expect(alike.byDifficulty.map(\.estimate.problems) == [8])
    }

    @Test func `models are compared on what both have answered`() throws {
        let first = EvaluationSummary((0..<30).map { Self.attempt("p\($0)", "AC") })
        let second = EvaluationSummary((10..<40).map { Self.attempt("p\($0)", $0 < 20 ? "WA" : "AC") })
        let (problems, result) = try #require(EvaluationComparison.test(first, second))
        #expect(problems == 20 && result.better == 10 && result.worse == 0 && result.pValue < 0.01)
        #expect(EvaluationComparison.test(first, EvaluationSummary([])) == nil)
    }

    @Test func `costs are summed over answers that tell them`() {
        var attempts = [("a", "AC"), ("a", "WA"), ("b", "IE")].map {
            Attempt(problem: $0.0, verdict: $0.1)
        }
        #expect(EvaluationCost(attempts).answers == 0 && EvaluationCost(attempts).judgingSeconds == nil)
        attempts[0].tokens = .init(prompt: 100, completion: 40)
        attempts[1].tokens = .init(prompt: 200, completion: 60)
        for place in attempts.indices { attempts[place].judgingSeconds = 0.5 }
        let cost = EvaluationCost(attempts)
        #expect(cost.answers == 2 && cost.right == 1)
        #expect(cost.tokens == .init(prompt: 300, completion: 100) && cost.judgingSeconds == 1.5)
        #expect(cost.price(prompt: 2, completion: 4) == 0.001)
    }
}
