import ArgumentParser
import Judging
import ModelClient
import Problems
import Reflection

/// `seqjudge reflect`: programs that a model corrects by what the judge says.
struct ReflectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect",
        abstract: "Have a language model correct its programs by the tests that fail.",
        discussion: """
            For each problem the model writes a program, which is judged on the examples and the hidden tests. Where it \
            is not right, the model is told tests that fail, with what the diagnosis says, and answers again. A line of \
            the output is a problem's conversation with what came of each round, in the order of the problems. With \
            --completions the answers are those of a file, and no model is asked.

            Exit status: 0 done, also where problems stay unsolved or have no recorded answer; 64 usage; 65 bad input; \
            70 a problem was given up for want of the model's answer, a program could not be judged, or a file could \
            not be written; 77 the protection asked for cannot be had, or the model's server refuses the key; 130 \
            interrupted. With 77 and 130 the output stays as it was.
            """)

    @Argument(help: ArgumentHelp("Problems, as pack writes them; - for standard input.", valueName: "file"))
    var problems: [String]

    @OptionGroup(title: "Language model") var model: ModelArguments

    @Option(
        help: ArgumentHelp(
            "Recorded answers instead of a model's: JSON Lines with \"problem\", \"completion\" and perhaps \"round\".",
            valueName: "file"))
    var completions: String?

    @Option(
        help: ArgumentHelp("Answers for each problem, at most, with the first one.", valueName: "number"))
    var rounds = 4

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Programs run at a time. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp("The file for the conversations. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The file for the counts, as JSON.", valueName: "file"))
    var summary: String?

    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @Flag(help: "Tell nothing on standard error but what is left out.") var quiet = false

    mutating func validate() throws {
        if (model.modelUrl == nil) == (completions == nil) {
            throw ValidationError("Either --model-url and --model or --completions are needed.")
        }
        if rounds < 1 { throw ValidationError("--rounds must be at least 1.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.reflect() }
    }

    private func reflect() async throws(CommandFailure) -> CommandStatus {
        var problems = try ProblemFiles.read(self.problems)
        var account = ReflectionAccount()
        let client = try model.client()
        let writer: Reflection.Writer
        if let client {
            writer = ReflectionWork.writer(client, model)
        } else {
            let recorded = try RecordedCompletions.read(completions ?? "-")
            account.unrecorded = problems.count { recorded[$0.id] == nil }
            for problem in problems where recorded[problem.id] == nil {
                ReflectCommand.tell("\(problem.id): no answer is recorded")
            }
            problems.removeAll { recorded[$0.id] == nil }
            writer = RecordedAnswers(recorded).writer
        }
        let jobs = self.jobs ?? HostRoom.processors
        let asking = ModelWork(client, model, isQuiet: quiet)
        let work = try ReflectionWork(judge, jobs: jobs, rounds: rounds, asking: asking, writer: writer)
        let (output, summary) = (try LineOutput(path: output), try summaryFile())
        // While some conversations wait for the model, programs of others are run.
        let atATime = jobs + (client == nil ? 0 : model.modelJobs)
        let results = try await work.run(problems, atATime: atATime)
        for (problem, result) in zip(problems, results) {
            switch result {
            case .success(let record):
                account.add(record)
                try output.put(record)
            case .failure(let error):
                account.givenUp += 1
                ReflectCommand.tell("\(problem.id): \(error.message)")
            }
        }
        try output.finish()
        try summary?.write(Array(account.json.document.utf8))
        try summary?.finish()
        if !quiet { StandardStream.error.write(account.text) }
        asking.tellAccount()
        return account.givenUp + account.summary.unjudged == 0 ? .success : .internalFault
    }

    private func summaryFile() throws(CommandFailure) -> LineOutput? {
        guard let summary else { return nil }
        return try LineOutput(path: summary)
    }

    private static func tell(_ text: String) {
        StandardStream.error.write("seqjudge: \(DisplayText.line(text))\n")
    }
}
