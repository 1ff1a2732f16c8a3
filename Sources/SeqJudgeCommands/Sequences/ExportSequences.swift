import ArgumentParser
import Problems
import SequenceStore
import Terms

extension SequencesCommand {
    /// `seqjudge sequences export`: sequences as the pipeline's first stage reads them.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Write sequences as JSON Lines, to split and to make problems of.",
            discussion: """
                Named ones, else all of the store, or with --bundled all of the bundled set. A line has "id", "offset", \
                "terms" and "source", and "name" and "keywords" where there are some, as split and problems pack read them. The terms are those at \
                consecutive indices from the first one on. A sequence without terms, without the index of its first term, \
                or whose data and b-file disagree widely is left out and told.
                """)

        @Argument(help: ArgumentHelp("Names: A000045. (default: all)", valueName: "id"))
        var ids: [String] = []

        @OptionGroup var store: StoreOption

        @Flag(help: "The bundled sequences instead of a store's.")
        var bundled = false

        @Option(
            help: ArgumentHelp(
                "Only those of the store with this keyword; may be repeated.", valueName: "word"))
        var keyword: [String] = []

        @Option(help: ArgumentHelp("Write so many terms of each at most.", valueName: "number"))
        var count = 100

        @Option(help: ArgumentHelp("Write so many sequences at most. (default: all)", valueName: "number"))
        var limit: Int?

        @Option(help: ArgumentHelp("The licence that each line names. (default: none)", valueName: "text"))
        var licence: String?

        @Option(help: ArgumentHelp("The file for the lines. (default: standard output)", valueName: "file"))
        var output: String?

        @Flag(help: "Tell nothing on standard error but errors.")
        var quiet = false

        mutating func validate() throws {
            if count < 1 { throw ValidationError("--count must be at least 1.") }
            if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
            if bundled && store.store != nil {
                throw ValidationError("--bundled and --store do not go together.")
            }
            if !keyword.isEmpty && (bundled || !ids.isEmpty) {
                throw ValidationError("--keyword goes with all sequences of a store.")
            }
        }

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try command.export() }
        }

        private func export() throws(CommandFailure) -> CommandStatus {
            let known =
                bundled ? .bundled : ids.isEmpty ? KnownSequences(store: try store.open()) : try store.known()
            let names = try names(known)
            var lines = SequenceLines(try LineOutput(path: output), count: count, licence: licence)
            for name in names { try lines.put(try known.require(name)) }
            try lines.finish()
            if !quiet { StandardStream.error.write(lines.account) }
            return .success
        }

        private func names(_ known: KnownSequences) throws(CommandFailure) -> [String] {
            var names = ids
            if ids.isEmpty && bundled { names = BundledSequences.all.map(\.id) }
            if ids.isEmpty, let store = known.store {
                var selection = SequenceStore.Selection()
                (selection.keywords, selection.limit) = (keyword, limit)
                do throws(StoreError) {
                    try store.forEachLine(selection) { line in
                        names.append(line.id)
                        return true
                    }
                } catch {
                    throw CommandFailure(error)
                }
            }
            return limit.map { Array(names.prefix($0)) } ?? names
        }
    }
}

/// Writes sequences as lines that ``ProblemSource`` reads.
struct SequenceLines {
    private let output: LineOutput
    private let count: Int
    private let licence: String?
    private var written = 0
    /// Why sequences were left out, with the names of the first ones.
    private var left: [String] = []

    /// - Parameter count: so many terms of each, at most.
    init(_ output: LineOutput, count: Int, licence: String?) {
        (self.output, self.count, self.licence) = (output, count, licence)
    }

    mutating func put(_ sequence: StoredSequence) throws(CommandFailure) {
        let truth: StoredSequence.Truth
        do throws(StoreError) {
            truth = try sequence.truth()
        } catch {
            left.append(error.message)
            return
        }
        guard let first = truth.table.entries.first?.index else {
            left.append("\(sequence.id): it has no terms")
            return
        }
        let known = truth.table.entries.enumerated().prefix { $0.element.index == first + $0.offset }.count
        let table = truth.table.prefix(min(count, known))
        try output.write(
            SyntheticRecord.line(table, offset: first, source: truth.table.source, licence: licence))
        written += 1
    }

    func finish() throws(CommandFailure) { try output.finish() }

    /// For people: how many were written, and which were not.
    var account: String {
        let shown = left.prefix(20).map { "    \(DisplayText.line($0))\n" }.joined()
        let more = left.count > 20 ? "    and \(DisplayText.grouped(left.count - 20)) more\n" : ""
        let out = left.isEmpty ? "" : ", \(DisplayText.grouped(left.count)) left out"
        return "  \(DisplayText.count(written, "sequence"))\(out)\n" + shown + more
    }
}
