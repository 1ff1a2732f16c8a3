import ArgumentParser
import Judging
import Sandboxing
import Terms

/// `seqjudge check`: judges one solution file.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judge one solution file against the true terms of its sequence.",
        discussion: """
            The solution runs in a jail, without network or writable files, and never sees the true terms.

            Exit status: 0 accepted; 1 judged and not accepted; 64 usage; 65 bad input data; 69 a needed tool is \
            missing; 70 internal error; 77 the protection asked for cannot be had.
            """)

    @Argument(help: "The solution: a .py or .c file, or - for standard input (then give --language).")
    var solution: String

    @OptionGroup(title: "True terms") var truth: TruthOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @Option(
        help: ArgumentHelp(
            "The sandbox profile: a bundled one's name or a file. (default: that of the language)",
            valueName: "profile"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            """
            How the solution is asked for terms: stdin, argv, terms, 'function NAME', 'generator NAME', \
            'list NAME' or 'predicate NAME'. (default: found out from the source)
            """, valueName: "convention"))
    var entry: Entry?

    @Option(
        help: ArgumentHelp(
            "The solution's language: python or c. (default: from the file's ending)", valueName: "language"))
    var language: String?

    @Flag(help: "Go on after the first wrong term.")
    var allCases = false

    @Flag(help: "Leave the true terms out of the report.")
    var hideExpected = false

    @Flag(help: "Accept an answer that follows a prompt, such as 'Enter n: 5'; the report tells of it.")
    var forgivePrompts = false

    @Option(
        help: ArgumentHelp(
            """
            Whether to find out what is wrong with the solution, at the cost of one more run: none, failures or always.
            """, valueName: "when"))
    var diagnose: Diagnosing = .failures

    @Option(help: "The form of the report.")
    var format: ReportFormat = .text

    @OptionGroup var page: PageOption

    @Flag(help: "Draw the time against n below the text report.")
    var plot = false

    @Option(help: "When the text report is coloured; NO_COLOR is respected by auto.")
    var color: ColourChoice = .auto

    mutating func validate() throws {
        if solution == "-" && language == nil {
            throw ValidationError("A solution on standard input needs --language.")
        }
        if let language, language != "python" && language != "c" {
            throw ValidationError("--language is python or c.")
        }
        if plot && format != .text { throw ValidationError("--plot goes with --format text.") }
        if solution != "-" && language == nil && !solution.hasSuffix(".py") && !solution.hasSuffix(".c") {
            throw ValidationError("The file's ending is neither .py nor .c; give --language.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.check() }
    }

    private func check() async throws(CommandFailure) -> CommandStatus {
        let loaded = try truth.load()
        let sandbox: Profile? = if let profile { try ProfileLookup.find(profile) } else { nil }
        let options = CheckOptions(
            limits: limits.settings.over(loaded.limits).limits(profile: sandbox), allCases: allCases,
            forgivePrompts: forgivePrompts, diagnosis: diagnose)
        let candidate = try readCandidate(limit: options.limits.source)
        let configuration = judge.configuration(profile: sandbox, jobs: 1)
        var report = try await Interruption.cancelling { () async throws(JudgeError) in
            let judge = try Judge(configuration: configuration)
            let report: CheckReport
            do throws(JudgeError) {
                report = try await judge.check(candidate, against: loaded.truth, options: options)
            } catch {
                await judge.close()
                throw error
            }
            await judge.close()
            return report
        }
        report.notes += loaded.notes
        let context = ReportContext(
            path: solution == "-" ? "<stdin>" : solution, hidesExpected: hideExpected, isColoured: color.isOn)
        try page.write(CheckPage(report: report, context: context).page)
        let drawing = plot ? TerminalPlot(CheckPlots(report).time)?.text ?? "" : ""
        try StandardStream.output.deliver(format.render(report, context) + drawing)
        return switch report.verdict {
        case .accepted: .success
        case .internalError: .internalFault
        default: .notAccepted
        }
    }

    private func readCandidate(limit: ByteCount) throws(CommandFailure) -> Candidate {
        // One byte past the limit is enough for the judge to see that the source is too large.
        let bytes = try FileBytes.read(path: solution, limit: limit.bytes + 1)
        let name =
            solution == "-" ? "<stdin>" : solution.split(separator: "/").last.map(String.init) ?? solution
        return Candidate(name: name, source: bytes, language: language, entry: entry)
    }
}
