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

    @OptionGroup(title: "Reading the solution") var reading: ReadingOptions

    @OptionGroup var sandbox: ProfileOption

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

    @Option(
        help: ArgumentHelp(
            """
            How often an accepted solution is judged again, in a fresh jail, another order and another environment: \
            where it is not accepted every time, the report says UNSTABLE.
            """, valueName: "number"))
    var replays = 0

    @OptionGroup var page: PageOption

    @Flag(help: "Draw the time against n below the text report.")
    var plot = false

    @Option(help: "When the text report is coloured; NO_COLOR is respected by auto.")
    var color: ColourChoice = .auto

    mutating func validate() throws {
        if replays < 0 { throw ValidationError("--replays must not be negative.") }
        if plot && format != .text { throw ValidationError("--plot goes with --format text.") }
        guard reading.language == nil, !reading.fromBlock else { return }
        if solution == "-" { throw ValidationError("A solution on standard input needs --language.") }
        let name = solution.split(separator: "/").last ?? ""
        let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) : nil
        // A text may be a block of programs, which its beginning tells.
        if let ending, !["py", "c", "txt"].contains(ending) {
            throw ValidationError("The file's ending is neither .py nor .c; give --language.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.check() }
    }

    private func check() async throws(CommandFailure) -> CommandStatus {
        let loaded = try truth.load()
        let choice = try sandbox.choice()
        var options = choice.options(limits.settings.over(loaded.limits))
        options.allCases = allCases
        options.forgivePrompts = forgivePrompts
        options.forgiveImports = reading.forgiveImports
        options.diagnosis = diagnose
        options.replays = replays
        if diagnose != .none { options.catalogue = try truth.store.knownIfAny() }
        let asked = options
        let candidates = try reading.candidates(path: solution, limit: options.limits.source)
        let configuration = choice.configuration(judge, jobs: 1)
        var report = try await Interruption.cancelling { () async throws(JudgeError) in
            let judge = try Judge(configuration: configuration)
            let result: Result<CheckReport, JudgeError>
            do throws(JudgeError) {
                result = .success(try await candidates.judged(by: judge, against: loaded.truth, asked))
            } catch {
                result = .failure(error)
            }
            await judge.close()
            return try result.get()
        }
        report.notes += loaded.notes
        let context = ReportContext(
            path: solution == "-" ? "<stdin>" : solution, hidesExpected: hideExpected, isColoured: color.isOn,
            explainsEntry: reading.explainEntry)
        try page.write(CheckPage(report: report, context: context).page)
        let drawing = plot ? TerminalPlot(CheckPlots(report).time)?.text ?? "" : ""
        try StandardStream.output.deliver(format.render(report, context) + drawing)
        return switch report.verdict {
        case .accepted: .success
        case .internalError: .internalFault
        default: .notAccepted
        }
    }
}
