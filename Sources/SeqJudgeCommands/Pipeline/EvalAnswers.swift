import ArgumentParser
import Evaluation
import ModelClient
import Problems

/// Where the answers come from that are evaluated, if they are not judged yet.
struct EvalAnswers: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Answers that are judged first, as `sample` writes them, instead of verdicts; may be repeated.",
            valueName: "file"))
    var completions: [String] = []

    @OptionGroup(title: "Language model") var model: ModelArguments

    @Option(help: ArgumentHelp("With a model: answers for each problem.", valueName: "number")) var samples =
        1

    @Option(
        help: ArgumentHelp(
            "With a model: sample i gets this plus i. (default: as the server likes)", valueName: "number"))
    var sampleSeed: Int?

    @Option(
        help: ArgumentHelp(
            "The file for the verdicts of answers that are judged. (default: none)", valueName: "file"))
    var verdicts: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Programs run at a time. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    /// Whether answers are to be judged.
    var isAsked: Bool { !completions.isEmpty || model.modelUrl != nil }

    mutating func validate() throws {
        if !completions.isEmpty && model.modelUrl != nil {
            throw ValidationError("--completions and --model-url do not go together.")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
        if let fault = Sampling.fault(samples: samples, seed: sampleSeed, "--sample-seed") {
            throw ValidationError(fault)
        }
    }

    /// What the answers are called in a report.
    var name: String { completions.isEmpty ? model.model ?? "" : completions.joined(separator: ", ") }

    /// The verdicts on the answers, and whether there is one on each.
    func judged(
        _ problems: [Problem], isQuiet: Bool
    ) async throws(CommandFailure) -> (lines: [(VerdictLine, CandidateMeta)], isWhole: Bool) {
        let file = verdicts == nil ? nil : try LineOutput(path: verdicts)
        let judging = try AnswerJudging(judge, jobs: jobs ?? HostRoom.processors)
        let known = Dictionary(problems.map { ($0.id, $0) }) { first, _ in first }
        let (answers, isAnswered) =
            if let client = try model.client() {
                try await asked(client, problems, isQuiet: isQuiet)
            } else {
                (try recorded(known), true)
            }
        let requests = answers.flatMap { answer in
            known[answer.problem].map { CandidateRequests(answer, $0, language: nil) }
                .map { [$0.tests, $0.tail].compactMap { $0 } } ?? []
        }
        let records = try await judging.verdicts(on: requests, ModelWork(nil, model, isQuiet: isQuiet))
        var lines: [(VerdictLine, CandidateMeta)] = []
        for (number, record) in records.enumerated() {
            let line = RequestLine(number: number + 1, bytes: record, digest: 0)
            let verdict = try JSONLines.decode(VerdictLine.self, line, name, "verdict")
            if let meta = verdict.meta { lines.append((verdict, meta)) }
            try file?.write(record)
        }
        try file?.finish()
        return (lines, isAnswered && !lines.contains { $0.0.verdict == "IE" })
    }

    /// Answers of the model, and whether there are all.
    private func asked(
        _ client: ModelClient, _ problems: [Problem], isQuiet: Bool
    ) async throws(CommandFailure) -> ([Completion], Bool) {
        let work = ModelWork(client, model, isQuiet: isQuiet)
        let sampling = Sampling(client: client, work: work, samples: samples, seed: sampleSeed)
        let results = try await sampling.answers(to: problems)
        let isWhole = Sampling.tellMissing(results)
        work.tellAccount()
        return (results.compactMap { try? $0.get().completion }, isWhole)
    }

    /// Answers from files.
    private func recorded(_ known: [String: Problem]) throws(CommandFailure) -> [Completion] {
        var answers: [Completion] = []
        for path in completions {
            try JSONLines.forEach(Completion.self, in: path, "completion") {
                (answer) throws(CommandFailure) in
                guard known[answer.problem] != nil else { throw .strange(answer, in: path) }
                answers.append(answer)
            }
        }
        return answers
    }
}

extension SampleLine {
    /// The answer as a later stage reads it.
    var completion: Completion {
        Completion(
            problem: problem, completion: reply.text, sample: sample, promptTokens: reply.promptTokens,
            completionTokens: reply.completionTokens)
    }
}

extension CommandFailure {
    /// A completion for what is none of the problems.
    static func strange(_ completion: Completion, in path: String) -> CommandFailure {
        let problem = DisplayText.excerpt(completion.problem)
        return CommandFailure(
            .badInput, "\(path): a completion for \(problem), which is none of the problems")
    }
}
