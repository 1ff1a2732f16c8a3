import ArgumentParser
import Evaluation

/// `seqjudge eval`: how good a model is.
struct EvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Sum up the verdicts of a model's answers, and compare two models.",
        discussion: """
            Reads verdicts of `batch` about requests of `candidates`. Problems weigh alike; intervals are bootstrapped over problems. Answers that could \
            not be judged (IE) count for nothing and are told. With --compare: a paired test over the problems that both answer.

            Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
            """)

    @Argument(help: ArgumentHelp("Verdicts of one model; - for standard input.", valueName: "file"))
    var inputs: [String]

    @Option(
        help: ArgumentHelp("Problems, for their difficulty and family; may be repeated.", valueName: "file"))
    var problems: [String] = []

    @Option(
        help: ArgumentHelp(
            "Verdicts of another model on the same problems; may be repeated.", valueName: "file"))
    var compare: [String] = []

    @Option(help: ArgumentHelp("The k of pass@k; may be repeated.", valueName: "number")) var k: [Int] = [
        1, 5, 10,
    ]

    @Option(help: ArgumentHelp("What the intervals depend on.", valueName: "number")) var seed: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Prices of a million tokens read and written, for the cost: 0.5,1.5. (default: no cost)",
            valueName: "prices"))
    var prices: TokenPrices?

    @OptionGroup var page: PageOption

    @Option(help: "The form of the report.") var format: PlainFormat = .text

    mutating func validate() throws {
        if k.contains(where: { $0 < 1 }) { throw ValidationError("--k must be at least 1.") }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.evaluate() }
    }

    private func evaluate() throws(CommandFailure) -> CommandStatus {
        let facts = try ProblemFacts.read(problems)
        let attempts = try VerdictLine.attempts(in: inputs, facts)
        guard !attempts.isEmpty else { throw CommandFailure(.badInput, "there are no verdicts to sum up") }
        let summary = EvaluationSummary(attempts, ks: k, seed: seed)
        var report = EvaluationReport(name: inputs.joined(separator: ", "), summary: summary, prices: prices)
        if !compare.isEmpty {
            let other = EvaluationSummary(try VerdictLine.attempts(in: compare, facts), ks: k, seed: seed)
            guard let test = EvaluationComparison.test(summary, other, seed: seed) else {
                throw CommandFailure(.badInput, "there is no problem that both models answer")
            }
            report.other = (compare.joined(separator: ", "), other, test.problems, test.result)
        }
        try page.write(report.page)
        try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
        return .success
    }
}
