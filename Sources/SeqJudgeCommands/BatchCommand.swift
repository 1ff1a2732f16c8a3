import ArgumentParser
import Judging
import Sandboxing
import Terms

/// `seqjudge batch`: judges a stream of candidates.
struct BatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Judge a stream of candidates, JSON Lines in and out.",
        discussion: """
            Each line of the input is a request: {"id": 7, "source": "def a(n): return n*n", "language": "python", \
            "terms": [0, 1, 4, 9]}; each line of the output is its verdict. Documentation/batch.md has the members.

            Exit status: 0 every line was judged, whatever the verdicts; 64 usage; 65 a line or a file was malformed; \
            70 some lines met a fault of the host, or the output could not be written; 77 the protection asked for \
            cannot be had; 130 interrupted.
            """)

    @Argument(help: ArgumentHelp("The requests: a file, or - for standard input.", valueName: "file"))
    var input = "-"

    @OptionGroup(title: "Output") var output: BatchOutputOptions
    @OptionGroup var page: PageOption
    @OptionGroup(title: "Progress") var progress: BatchProgressOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Candidates judged at a time. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Only every N-th line, from line I on: 3/8 is the third of eight shares.", valueName: "i/n"))
    var shard: Shard = .whole

    @Flag(help: "Stop at a line that is no request, with exit status 65.")
    var strict = false

    @Option(help: ArgumentHelp("The longest line that is read.", valueName: "size"))
    var maxLine: SizeArgument = SizeArgument(.mib(16))

    @Option(
        help: ArgumentHelp(
            "Where requests find the terms of a \"sequence\": a file of any form, a sequence.yaml, or a folder of "
                + "fixtures; may be repeated.", valueName: "file"))
    var truth: [String] = []

    @Option(
        help: ArgumentHelp(
            "The index of each sequence's first term, for files in the 'stripped' form: lines 'A000045 0'.",
            valueName: "file"))
    var offsets: String?

    @OptionGroup var store: StoreOption

    @OptionGroup(title: "Limits, where a request sets none") var limits: LimitOptions
    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @Option(
        help: ArgumentHelp(
            "The sandbox profile where a request names none: a bundled one's name, a file, or auto. (default: that of "
                + "the language)", valueName: "profile"))
    var profile: String?

    @Flag(help: "Go on after the first wrong term, where a request does not say.")
    var allCases = false

    @Flag(help: "Accept answers that follow a prompt, where a request does not say.")
    var forgivePrompts = false

    @Option(
        help: ArgumentHelp(
            "How often accepted candidates are judged again under other circumstances.", valueName: "number"))
    var replays = 0

    @Flag(help: "Supply names that a Python candidate does not import, where a request does not say.")
    var forgiveImports = false

    @Option(
        help: ArgumentHelp(
            """
            Of which candidates to find out what is wrong with them, at the cost of one more run each: none, failures \
            or always.
            """, valueName: "when"))
    var diagnose: Diagnosing = .none

    mutating func validate() throws {
        if replays < 0 { throw ValidationError("--replays must not be negative.") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
        if page.report != nil && output.output == nil {
            throw ValidationError("--report is made from the file of --output: give one.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.batch() }
    }

    private func batch() async throws(CommandFailure) -> CommandStatus {
        let input = try RequestInput(path: input)
        let known = try store.knownIfAny()
        let library = try TruthLibrary(paths: truth, offsets: offsets, known: known)
        if !progress.quiet {
            for note in library.notes { StandardStream.error.write("seqjudge: \(DisplayText.line(note))\n") }
        }
        let (records, earlier) = try output.open(input: input, shard: shard)
        let jobs = self.jobs ?? HostRoom.processors
        let choice = try ProfileChoice(named: profile)
        let judges = try JudgePool.forCommand(judge, jobs: jobs, choice: choice)
        let control = BatchControl()
        let source = LineSource(
            name: input.name, longest: maxLine.byteCount.bytes, shard: shard, done: earlier.lines,
            control: control,
            read: { input.read() })
        // Enough that one slow candidate does not hold up the others, and little enough to be held in memory.
        let window = output.ordered ? 64 * jobs : nil
        let sink = RecordSink(records, window: window, earlier: earlier.tally, control: control)
        let lines = lineJudge(library, judges, catalogue: known, folder: input.folder)
        let runner = BatchRunner(source: source, sink: sink, control: control, jobs: jobs) {
            await lines.judge($0)
        }
        let summary = await watch(runner, input: input, earlier: earlier.tally.records)
        sink.close()
        await judges.close()
        return try finish(summary, control)
    }

    private func lineJudge(
        _ library: TruthLibrary, _ judges: JudgePool, catalogue: any SequenceCatalogue, folder: String?
    ) -> LineJudge {
        let (diagnosis, replays) = (diagnose, replays)
        return LineJudge(
            library: library,
            defaults: .init(
                limits: limits.settings, allCases: allCases, forgivePrompts: forgivePrompts,
                forgiveImports: forgiveImports),
            style: output.style, folder: folder,
            longestLine: maxLine.byteCount.bytes, isStrict: strict
        ) { (candidate, truth, options, profile) async throws(JudgeError) in
            let seat = try judges.seat(profile: profile)
            var asked = seat.choice.options(options.limits)
            asked.allCases = options.allCases
            asked.forgivePrompts = options.forgivePrompts
            asked.forgiveImports = options.forgiveImports
            asked.diagnosis = diagnosis
            asked.replays = replays
            asked.catalogue = catalogue
            return try await seat.judge.check(candidate, against: truth, options: asked)
        }
    }

    /// Runs the batch, telling how far it is.
    private func watch(_ runner: BatchRunner, input: RequestInput, earlier: Int) async -> BatchSummary {
        let start = ContinuousClock.now
        let (shards, size) = (shard.count, input.size)
        let moment: @Sendable () -> BatchMoment = {
            BatchMoment(
                tally: runner.sink.tally, reading: runner.source.progress,
                elapsed: start.duration(to: .now), inputSize: size, shards: shards, earlier: earlier)
        }
        let ticker = ProgressTicker(progress.form, moment: moment)
        let isQuiet = progress.quiet
        let signals = BatchSignals(runner.control) { count in
            if isQuiet { return }
            StandardStream.error.write(
                count == 1
                    ? "\nseqjudge: finishing what is in flight; once more to end that, too\n"
                    : "\nseqjudge: ending what is in flight\n")
        }
        await runner.run()
        signals.end()
        ticker.end()
        return BatchSummary(
            moment: moment(), isInterrupted: runner.control.isInterrupted,
            failure: runner.control.failure?.message)
    }

    private func finish(_ summary: BatchSummary, _ control: BatchControl) throws(CommandFailure)
        -> CommandStatus
    {
        if !progress.quiet { StandardStream.error.write(summary.text) }
        if let path = progress.summary { try FileBytes.write(summary.json.document, path: path) }
        if page.report != nil, let path = output.output {
            let records = try BatchRecords(path: path)
            try page.write(BatchPage(summary: summary, records: records, source: path).page)
        }
        if let failure = control.failure { throw failure }
        return control.isInterrupted ? .interrupted : summary.moment.tally.status
    }
}
