import ModelClient
import Problems
import Reflection

/// Asks a model several times for each problem.
struct Sampling: Sendable {
    let client: ModelClient
    let work: ModelWork
    /// Answers for each problem.
    let samples: Int
    /// Sample i is asked for with this plus i; nil: as the server likes.
    let seed: Int?

    /// What is wrong with options for it, where something is.
    /// - Parameter option: the name of that for the seed.
    static func fault(samples: Int, seed: Int?, _ option: String) -> String? {
        if samples < 1 { return "--samples must be at least 1." }
        guard let seed, seed < 0 || seed > Int.max - samples else { return nil }
        return "\(option) must not be negative, nor so large that a sample gets none."
    }

    /// A request that has no answer.
    struct Missing: Error, Sendable {
        var problem: String
        var sample: Int
        var error: ModelError
    }

    /// The answers, in the order of the problems and, for each, of the samples.
    func answers(
        to problems: [Problem]
    ) async throws(CommandFailure) -> [Result<SampleLine, Missing>] {
        let questions = problems.flatMap { problem in (0..<samples).map { (problem, $0) } }
        return try await work.inOrder(questions) { problem, sample in await answer(to: problem, sample) }
    }

    private func answer(to problem: Problem, _ sample: Int) async -> Result<SampleLine, Missing> {
        var messages = [ChatMessage(role: "user", content: problem.statement)]
        if let system = ReflectionPrompts().system {
            messages.insert(ChatMessage(role: "system", content: system), at: 0)
        }
        do throws(ModelError) {
            let request = work.arguments.request(messages, seed: seed.map { $0 + sample }, sample: sample)
            return .success(SampleLine(problem.id, sample, try await client.reply(to: request)))
        } catch {
            return .failure(Missing(problem: problem.id, sample: sample, error: error))
        }
    }

    /// Names the requests that have no answer on standard error.
    /// - Returns: whether there is none.
    static func tellMissing(_ answers: [Result<SampleLine, Missing>]) -> Bool {
        var count = 0
        for case .failure(let missing) in answers {
            count += 1
            let text = "\(missing.problem)-\(missing.sample): \(missing.error)"
            StandardStream.error.write("seqjudge: \(DisplayText.line(text))\n")
        }
        guard count > 0 else { return true }
        StandardStream.error.write(
            "seqjudge: \(DisplayText.grouped(count)) of "
                + "\(DisplayText.count(answers.count, "request")) without an answer\n")
        return false
    }
}
