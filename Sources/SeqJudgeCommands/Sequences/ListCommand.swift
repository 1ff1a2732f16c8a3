import ArgumentParser
import Sandboxing
import SequenceStore

extension SequencesCommand {
    /// `seqjudge sequences list`: the sequences of a store, one on a line.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the sequences of the store.",
            discussion: """
                A line has the name, the index of the first term, the number of terms, the number of terms of the \
                b-file, the keywords and the title, with tabs between them.
                """)

        @OptionGroup var store: StoreOption

        @Option(help: ArgumentHelp("Only those with this keyword; may be repeated.", valueName: "word"))
        var keyword: [String] = []

        @Option(help: ArgumentHelp("Only those whose title holds this text.", valueName: "text"))
        var title: String?

        @Flag(help: "Only those whose data and b-file disagree.")
        var disagreeing = false

        @Option(help: ArgumentHelp("List so many at most. (default: all)", valueName: "number"))
        var limit: Int?

        @Option(help: "The form of the output; json is one object on a line.")
        var format: PlainFormat = .text

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try command.list() }
        }

        private func list() throws(CommandFailure) -> CommandStatus {
            var selection = SequenceStore.Selection()
            (selection.keywords, selection.title) = (keyword, title)
            (selection.onlyDisagreeing, selection.limit) = (disagreeing, limit)
            let store = try store.open()
            var text = ""
            var failure: CommandFailure?
            func flush() -> Bool {
                do throws(CommandFailure) {
                    try StandardStream.output.deliver(text)
                } catch {
                    failure = error
                }
                text = ""
                return failure == nil
            }
            do throws(StoreError) {
                try store.forEachLine(selection) { line in
                    text += format == .text ? line.text : line.json.line + "\n"
                    return text.utf8.count < 1 << 16 || flush()
                }
            } catch {
                throw CommandFailure(error)
            }
            _ = flush()
            if let failure { throw failure }
            return .success
        }
    }

    /// `seqjudge sequences stats`: how much there is in a store.
    struct Stats: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print how much there is in the store.")

        @OptionGroup var store: StoreOption

        @Option(help: "The form of the output.")
        var format: PlainFormat = .text

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in
                let store = try command.store.open()
                let report: StatsReport
                do throws(StoreError) {
                    report = StatsReport(figures: try store.figures(), path: store.path)
                } catch {
                    throw CommandFailure(error)
                }
                try StandardStream.output.deliver(
                    command.format == .text ? report.text : report.json.document)
                return .success
            }
        }
    }
}

extension SequenceStore.Line {
    fileprivate var text: String {
        let first = offset.map(String.init) ?? "?"
        let mark = disagrees ? "!" : ""
        let words = [
            id, first, "\(dataCount)", "\(bFileCount)\(mark)", keywords.joined(separator: ","), name ?? "",
        ]
        return words.map(DisplayText.line).joined(separator: "\t") + "\n"
    }

    fileprivate var json: JSONText {
        .members([
            "id": .string(id), "name": .optional(name) { .string($0) },
            "offset": .optional(offset) { .integer($0) },
            "keywords": .array(keywords.map { .string($0) }), "data_count": .integer(dataCount),
            "b_file_count": .integer(bFileCount), "disagrees": .bool(disagrees),
        ])
    }
}

/// How much there is in a store, for people and for programs.
struct StatsReport: Sendable {
    var figures: SequenceStore.Figures
    var path: String

    var text: String {
        let lines: [(String, String)] = [
            ("store", DisplayText.line(path)),
            ("sequences", DisplayText.grouped(figures.sequences)),
            ("with data", DisplayText.grouped(figures.withData)),
            ("with a title", DisplayText.grouped(figures.named)),
            ("with an offset", DisplayText.grouped(figures.withOffset)),
            ("with a b-file", DisplayText.grouped(figures.withBFile)),
            ("terms of data", DisplayText.grouped(figures.dataTerms)),
            ("of b-files", DisplayText.grouped(figures.bFileTerms)),
            ("disagreeing", DisplayText.grouped(figures.disagreeing)),
            (
                "size",
                "\(ByteCount(bytes: figures.bytes)), \(ByteCount(bytes: figures.indexBytes)) of it the index"
            ),
        ]
        return lines.map { label, value in
            label + String(repeating: " ", count: max(1, 16 - label.count)) + value + "\n"
        }.joined()
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "store": .string(path),
            "sequences": .integer(figures.sequences),
            "with_data": .integer(figures.withData),
            "with_title": .integer(figures.named),
            "with_offset": .integer(figures.withOffset),
            "with_b_file": .integer(figures.withBFile),
            "data_terms": .integer(figures.dataTerms),
            "b_file_terms": .integer(figures.bFileTerms),
            "disagreeing": .integer(figures.disagreeing),
            "bytes": .integer(figures.bytes),
            "index_bytes": .integer(figures.indexBytes),
            "newest_sources": .array(figures.sources.map { .string($0) }),
        ])
    }
}
