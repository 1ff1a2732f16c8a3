import ArgumentParser

/// Where the records go, and what is in them.
struct BatchOutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The file for the verdicts. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(
        help: "Go on with the --output of a batch that ended early: lines that have their record are skipped."
    )
    var resume = false

    @Flag(help: "Begin anew although --output holds something.")
    var overwrite = false

    @Flag(help: "Write the verdicts in the order of the requests, not as they come.")
    var ordered = false

    @Flag(help: "Put the whole report, as of check --format json, into each record.")
    var details = false

    @Flag(help: "Leave the true terms out of the records.")
    var hideExpected = false

    @Flag(
        help: "Write null for times, memory and repetitions, so that equal runs write equal records.")
    var reproducible = false

    mutating func validate() throws {
        if resume && output == nil { throw ValidationError("--resume needs --output FILE.") }
        if overwrite && output == nil { throw ValidationError("--overwrite needs --output FILE.") }
        if reproducible && details {
            throw ValidationError("--details tells times: it does not go with --reproducible.")
        }
        if resume && overwrite { throw ValidationError("--resume and --overwrite do not go together.") }
    }

    /// What is in the records.
    var style: VerdictRecord.Style {
        .init(hidesExpected: hideExpected, hasDetails: details, hidesMeasurements: reproducible)
    }

    /// Opens the output, and tells what an earlier sitting has done.
    func open(
        input: RequestInput, shard: Shard
    ) throws(CommandFailure) -> sending (output: RecordOutput, earlier: EarlierWork) {
        let nothing = EarlierWork(lines: DoneLines(shard: shard))
        guard let path = output else { return (RecordOutput(), nothing) }
        let policy: RecordOutput.Policy = resume ? .resume : overwrite ? .overwrite : .refuse
        let file = try RecordOutput(path: path, policy: policy, input: input.identity)
        let earlier = resume ? try ResumeReader.read(file, shard: shard) : nothing
        return (file, earlier)
    }
}

/// What is told while a batch runs, and at its end.
struct BatchProgressOptions: ParsableArguments {
    @Flag(help: "Tell nothing on standard error but errors.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Where standard error is no terminal: the time between two lines of progress.",
            valueName: "time"))
    var progressEvery = TimeArgument(.seconds(10))

    @Option(help: ArgumentHelp("Also write the summary to this file, as JSON.", valueName: "file"))
    var summary: String?

    /// The form of the progress.
    var form: ProgressTicker.Form { .standard(isQuiet: quiet, every: progressEvery.duration) }
}
