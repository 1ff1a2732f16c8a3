import ArgumentParser
import Judging
import Sandboxing
import Terms

/// `seqjudge compare`: where two programs differ.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Find the first index at which two programs differ.",
        discussion: """
            Both run in the jail and are asked for the same terms. No true terms are needed, and that both agree \
            proves nothing.

            Exit status: 0 they agree at every index; 1 they differ, or one of them has no answer; 64 usage; 65 bad \
            input; 69 a needed tool is missing; 70 internal error; 77 the protection asked for cannot be had.
            """)

    @Argument(help: "A program: a .py or .c file.") var first: String
    @Argument(help: "Another one.") var second: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The last index that is compared.", valueName: "n"))
    var to: Int

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The first index; a program that prints the sequence begins with it.", valueName: "n"))
    var from = 0

    @Option(
        help: ArgumentHelp("How the first program is asked for terms, as in check.", valueName: "convention"))
    var firstEntry: Entry?

    @Option(help: ArgumentHelp("How the second one is.", valueName: "convention"))
    var secondEntry: Entry?

    @Option(help: ArgumentHelp("The sequence's id, to find a function named after it.", valueName: "id"))
    var sequence: String?

    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @OptionGroup var sandbox: ProfileOption

    @Option(help: "The form of the report.") var format: PlainFormat = .text

    /// No more indices than this are compared.
    static let mostIndices = 1_000_000

    mutating func validate() throws {
        guard abs(from) <= TermTable.largestIndex, abs(to) <= TermTable.largestIndex, from <= to else {
            throw ValidationError("--to must not be below --from.")
        }
        guard to - from < CompareCommand.mostIndices else {
            throw ValidationError("At most \(CompareCommand.mostIndices) indices can be compared.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.compare() }
    }

    private func compare() async throws(CommandFailure) -> CommandStatus {
        let choice = try sandbox.choice()
        let options = choice.options(limits.settings)
        var candidates = [
            try SolutionFiles.file(first, options.limits.source.bytes),
            try SolutionFiles.file(second, options.limits.source.bytes),
        ]
        candidates[0].entry = firstEntry
        candidates[1].entry = secondEntry
        let indices = Array(from...to)
        let (programs, configuration) = (candidates, choice.configuration(judge, jobs: 1))
        let (offset, id) = (from, sequence)
        let answers = try await Interruption.cancelling { () async throws(JudgeError) in
            let judge = try Judge(configuration: configuration)
            var answers: [Answers] = []
            for program in programs {
                answers.append(
                    try await judge.answers(
                        of: program, at: indices, offset: offset, sequenceID: id,
                        options: options))
            }
            await judge.close()
            return answers
        }
        let report = ComparisonReport(first: answers[0], second: answers[1], indices: indices)
        try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
        return report.status
    }
}
