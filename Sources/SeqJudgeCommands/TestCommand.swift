import ArgumentParser
import Judging
import Sandboxing

/// `seqjudge test`: judges the submissions of fixture suites and compares the verdicts with those expected.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Judge suites of submissions with known verdicts.",
        discussion: """
            A suite is a folder of sequences. Each has a sequence.yaml and submissions/VERDICT/*.py and *.c, where \
            VERDICT is accepted, wrong_answer, time_limit_exceeded and so on; submissions.yaml may expect more.

            Exit status: 0 all as expected; 1 a mismatch; 64 usage; 65 a bad suite file; 69 a needed tool is \
            missing; 70 internal error; 77 the protection asked for cannot be had.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json, junit }

    @Argument(help: ArgumentHelp("Folders of sequences, or of one sequence.", valueName: "folder"))
    var folders: [String]

    @Option(
        help: ArgumentHelp("Only submissions whose path holds this text; may be repeated.", valueName: "text")
    )
    var filter: [String] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Submissions judged at a time. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @OptionGroup var store: StoreOption

    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @Option(
        help: ArgumentHelp(
            """
            Of which submissions to find out what is wrong with them: none, failures or always. (default: of those \
            whose diagnosis is expected)
            """, valueName: "when"))
    var diagnose: Diagnosing?

    @Option(help: "The form of the report.")
    var format: Format = .text

    @OptionGroup var page: PageOption

    @Option(help: "When the text report is coloured; NO_COLOR is respected by auto.")
    var color: ColourChoice = .auto

    mutating func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.test() }
    }

    private func test() async throws(CommandFailure) -> CommandStatus {
        var submissions: [Submission] = []
        // A suite has its own terms; only one that is to be judged by a store may leave them out.
        let known = store.store == nil ? nil : try store.known()
        for folder in folders { submissions += try Suite.read(folder: folder, known: known) }
        // Also the sequences that are filtered out may be what a program has taken for its own.
        let diagnosis = SuiteDiagnosis(submissions, asked: diagnose)
        if !filter.isEmpty {
            submissions = submissions.filter { item in filter.contains { item.title.contains($0) } }
            guard !submissions.isEmpty else { throw CommandFailure(.usage, "no submission fits --filter") }
        }
        let jobs = self.jobs ?? HostRoom.processors
        let results = try await results(submissions, diagnosis, jobs: jobs)
        let report = SuiteReport(results: results)
        try page.write(SuitePage(report: report, folders: folders).page)
        switch format {
        case .text: try StandardStream.output.deliver(report.text(isColoured: color.isOn))
        case .json: try StandardStream.output.deliver(report.json.document)
        case .junit: try StandardStream.output.deliver(report.junit)
        }
        return report.mismatched == 0 ? .success : .notAccepted
    }

    private func results(
        _ submissions: [Submission], _ diagnosis: SuiteDiagnosis, jobs: Int
    ) async throws(CommandFailure) -> [SuiteResult] {
        // A name that is not there is told before anything is run.
        for name in Set(submissions.compactMap(\.expectation.profile)) { _ = try ProfileChoice(named: name) }
        let requirements = Requirements(
            python: judge.python ?? "python3", compiler: judge.cc ?? "gcc", rung: HostSurvey.run().rung)
        let options = judge
        let total = submissions.count
        let showsProgress = StandardStream.error.isTerminal
        return try await Interruption.cancelling { () async throws(JudgeError) in
            let judges = try JudgePool(options: options, jobs: jobs)
            let runner = SuiteRunner(
                jobs: jobs, skipReason: { await requirements.unmet($0.expectation.requires) },
                check: { (item) async throws(JudgeError) in
                    try await TestCommand.check(item, judges, diagnosis)
                },
                progress: { done, result in
                    if showsProgress { Progress.show(done, of: total, result.submission.title) }
                })
            let results: Result<[SuiteResult], JudgeError>
            do throws(JudgeError) {
                results = .success(try await runner.run(submissions))
            } catch {
                results = .failure(error)
            }
            if showsProgress { Progress.clear() }
            await judges.close()
            return try results.get()
        }
    }

    private static func check(
        _ item: Submission, _ judges: JudgePool, _ diagnosis: SuiteDiagnosis
    ) async throws(JudgeError) -> CheckReport {
        let seat = try judges.seat(profile: item.expectation.profile)
        let options = seat.choice.options(item.limits)
        let source: [UInt8]
        do throws(CommandFailure) {
            source = try FileBytes.read(path: item.path, limit: options.limits.source.bytes + 1)
        } catch {
            throw JudgeError(.input, error.message)
        }
        let name = item.path.split(separator: "/").last.map(String.init) ?? item.path
        let candidate = Candidate(name: name, source: source, entry: item.expectation.entry)
        return try await seat.judge.check(
            candidate, against: item.truth, options: diagnosis.options(item, over: options))
    }
}

/// The line on a terminal that says how far a suite is.
private enum Progress {
    static func show(_ done: Int, of total: Int, _ title: String) {
        StandardStream.error.write(
            "\r\u{1b}[K[\(done)/\(total)] \(DisplayText.line(String(title.prefix(60))))")
    }

    static func clear() { StandardStream.error.write("\r\u{1b}[K") }
}
