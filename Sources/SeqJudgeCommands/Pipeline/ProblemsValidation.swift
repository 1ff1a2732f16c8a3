import ModelClient
import Problems

extension ProblemsCommand.Validate {
    func check() async throws(CommandFailure) -> CommandStatus {
        var problems: [Problem] = []
        for path in inputs { problems += try JSONLines.read(Problem.self, in: path, "problem") }
        var faults = problems.map { problem in
            ProblemCheck.faults(of: problem).map { "\($0.kind.rawValue): \($0.message)" }
        }
        var doubles: Set<String> = []
        for (place, problem) in problems.enumerated() where !doubles.insert(problem.id).inserted {
            faults[place].append("duplicate: the id \(problem.id) came before")
        }
        if let client = try model.client() {
            let arguments = model
            let answers = try await ModelWork.inOrder(problems, jobs: model.modelJobs) { problem in
                await ProblemsCommand.Validate.solve(problem, client, arguments)
            }
            for (place, fault) in answers.enumerated() { faults[place] += fault }
            if !quiet { StandardStream.error.write("  \(ModelArguments.account(client.usage))\n") }
        }
        if let path = output {
            let file = try LineOutput(path: path)
            for (problem, faults) in zip(problems, faults) where faults.isEmpty { try file.put(problem) }
            try file.finish()
        }
        var lines: [String] = []
        for (problem, faults) in zip(problems, faults) {
            lines += faults.map { "\(DisplayText.line(problem.id))  \(DisplayText.line($0))" }
        }
        let faulty = faults.count { !$0.isEmpty }
        lines.append(
            "\(DisplayText.count(problems.count, "problem")), \(DisplayText.grouped(faulty)) with faults")
        try StandardStream.output.deliver(lines.joined(separator: "\n") + "\n")
        return faulty == 0 ? .success : .notAccepted
    }

    /// What a model gets wrong of the examples; a model that cannot be reached is told as a fault, too: the problem was
    /// not validated.
    private static func solve(
        _ problem: Problem, _ client: ModelClient, _ arguments: ModelArguments
    ) async -> [String] {
        let messages = [
            ChatMessage(role: "system", content: ExampleSolving.system),
            ChatMessage(role: "user", content: ExampleSolving.question(problem)),
        ]
        do throws(ModelError) {
            let answer = try await client.reply(to: arguments.request(messages)).text
            let wrong = ExampleSolving.judge(problem, answer: answer).wrong
            return wrong.isEmpty
                ? []
                : [
                    "unclear: the model gets the example n = \(wrong.map(String.init).joined(separator: ", ")) wrong"
                ]
        } catch {
            return ["unknown: \(error)"]
        }
    }
}
