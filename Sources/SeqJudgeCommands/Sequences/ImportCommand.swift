import ArgumentParser
import Dispatch
import Glibc
import SequenceStore
import Synchronization
import Terms

extension SequencesCommand {
    /// `seqjudge sequences import`: reads files into the store.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read files of sequences into the store.",
            discussion: """
                Told apart by their content are the stripped form, names, offsets (lines 'A000045 0'), the internal \
                format, b-files, and JSON or JSON Lines, packed by gzip or not. What is new is merged with what the \
                store has. Until all is done the store is as it was, however the import ends.

                Exit status: 0 all records were taken; 65 some were rejected, each with file, line and reason, or \
                nothing could be read; 70 the store cannot be written; 130 interrupted.
                """)

        @Argument(
            help: ArgumentHelp(
                "Files, folders that are searched for such files, or - for standard input.",
                valueName: "input"))
        var inputs: [String]

        @OptionGroup var store: StoreOption

        @Option(
            name: .customLong("as"),
            help: ArgumentHelp("The form of all inputs. (default: told from the content)", valueName: "form"))
        var form: RecordForm?

        @Flag(help: "Tell nothing on standard error but what was rejected.")
        var quiet = false

        @Option(help: "The form of the summary.")
        var format: PlainFormat = .text

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try command.read() }
        }

        private func read() throws(CommandFailure) -> CommandStatus {
            let path = try store.path()
            let job = SequenceImport(store: path, inputs: inputs, form: form)
            let ticker = ImportTicker(isQuiet: quiet)
            let flag = InterruptionFlag()
            let summary: SequenceImport.Summary
            do throws(StoreError) {
                summary = try job.run(isCancelled: { flag.isRaised }, report: ticker.tell)
            } catch {
                ticker.clear()
                throw CommandFailure(error)
            }
            ticker.clear()
            let report = ImportReport(summary: summary, path: path)
            try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
            return summary.rejected == 0 ? .success : .badInput
        }
    }
}

/// Whether SIGINT or SIGTERM has come, as long as it is kept.
private final class InterruptionFlag {
    private final class Raised: Sendable {
        let value = Atomic(false)
    }

    private let raised = Raised()
    /// A source that nobody keeps heeds nothing.
    private let sources: [any DispatchSourceSignal]

    init() {
        sources = [SIGINT, SIGTERM].map { [raised] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { raised.value.store(true, ordering: .relaxed) }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    var isRaised: Bool { raised.value.load(ordering: .relaxed) }
}

/// Tells on standard error how far an import is.
private final class ImportTicker {
    private let isQuiet: Bool
    private let isTerminal = StandardStream.error.isTerminal && environmentVariable("TERM") != "dumb"
    private var last = ContinuousClock.now
    private var isShown = false

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    func tell(_ event: SequenceImport.Event) {
        switch event {
        case .rejected(let error): line("rejected: \(error)")
        case .note(let text): if !isQuiet { line("note: \(text)") }
        case .progress(let progress): show(progress)
        }
    }

    func clear() {
        if isShown { StandardStream.error.write("\r\u{1b}[K") }
        isShown = false
    }

    private func line(_ text: String) {
        clear()
        StandardStream.error.write("seqjudge: \(DisplayText.line(text))\n")
    }

    private func show(_ progress: SequenceImport.Progress) {
        let step: Duration = isTerminal ? .milliseconds(200) : .seconds(10)
        let isLast = progress.file == nil
        guard !isQuiet, isLast || last.duration(to: .now) >= step else { return }
        last = .now
        let what = progress.file.map { "reading \(DisplayText.line($0))" } ?? "making the index"
        let text =
            "\(DisplayText.count(progress.records, "record")), file \(progress.files) of \(progress.allFiles), \(what)"
        if isTerminal {
            StandardStream.error.write("\r\u{1b}[K\(text.prefix(100))")
            isShown = true
        } else if !isLast {
            StandardStream.error.write("seqjudge: \(text)\n")
        }
    }
}

/// What came of an import, for people and for programs.
struct ImportReport: Sendable {
    var summary: SequenceImport.Summary
    var path: String

    var text: String {
        let records = DisplayText.count(summary.records, "record")
        var text =
            "\(records) from \(DisplayText.count(summary.files, "file")) into \(DisplayText.line(path))\n"
        text += "  \(DisplayText.count(summary.added, "new sequence"))\n"
        if summary.changed > 0 {
            text += "  \(DisplayText.count(summary.changed, "sequence")) with other terms\n"
        }
        if summary.disagreeing > 0 {
            text += "  \(DisplayText.count(summary.disagreeing, "sequence")) whose data and b-file disagree\n"
        }
        if summary.rejected > 0 { text += "  \(DisplayText.grouped(summary.rejected)) rejected\n" }
        return text
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "store": .string(path),
            "files": .integer(summary.files),
            "records": .integer(summary.records),
            "rejected": .integer(summary.rejected),
            "added": .integer(summary.added),
            "changed": .integer(summary.changed),
            "disagreeing": .integer(summary.disagreeing),
        ])
    }
}
