import Exporting
import Problems

/// What is counted while data is written.
struct ExportAccount: Sendable {
    var parts: [DatasetCard.Part] = []
    /// Conversations that are no rows.
    var leftOut = 0
    /// Problems that conversations may refer to.
    var known: [String: Problem.Provenance] = [:]
    /// Rates of problems, where they are told.
    var rates: [String: Double] = [:]
    /// What the card tells of the rows themselves.
    var figures = ExportFigures()
    private var licences: [String: Int] = [:]
    private var sources: [String: Int] = [:]
    private var seeds: Set<UInt64> = []
    private var writers: [String: Int] = [:]
    private var splits: [String: Set<String>] = [:]

    /// Counts a row of a problem in; each problem of a split counts once.
    mutating func count(_ id: String, _ provenance: Problem.Provenance?, in split: String) {
        guard splits[split, default: []].insert(id).inserted else { return }
        licences[provenance?.licence ?? "", default: 0] += 1
        sources[provenance?.source ?? "", default: 0] += 1
        guard let provenance else { return }
        seeds.insert(provenance.seed)
        writers[provenance.writer, default: 0] += 1
    }

    /// A problem that is trained on is none to test with.
    func checkSplits() throws(CommandFailure) {
        let both = (splits["train"] ?? []).intersection(splits["test"] ?? []).sorted()
        guard let first = both.first else { return }
        throw CommandFailure(
            .badInput,
            "\(DisplayText.count(both.count, "problem")) in both --train and --test, such as \(first)",
            hint: "`seqjudge sequences split` parts sequences by family")
    }

    /// Without a row there is nothing that a trainer could load.
    func checkRows() throws(CommandFailure) {
        guard parts.allSatisfy({ $0.rows == 0 }) else { return }
        throw CommandFailure(
            .badInput,
            "there is no row to write"
                + (leftOut > 0 ? ": \(DisplayText.count(leftOut, "conversation")) left out" : ""),
            hint: leftOut > 0
                ? "--all-verdicts also takes conversations that do not end with a right program" : nil)
    }

    func card(_ title: String, _ format: ExportFormat) -> DatasetCard {
        DatasetCard(
            title: title, format: format, parts: parts, licences: licences, sources: sources,
            seeds: seeds.sorted().map { ("packing", $0) },
            figures: writers.sorted { $0.key < $1.key }.map {
                ("problems with words from \($0.key)", "\($0.value)")
            } + figures.rows
                + [leftOut > 0 ? ("conversations left out", "\(leftOut)") : nil].compactMap { $0 }
                + rated)
    }

    /// The solvability of the problems of all rows.
    private var rated: [(String, String)] {
        let values = Set(splits.values.joined()).sorted().compactMap { rates[$0] }
        return ExportFigures.spread(values).map {
            [("solvability of \(DisplayText.count(values.count, "problem"))", $0)]
        } ?? []
    }

    var text: String {
        let rows = parts.map { "\($0.split) \(DisplayText.count($0.rows, "row"))" }.joined(separator: ", ")
        return "  \(rows)" + (leftOut > 0 ? "; \(DisplayText.count(leftOut, "conversation")) left out" : "")
            + "\n"
    }
}

/// What rows are like, for a card.
struct ExportFigures: Sendable {
    private var difficulties: [Double] = []
    private var hidden = 0
    private var tail = 0
    private var problems = 0
    /// Conversations by the number of their rounds.
    private var rounds: [Int: Int] = [:]

    mutating func add(_ problem: Problem) {
        problems += 1
        hidden += problem.hidden.count
        tail += problem.tail.count
        if let difficulty = problem.difficulty { difficulties.append(difficulty) }
    }

    mutating func add(_ conversation: ExportedConversation) {
        if let count = conversation.rounds { rounds[count, default: 0] += 1 }
    }

    var rows: [(String, String)] {
        var rows: [(String, String)] = []
        if problems > 0 {
            rows.append(
                ("hidden tests of a problem, mean", BatchMoment.tenths(Double(hidden) / Double(problems))))
            rows.append(
                ("held-out terms of a problem, mean", BatchMoment.tenths(Double(tail) / Double(problems))))
        }
        if let spread = Self.spread(difficulties) {
            rows.append(("difficulty of \(DisplayText.count(difficulties.count, "problem"))", spread))
        }
        return rows
            + rounds.sorted { $0.key < $1.key }.map {
                ("conversations of \(DisplayText.count($0.key, "round"))", "\($0.value)")
            }
    }

    /// `mean 0.38, 0.25 to 0.75`; nil without values.
    static func spread(_ values: [Double]) -> String? {
        guard let least = values.min(), let most = values.max() else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        return "mean \(PlotScale.short(mean)), \(PlotScale.short(least)) to \(PlotScale.short(most))"
    }
}

/// A conversation of a file, with how many rounds it has; nil where that is not told.
struct ExportedConversation: Decodable, Sendable {
    private struct Round: Decodable {}

    var dialogue: Dialogue
    var rounds: Int?

    private enum CodingKeys: String, CodingKey { case rounds }

    init(from decoder: any Decoder) throws {
        dialogue = try Dialogue(from: decoder)
        rounds = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(
            [Round].self, forKey: .rounds)?.count
    }
}
