import ArgumentParser
import SequenceStore
import Terms

extension SequencesCommand {
    /// `seqjudge sequences find`: which sequences hold some terms.
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find the sequences that hold consecutive terms, or come of them.",
            discussion: """
                Found are sequences that hold the terms anywhere, also with other signs, multiplied by a constant, with \
                a constant added, or as partial sums or differences. Fewer than four terms, and up to eleven of few \
                different values, are found only where a sequence begins with them. Terms below zero at the beginning \
                are given with --terms.

                Exit status: 0; 1 nothing was found; 64 usage; 65 a bad store.
                """)

        @Argument(help: ArgumentHelp("Terms, separated by commas: 1,1,2,3,5,8.", valueName: "list"))
        var list: String?

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("The terms, in the place of the argument: -1,2,-3,4.", valueName: "list"))
        var terms: String?

        @OptionGroup var store: StoreOption

        @Option(help: ArgumentHelp("Print so many sequences at most.", valueName: "number"))
        var limit = 10

        @Option(help: "The form of the output.")
        var format: PlainFormat = .text

        mutating func validate() throws {
            if (list == nil) == (terms == nil) { throw ValidationError("The terms are to be given, once.") }
            if limit < 1 { throw ValidationError("--limit must be at least 1.") }
        }

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try command.find() }
        }

        private func find() throws(CommandFailure) -> CommandStatus {
            let wanted: [Term]
            do throws(InputError) {
                wanted = try TermListReader.read(list ?? terms ?? "", offset: 0).entries.map(\.term)
            } catch {
                throw CommandFailure(.usage, error.description)
            }
            let known = try store.known()
            let matches: [SequenceMatch]
            do throws(StoreError) {
                matches = try known.sequences(holding: wanted, limit: limit)
            } catch {
                throw CommandFailure(error)
            }
            let report = MatchReport(matches: matches, wanted: wanted.count)
            try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
            return matches.isEmpty ? .notAccepted : .success
        }
    }
}

/// The sequences found, for people and for programs.
struct MatchReport: Sendable {
    var matches: [SequenceMatch]
    var wanted: Int

    var text: String {
        if matches.isEmpty { return "no sequence holds these terms\n" }
        return matches.map { match in
            let name = match.name.map { "  \($0)" } ?? ""
            let fitting = match.fitting < wanted ? ", as far as its terms are known (\(match.fitting))" : ""
            return
                "\(DisplayText.line(match.id + name))\n    \(match.relation.words), from n = \(match.index)\(fitting)\n"
        }.joined()
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "terms": .integer(wanted),
            "matches": .array(
                matches.map { match in
                    .members([
                        "id": .string(match.id), "name": .optional(match.name) { .string($0) },
                        "relation": .string(match.relation.label),
                        "value": .optional(match.relation.value) { .string($0) },
                        "index": .integer(match.index), "fitting": .integer(match.fitting),
                    ])
                }),
        ])
    }
}

extension SequenceMatch.Relation {
    /// How the terms come of the sequence's, in words.
    fileprivate var words: String {
        switch self {
        case .equal: "the terms themselves"
        case .negated: "with all signs turned"
        case .magnitudes: "with other signs"
        case .multiplied(let numerator, 1): "each term times \(DisplayText.term(numerator))"
        case .multiplied(let numerator, let denominator):
            "each term times \(DisplayText.term(numerator))/\(DisplayText.term(denominator))"
        case .added(let term):
            term.isNegative
                ? "each term minus \(DisplayText.term(term).dropFirst())"
                : "each term plus \(DisplayText.term(term))"
        case .partialSums: "its partial sums"
        case .differences: "its first differences"
        }
    }

    /// The same in one word.
    fileprivate var label: String {
        switch self {
        case .equal: "equal"
        case .negated: "negated"
        case .magnitudes: "magnitudes"
        case .multiplied: "multiplied"
        case .added: "added"
        case .partialSums: "partial_sums"
        case .differences: "differences"
        }
    }

    /// The constant, where there is one.
    fileprivate var value: String? {
        switch self {
        case .multiplied(let numerator, 1): numerator.description
        case .multiplied(let numerator, let denominator): "\(numerator)/\(denominator)"
        case .added(let term): term.description
        default: nil
        }
    }
}
