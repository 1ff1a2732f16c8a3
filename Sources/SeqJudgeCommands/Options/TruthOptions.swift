import ArgumentParser
import Judging
import SequenceStore
import Terms

/// Where the true terms come from, and which of them decide.
struct TruthOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The terms themselves, separated by commas: 0,1,1,2,3.", valueName: "list"))
    var terms: String?

    @Option(help: ArgumentHelp("A b-file: lines of n and a(n).", valueName: "file"))
    var bfile: String?

    @Option(
        help: ArgumentHelp(
            "A file in the 'stripped' form, also gzipped; needs --sequence and --offset.", valueName: "file"))
    var stripped: String?

    @Option(help: ArgumentHelp("A file in the OEIS internal format (%S %T %U, %O).", valueName: "file"))
    var oeis: String?

    @Option(
        help: ArgumentHelp(
            "JSON or JSON Lines: objects with \"id\", \"offset\" and \"terms\".", valueName: "file"))
    var json: String?

    @Option(
        help: ArgumentHelp(
            "A file of any of these forms, told by its content, or the sequence.yaml of a fixture.",
            valueName: "file"))
    var truth: String?

    @Option(
        help: ArgumentHelp(
            "The sequence to take from a file that holds several, or without a file from the store: A000045.",
            valueName: "id"))
    var sequence: String?

    @OptionGroup var store: StoreOption

    @Option(
        help: ArgumentHelp(
            "Which to believe where a sequence's data and b-file disagree: data or bfile. (default: neither)",
            valueName: "which"))
    var prefer: StoredSequence.Preference?

    // Negative numbers are values here, not options.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The index of the first term, where the source does not say; may be negative. (default with --terms: 0)",
            valueName: "n"))
    var offset: Int?

    @Option(help: ArgumentHelp("Only the first so many terms decide. (default: all)", valueName: "number"))
    var count: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only these indices decide: 0-9,20,100- or -5..3. Before --count. (default: all)",
            valueName: "ranges"))
    var indices: String?

    @Option(
        help: ArgumentHelp(
            "How many leading terms the solution's author has seen; splits the passed terms in the report.",
            valueName: "number"))
    var visible: Int?

    @Option(
        help: ArgumentHelp(
            "The sequence's keywords, as the source of the terms would have them: tabl,nonn. (default: what it says)",
            valueName: "words"))
    var keywords: String?
}

extension TruthOptions {
    /// The truth with the fixture's own limits, where it came from a sequence.yaml.
    struct Loaded: Sendable {
        var truth: Truth
        var limits: LimitSettings
        /// What the user should know of where the terms are from.
        var notes: [String] = []
    }

    /// Reads the truth and cuts it down to the terms that decide.
    func load() throws(CommandFailure) -> Loaded {
        var settings = LimitSettings()
        var count = self.count
        var visible = self.visible
        var table: TermTable
        var notes: [String] = []
        if let sequence, !hasSource {
            (table, notes) = try readStore(sequence)
        } else if let path = truth, path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
            try checkSources()
            let description = try SequenceDescription.read(path: path)
            table = description.table
            settings = description.limits
            count = count ?? description.count
            visible = visible ?? description.visible
        } else {
            table = try readTable()
        }
        if let keywords {
            table = table.with(keywords: keywords.split { $0 == "," || $0 == " " }.map(String.init))
        }
        let restricted = try TruthOptions.restrict(table, count: count, indices: indices)
        return Loaded(
            truth: Truth(
                table: restricted, visible: TruthOptions.visible(visible, of: table, in: restricted)),
            limits: settings, notes: notes)
    }

    private var hasSource: Bool { (terms ?? bfile ?? stripped ?? oeis ?? json ?? truth) != nil }

    private func readStore(_ id: String) throws(CommandFailure) -> (TermTable, [String]) {
        let sequence = try store.known().require(id)
        do throws(StoreError) {
            let truth = try sequence.truth(offset: offset, preferring: prefer)
            return (truth.table, truth.notes)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func checkSources() throws(CommandFailure) {
        let given = [terms, bfile, stripped, oeis, json, truth].compactMap { $0 }
        guard given.count == 1 else {
            throw CommandFailure(
                .usage, given.isEmpty ? "no true terms are given" : "the true terms are given more than once",
                hint: "give one of --terms, --bfile, --stripped, --oeis, --json, --truth, or --sequence alone"
            )
        }
        if store.store != nil || prefer != nil {
            throw CommandFailure(
                .usage, "--store and --prefer do not go with a source of terms of their own",
                hint: "name a sequence of the store with --sequence alone")
        }
        if offset != nil && (bfile ?? oeis) != nil {
            throw CommandFailure(.usage, "--offset does not go with a file that has its own indices")
        }
    }

    private func readTable() throws(CommandFailure) -> TermTable {
        try checkSources()
        do {
            if let terms { return try TermListReader.read(terms, offset: offset ?? 0) }
            if let bfile { return try BFileReader(TermInput(path: bfile)).read(id: sequence) }
            if let stripped { return try readStripped(stripped) }
            if let oeis { return try InternalFormatReader(TermInput(path: oeis)).find(id: sequence) }
            if let json {
                return try JSONTermsReader(TermInput(path: json)).find(id: sequence, offset: offset)
            }
            let path = truth ?? ""
            return try TermSource.read(path: path, id: sequence, offset: offset)
        } catch let error as InputError {
            throw CommandFailure(error)
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    private func readStripped(_ path: String) throws -> TermTable {
        guard let sequence, let offset else {
            throw CommandFailure(
                .usage, "--stripped needs --sequence and --offset",
                hint: "a stripped file holds many sequences, and not the index of their first terms")
        }
        return try StrippedReader(TermInput(path: path)).find(id: sequence, offset: offset)
    }

    /// Cuts a table to the indices, then to the first `count` terms. Asking for what the table has not is an error:
    /// a check of fewer terms than asked for would look like a check of all.
    static func restrict(_ table: TermTable, count: Int?, indices: String?) throws(CommandFailure)
        -> TermTable
    {
        var table = table
        if let indices {
            do throws(SelectionError) {
                table = try table.restricted(to: IndexSelection(parsing: indices))
            } catch {
                throw CommandFailure(.usage, "--indices \(indices): \(error)")
            }
        }
        guard let count else { return table }
        guard count > 0 else { throw CommandFailure(.usage, "--count must be at least 1") }
        guard count <= table.entries.count else {
            let known = DisplayText.count(table.entries.count, "term")
            throw CommandFailure(.badInput, "\(count) terms are to decide, but \(table.source) has \(known)")
        }
        return table.prefix(count)
    }

    /// How many of the terms that decide are among the first `visible` terms of the whole table.
    static func visible(_ visible: Int?, of whole: TermTable, in part: TermTable) -> Int? {
        guard let visible, visible >= 0 else { return nil }
        guard visible < whole.entries.count else { return part.entries.count }
        let firstHidden = whole.entries[visible].index
        return part.entries.count { $0.index < firstHidden }
    }

    mutating func validate() throws {
        if let visible, visible < 0 { throw ValidationError("--visible must not be negative.") }
    }
}
