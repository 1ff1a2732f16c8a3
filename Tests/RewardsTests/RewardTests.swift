import Testing

@testable import Rewards

@Suite struct RewardTests {
    /// Parameters all over what is allowed.
    private static func parameters(_ random: inout some RandomNumberGenerator) -> RewardParameters {
        var parameters = RewardParameters()
        parameters.solvabilityWeight = .random(in: 0...5, using: &random)
        parameters.caseWeight = .random(in: 0...1, using: &random)
        parameters.wrongAnswerCredit = .random(in: 0...1, using: &random) * (1 - parameters.caseWeight)
        parameters.solvabilityFloor = .random(in: 1e-6...0.99, using: &random)
        parameters.caseSmoothing = .random(in: 0...4, using: &random)
        return parameters
    }

    private static func evidence(_ random: inout some RandomNumberGenerator) -> Reward.Evidence {
        let cases = Int.random(in: 0...9, using: &random)
        return Reward.Evidence(
            solvability: .random(in: 0...1, using: &random), isCorrect: .random(using: &random), cases: cases,
            rightCases: .random(in: 0...cases, using: &random))
    }

    @Test func `a reward is bounded, and moves the right way with all it is made of`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let parameters = Self.parameters(&random)
            let reward = try #require(Reward(parameters))
            let evidence = Self.evidence(&random)
            let value = try #require(reward.value(evidence))
            let margin = 1e-12
            try #require((-margin...reward.highest + margin).contains(value), "\(parameters) \(evidence)")
            // A case more that is right, and none more that is wrong.
            var other = evidence
            (other.cases, other.rightCases) = (evidence.cases + 1, evidence.rightCases + 1)
            try #require(try #require(reward.value(other)) >= value - margin, "\(parameters) \(evidence)")
            other.rightCases = evidence.rightCases
            try #require(try #require(reward.value(other)) <= value + margin, "\(parameters) \(evidence)")
            // An easier problem.
            other = evidence
            other.solvability = .random(in: evidence.solvability...1, using: &random)
            try #require(try #require(reward.value(other)) <= value + margin, "\(parameters) \(evidence)")
            // The same with a right program.
            other = evidence
            other.isCorrect = true
            try #require(try #require(reward.value(other)) >= value - margin, "\(parameters) \(evidence)")
        }
    }

    @Test func `what could not be judged has no reward, which is not zero`() throws {
        let reward = try #require(Reward())
        #expect(reward.value(.init(solvability: 0.5, isCorrect: nil, cases: 3, rightCases: 3)) == nil)
        #expect(reward.value(.init(solvability: 0.5, isCorrect: false)) == 0)
    }

    /// By hand: L(0.1) = ln(0.11 / 1.01) / ln(0.01 / 1.01), c = 4 / 6.
    @Test func `the defaults give the values that the formula gives by hand`() throws {
        let reward = try #require(Reward())
        #expect(reward.hardness(0) == 1 && reward.hardness(1) == 0)
        #expect(abs(reward.hardness(0.1) - 0.480_42) < 1e-4)
        let right = reward.value(.init(solvability: 0.1, isCorrect: true, cases: 5, rightCases: 4))
        let byHand: Double = 1.480_42 * (0.5 + 0.5 * 4 / 6)
        #expect(abs(try #require(right) - byHand) < 1e-4)
        let wrong = reward.value(.init(solvability: 0.1, isCorrect: false, cases: 5, rightCases: 4))
        let credit: Double = 0.1 * 4 / 6
        #expect(abs(try #require(wrong) - credit) < 1e-12)
    }

    @Test func `parameters under which a wrong answer could win are refused`() {
        var parameters = RewardParameters()
        #expect(parameters.fault == nil)
        parameters.wrongAnswerCredit = 0.6
        #expect(Reward(parameters) == nil && parameters.fault?.contains("wrong answer") == true)
        for change: (inout RewardParameters) -> Void in [
            { $0.solvabilityWeight = -1 }, { $0.caseWeight = 1.5 }, { $0.solvabilityFloor = 0 },
            { $0.solvabilityFloor = 1 }, { $0.caseSmoothing = -0.1 }, { $0.solvabilityWeight = .nan },
        ] {
            var parameters = RewardParameters()
            change(&parameters)
            #expect(Reward(parameters) == nil)
        }
    }
}
