import ArgumentParser
import Judging
import ModelClient

/// The language model that is asked, where one is.
struct ModelArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The endpoint of a language model, of OpenAI's form: http://localhost:8000/v1. The key comes from "
                + "SEQJUDGE_MODEL_KEY or OPENAI_API_KEY.", valueName: "url"))
    var modelUrl: String?

    @Option(help: ArgumentHelp("The model's name at the endpoint.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp("How varied answers are, from 0 up. (default: the server's)", valueName: "number"))
    var temperature: Double?

    @Option(help: ArgumentHelp("The most tokens of an answer. (default: the server's)", valueName: "number"))
    var maxTokens: Int?

    @Option(help: ArgumentHelp("How long an answer may take.", valueName: "time"))
    var modelTimeout = TimeArgument(.seconds(120))

    @Option(help: ArgumentHelp("How often a request is sent at most.", valueName: "number"))
    var modelAttempts = 6

    @Option(help: ArgumentHelp("Requests on their way at a time.", valueName: "number"))
    var modelJobs = 4

    @Option(help: ArgumentHelp("Requests a minute, at most. (default: as many as come)", valueName: "number"))
    var requestsPerMinute: Int?

    @Option(
        help: ArgumentHelp(
            "Prices of a million tokens read and written, for the account: 0.5,1.5.",
            valueName: "prices"))
    var prices: TokenPrices = TokenPrices()

    @Option(
        help: ArgumentHelp(
            "Where answers are kept, so that a second run does not pay again.", valueName: "folder"))
    var answers: String?

    mutating func validate() throws {
        if (modelUrl == nil) != (model == nil) {
            throw ValidationError("--model-url and --model go together.")
        }
        if modelAttempts < 1 || modelJobs < 1 || requestsPerMinute ?? 1 < 1 || maxTokens ?? 1 < 1 {
            throw ValidationError("Numbers for the model must be at least 1.")
        }
        if let temperature, !(0...10).contains(temperature) {
            throw ValidationError("--temperature is from 0 to 10.")
        }
    }

    /// The client for the endpoint; nil where none is named.
    func client() throws(CommandFailure) -> ModelClient? {
        guard let modelUrl else { return nil }
        var options = ModelOptions(url: modelUrl)
        options.key = ModelKey.variable.flatMap(environmentVariable)
        options.timeout = modelTimeout.duration
        (options.attempts, options.concurrency) = (modelAttempts, modelJobs)
        options.requestsPerMinute = requestsPerMinute
        (options.promptPrice, options.completionPrice) = (prices.prompt, prices.completion)
        options.cacheFolder = answers
        do throws(ModelError) {
            return try ModelClient(options)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    /// A request for these messages.
    func request(_ messages: [ChatMessage], seed: Int? = nil, sample: Int = 0) -> ChatRequest {
        ChatRequest(
            model: model ?? "", messages: messages, temperature: temperature, maxTokens: maxTokens,
            seed: seed, sample: sample)
    }

    /// What the calls came to, for people.
    static func account(_ usage: ModelUsage) -> String {
        var parts = [
            "\(DisplayText.count(usage.answered, "answer")) of the model",
            "\(DisplayText.grouped(usage.cached)) from those kept",
            DisplayText.count(usage.retries, "retry", "retries"),
            "\(DisplayText.grouped(usage.promptTokens)) tokens read, \(DisplayText.grouped(usage.completionTokens)) written",
        ]
        if usage.failed > 0 { parts.append("\(DisplayText.grouped(usage.failed)) given up") }
        if usage.cost > 0 { parts.append("cost \(PlotScale.short(usage.cost))") }
        return parts.joined(separator: ", ")
    }

    /// The same for programs.
    static func json(_ usage: ModelUsage) -> JSONText {
        .members([
            "answered": .integer(usage.answered), "cached": .integer(usage.cached),
            "failed": .integer(usage.failed), "retries": .integer(usage.retries),
            "prompt_tokens": .integer(usage.promptTokens),
            "completion_tokens": .integer(usage.completionTokens), "cost": .number("\(usage.cost)"),
        ])
    }
}

/// The key for a model's server, which comes from the environment alone: command lines are seen by all.
enum ModelKey {
    /// Where it is looked for; the first one that is set counts.
    static let variables = ["SEQJUDGE_MODEL_KEY", "OPENAI_API_KEY"]

    /// The name of the variable that it comes from; nil where there is no key.
    static var variable: String? { variables.first { environmentVariable($0) != nil } }

    /// That the server refuses it.
    static func refused(_ error: ModelError) -> CommandFailure {
        guard let variable else {
            return CommandFailure(
                .refused, "the model's server wants a key: \(error)",
                hint: "set \(variables.joined(separator: " or "))")
        }
        return CommandFailure(
            .refused, "the model's server refuses the key in \(variable): \(error)",
            hint: "nothing more was asked; what was answered before is there where --answers was given")
    }
}

/// Two prices on the command line: `0.5,1.5`.
struct TokenPrices: ExpressibleByArgument, Sendable, Equatable {
    var prompt = 0.0
    var completion = 0.0

    init() {}

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let prompt = parts[0], let completion = parts[1],
            [prompt, completion].allSatisfy({ $0.isFinite && $0 >= 0 })
        else { return nil }
        (self.prompt, self.completion) = (prompt, completion)
    }

    var defaultValueDescription: String { "\(PlotScale.short(prompt)),\(PlotScale.short(completion))" }
}
