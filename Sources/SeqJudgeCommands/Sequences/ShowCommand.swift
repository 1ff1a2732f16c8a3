import ArgumentParser
import SequenceStore
import Terms

extension SequencesCommand {
    /// `seqjudge sequences show`: all that is known of a sequence.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what is known of sequences: of the store, else of the bundled set.")

        @Argument(help: ArgumentHelp("Names: A000045.", valueName: "id"))
        var ids: [String]

        @OptionGroup var store: StoreOption

        @Option(help: ArgumentHelp("Print so many terms at most.", valueName: "number"))
        var count = 60

        @Option(help: "The form of the output.")
        var format: PlainFormat = .text

        mutating func validate() throws {
            if count < 0 { throw ValidationError("--count must not be negative.") }
        }

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try command.show() }
        }

        private func show() throws(CommandFailure) -> CommandStatus {
            let known = try store.known()
            for (number, id) in ids.enumerated() {
                let report = SequenceReport(sequence: try known.require(id), count: count)
                let gap = number > 0 && format == .text ? "\n" : ""
                try StandardStream.output.deliver(
                    gap + (format == .text ? report.text : report.json.document))
            }
            return .success
        }
    }
}

/// What is known of a sequence, for people and for programs.
struct SequenceReport: Sendable {
    var sequence: StoredSequence
    var count: Int

    /// The first terms that there are: of the data, else of the b-file.
    private var head: [Term] {
        sequence.dataCount > 0
            ? Array(sequence.data.prefix(count)) : sequence.bFile.prefix(count).map(\.term)
    }

    var text: String {
        var text =
            DisplayText.line(sequence.id) + (sequence.name.map { "  \(DisplayText.line($0))" } ?? "") + "\n"
        func line(_ label: String, _ value: String) {
            text += "  " + (label + "          ").prefix(10) + DisplayText.line(value) + "\n"
        }
        if let offset = sequence.offset {
            line("offset", "\(offset)" + (sequence.offsetSource.map { " (\($0))" } ?? ""))
        } else if let first = sequence.firstIndex {
            line("offset", "\(first) (where the b-file begins)")
        } else {
            line("offset", "not known")
        }
        if !sequence.keywords.isEmpty { line("keywords", sequence.keywords.joined(separator: ",")) }
        for form in sequence.forms { line("form", form) }
        if sequence.dataCount > 0 {
            line("data", DisplayText.count(sequence.dataCount, "term") + source(sequence.dataSource))
        }
        if sequence.bFileCount > 0 {
            line("b-file", DisplayText.count(sequence.bFileCount, "term") + source(sequence.bFileSource))
        }
        for quirk in sequence.quirks { line("quirk", quirk) }
        for (index, mine, its) in differences.prefix(8) {
            line("a(\(index))", "data \(DisplayText.term(mine)), b-file \(DisplayText.term(its))")
        }
        for (number, row) in rows.enumerated() { line(number == 0 ? "terms" : "", row) }
        return text
    }

    private func source(_ source: String?) -> String { source.map { " (\($0))" } ?? "" }

    /// The terms, in lines: those of a regular table by rows.
    private var rows: [String] {
        let terms = head.map { DisplayText.term($0) }
        guard sequence.isTriangle else { return terms.isEmpty ? [] : [terms.joined(separator: ", ")] }
        var rows: [String] = []
        var start = 0
        while start < terms.count {
            rows.append(terms[start..<min(start + rows.count + 1, terms.count)].joined(separator: ", "))
            start += rows.count
        }
        return rows
    }

    /// Where data and b-file have different terms.
    private var differences: [(index: Int, data: Term, bFile: Term)] {
        guard sequence.disagreement != nil, let first = sequence.firstIndex else { return [] }
        let data = sequence.data
        return sequence.bFile.compactMap { entry in
            guard entry.index >= first, entry.index < first + data.count else { return nil }
            let term = data[entry.index - first]
            return term == entry.term ? nil : (entry.index, term, entry.term)
        }
    }

    var json: JSONText {
        let bFile = sequence.bFile
        return .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "id": .string(sequence.id),
            "name": .optional(sequence.name) { .string($0) },
            "offset": .optional(sequence.firstIndex) { .integer($0) },
            "offset_source": .optional(sequence.offsetSource) { .string($0) },
            "keywords": .array(sequence.keywords.map { .string($0) }),
            "data_source": .optional(sequence.dataSource) { .string($0) },
            "data_count": .integer(sequence.dataCount),
            "b_file_source": .optional(sequence.bFileSource) { .string($0) },
            "b_file_count": .integer(sequence.bFileCount),
            "b_file_first": .optional(bFile.first) { .integer($0.index) },
            "quirks": .array(sequence.quirks.map { .string($0) }),
            "differences": .array(
                differences.map { difference in
                    .members([
                        "index": .integer(difference.index), "data": .string(difference.data.description),
                        "b_file": .string(difference.bFile.description),
                    ])
                }),
            "terms": .array(head.map { .string($0.description) }),
        ])
    }
}
