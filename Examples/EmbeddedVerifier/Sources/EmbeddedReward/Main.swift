import Completions
import Judging
import Problems
import Rewards
import Terms

/// A reward function of somebody else's program: from a problem and what a model wrote to a number.
struct RewardFunction {
    private let judge: Judge
    private let reward = Reward()

    /// One judge for all answers: it keeps its jails.
    init() throws { judge = try Judge() }

    /// The reward; nil, and not 0, where the answer could not be judged.
    /// - Parameter solvability: the share of a model's samples that solve the problem, from 0 to 1.
    func value(of completion: String, to problem: Problem, solvability: Double) async throws -> Double? {
        let own = OwnCases.tally(
            OwnCases.read(completion), against: problem.table, given: Set(problem.examples.map(\.index)))
        let evidence = Reward.Evidence(
            solvability: solvability, isCorrect: try await isRight(completion, problem), cases: own.cases,
            rightCases: own.right)
        return reward?.value(evidence)
    }

    private func isRight(_ completion: String, _ problem: Problem) async throws -> Bool? {
        guard let code = try? CompletionCode(in: completion) else { return false }
        let candidate = Candidate(
            name: "answer", source: Array(code.source.utf8), language: code.language)
        let truth = Truth(table: problem.tests, visible: problem.examples.count)
        let verdict = try await judge.check(candidate, against: truth).verdict
        return verdict == .internalError ? nil : verdict == .accepted
    }
}

@main
struct Main {
    static func main() async throws {
        var source = ProblemSource(id: "cuts", offset: 0, terms: [1, 2, 4, 7, 11, 16, 22, 29, 37, 46])
        source.description = "The most pieces that n straight cuts make of a pancake"
        let problem = try Packer().problem(of: source)
        let function = try RewardFunction()
        let answers = [
            "a(2) = 4, a(3) = 7\n```python\ndef a(n):\n    return n * (n + 1) // 2 + 1\n```",
            "```python\ndef a(n):\n    return n * (n + 1) // 2 + 1\n```",
            "a(2) = 4, a(3) = 8\n```python\ndef a(n):\n    return 2 ** n\n```",
        ]
        for answer in answers {
            let value = try await function.value(of: answer, to: problem, solvability: 0.25)
            // In thousandths: the last digits of a logarithm are the machine's.
            print(value.map { "\(Int(($0 * 1_000).rounded()))" } ?? "unknown")
        }
    }
}
