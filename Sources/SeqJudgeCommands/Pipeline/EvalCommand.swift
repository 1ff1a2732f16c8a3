import ArgumentParser
import Evaluation
import Problems

/// `seqjudge eval`: how good a model is.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Sum up the verdicts of a model's answers, and compare two models.",
        discussion: """
            Reads verdicts of `batch` about requests of `candidates`, or judges --completions, or what a model at --model-url \
            answers to --problems. Problems weigh alike; intervals are bootstrapped over problems. Answers that could \
            not be judged (IE) count for nothing and are told. With --compare: a paired test over the problems that both answer.

            Exit status: 0 done; 64 usage; 65 bad input; 70 some answers could not be had or judged, or the output could not be \
            written; 77 the protection asked for cannot be had, or the model's server refuses the key; 130 interrupted.
            """)

    @Argument(help: ArgumentHelp("Verdicts of one model; - for standard input.", valueName: "file"))
    var inputs: [String] = []

    @OptionGroup(title: "Answers that are not judged yet") var answers: EvalAnswers

    @Option(
        help: ArgumentHelp(
            "Problems, for their difficulty and family, and to judge answers by; may be repeated.",
            valueName: "file"))
    var problems: [String] = []

    @Option(
        help: ArgumentHelp(
            "Verdicts of another model on the same problems; may be repeated.", valueName: "file"))
    var compare: [String] = []

    @Option(help: ArgumentHelp("The k of pass@k; may be repeated.", valueName: "number")) var k: [Int] = [
        1, 5, 10,
    ]

    @Option(help: ArgumentHelp("What the intervals depend on.", valueName: "number")) var seed: UInt64 = 0

    @OptionGroup var page: PageOption

    @Option(help: "The form of the report.") var format: PlainFormat = .text

    @Flag(help: "Tell nothing on standard error but what failed.") var quiet = false

    mutating func validate() throws {
        if inputs.isEmpty != answers.isAsked {
            throw ValidationError("Give verdicts, or --completions, or --model-url and --model.")
        }
        if answers.isAsked && problems.isEmpty { throw ValidationError("Answers are judged by --problems.") }
        if k.contains(where: { $0 < 1 }) { throw ValidationError("--k must be at least 1.") }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.evaluate() }
    }

    private func evaluate() async throws(CommandFailure) -> CommandStatus {
        let facts: [String: ProblemFacts]
        let attempts: [Attempt]
        var (isWhole, name) = (true, inputs.joined(separator: ", "))
        if answers.isAsked {
            let problems = try ProblemFiles.read(problems)
            facts = Dictionary(problems.map { ($0.id, ProblemFacts($0)) }) { first, _ in first }
            let judged = try await answers.judged(problems, isQuiet: quiet)
            (attempts, isWhole) = (VerdictLine.attempts(judged.lines, facts), judged.isWhole)
            name = answers.name
        } else {
            facts = try ProblemFacts.read(problems)
            attempts = try VerdictLine.attempts(in: inputs, facts)
        }
        guard !attempts.isEmpty else { throw CommandFailure(.badInput, "there are no verdicts to sum up") }
        let summary = EvaluationSummary(attempts, ks: k, seed: seed)
        let prices = answers.model.prices
        var report = EvaluationReport(
            name: name, summary: summary, prices: prices == TokenPrices() ? nil : prices)
        if !compare.isEmpty {
            let other = EvaluationSummary(try VerdictLine.attempts(in: compare, facts), ks: k, seed: seed)
            guard let test = EvaluationComparison.test(summary, other, seed: seed) else {
                throw CommandFailure(.badInput, "there is no problem that both models answer")
            }
            report.other = (compare.joined(separator: ", "), other, test.problems, test.result)
        }
        try page.write(report.page)
        try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
        return isWhole ? .success : .internalFault
    }
}
