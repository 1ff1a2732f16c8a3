import ArgumentParser
import ModelClient
import Problems
import Reflection

/// `seqjudge sample`: a language model's answers to problems.
struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Ask a language model several times for each problem.",
        discussion: """
            A line of the output is an answer, in the order of the problems and, for each, of the samples. With --answers \
            a rerun asks only for what is not there yet. Requests without an answer in the end are named and left out.

            Exit status: 0 all were answered; 64 usage; 65 bad input; 70 some were not, or the output or the answers \
            could not be written; 77 the model's server refuses the key; 130 interrupted. With 77 and 130 the output \
            stays as it was.
            """)

    @Argument(help: ArgumentHelp("Problems, as pack writes them; - for standard input.", valueName: "file"))
    var problems: [String]

    @OptionGroup(title: "Language model") var model: ModelArguments

    @Option(help: ArgumentHelp("Answers for each problem.", valueName: "number")) var samples = 1

    @Option(
        help: ArgumentHelp(
            "Ask for answers that can be repeated: sample i gets this plus i. (default: as the server likes)",
            valueName: "number"))
    var seed: Int?

    @Option(help: ArgumentHelp("The file for the answers. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(help: "Tell nothing on standard error but what failed.") var quiet = false

    mutating func validate() throws {
        if model.modelUrl == nil { throw ValidationError("--model-url and --model are needed.") }
        if let fault = Sampling.fault(samples: samples, seed: seed, "--seed") { throw ValidationError(fault) }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.sample() }
    }

    private func sample() async throws(CommandFailure) -> CommandStatus {
        let problems = try ProblemFiles.read(problems)
        guard let client = try model.client() else { return .usage }
        let work = ModelWork(client, model, isQuiet: quiet)
        let output = try LineOutput(path: output)
        let sampling = Sampling(client: client, work: work, samples: samples, seed: seed)
        let answers = try await sampling.answers(to: problems)
        for case .success(let answer) in answers { try output.put(answer) }
        try output.finish()
        let isWhole = Sampling.tellMissing(answers)
        work.tellAccount()
        return isWhole ? .success : .internalFault
    }
}

/// An answer as a line.
struct SampleLine: Encodable, Sendable {
    var problem: String
    var sample: Int
    var reply: ChatReply

    init(_ problem: String, _ sample: Int, _ reply: ChatReply) {
        (self.problem, self.sample, self.reply) = (problem, sample, reply)
    }

    enum CodingKeys: String, CodingKey {
        case id, problem, sample, completion
        case finishReason = "finish_reason"
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
    }

    /// A reason that the server does not tell is null, and not left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("\(problem)-\(sample)", forKey: .id)
        try container.encode(problem, forKey: .problem)
        try container.encode(sample, forKey: .sample)
        try container.encode(reply.text, forKey: .completion)
        try container.encode(reply.finishReason, forKey: .finishReason)
        try container.encode(reply.promptTokens, forKey: .promptTokens)
        try container.encode(reply.completionTokens, forKey: .completionTokens)
    }
}
