/// A data set's card: what is in it, where it comes from, and how it was made.
public struct DatasetCard: Sendable {
    /// A file of the data set.
    public struct Part: Sendable {
        /// `train` or `test`.
        public var split: String
        /// The file's name.
        public var file: String
        /// How many rows it has.
        public var rows: Int

        /// A part.
        public init(split: String, file: String, rows: Int) {
            self.split = split
            self.file = file
            self.rows = rows
        }
    }

    public var title: String
    public var format: ExportFormat
    public var parts: [Part]
    /// How many problems there are of each licence; the empty text stands for those that name none.
    public var licences: [String: Int]
    /// The same by source.
    public var sources: [String: Int]
    /// Seeds, by what they were used for.
    public var seeds: [(what: String, seed: UInt64)]
    /// More lines, such as solvability and rounds of reflection: a label and a text each.
    public var figures: [(label: String, text: String)]

    /// A card without figures.
    public init(
        title: String, format: ExportFormat, parts: [Part], licences: [String: Int], sources: [String: Int],
        seeds: [(what: String, seed: UInt64)] = [], figures: [(label: String, text: String)] = []
    ) {
        (self.title, self.format, self.parts, self.licences) = (title, format, parts, licences)
        (self.sources, self.seeds, self.figures) = (sources, seeds, figures)
    }

    /// The card as Markdown with a head of YAML, as the Hugging Face hub reads it.
    public var markdown: String {
        var lines = head + ["", "# \(Self.line(title))", ""]
        lines.append(
            "General terms of integer sequences as programming problems, in the form `\(format.rawValue)`.")
        lines += ["", "## Load", ""] + format.loading
        lines += table(
            "Rows", ["split", "file", "rows"], parts.map { [$0.split, "`\($0.file)`", "\($0.rows)"] })
        lines += table("Licences", ["licence of the source", "problems"], counts(licences, "not named"))
        lines += table("Sources", ["source", "problems"], counts(sources, "not named"))
        lines += table("Seeds", ["of", "seed"], seeds.map { [$0.what, "\($0.seed)"] })
        lines += table("Figures", ["figure", "value"], figures.map { [$0.label, $0.text] })
        if format.isForReinforcement {
            lines += [
                "", "## Keep from the model", "",
                "`ground_truth` is for the reward function alone. It must never be part of a prompt.",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The head: which file is which split, and the types of the columns.
    private var head: [String] {
        var lines = ["---", "pretty_name: \(Self.quoted(title))", "language: [en]"]
        lines += ["task_categories: [text-generation]", "size_categories: [\(size)]"]
        lines += ["configs:", "- config_name: default", "  data_files:"]
        // A split without rows cannot be loaded, and nothing with it.
        for part in parts where part.rows > 0 {
            lines += ["  - split: \(part.split)", "    path: \(Self.quoted(part.file))"]
        }
        lines += ["dataset_info:", "  features:"] + ColumnType.yaml(format.columns, 2)
        return lines + ["---"]
    }

    private var size: String {
        switch parts.reduce(0, { $0 + $1.rows }) {
        case ..<1_000: "n<1K"
        case ..<10_000: "1K<n<10K"
        case ..<100_000: "10K<n<100K"
        case ..<1_000_000: "100K<n<1M"
        default: "1M<n<10M"
        }
    }

    private func counts(_ counts: [String: Int], _ unnamed: String) -> [[String]] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { [$0.key.isEmpty ? unnamed : $0.key, "\($0.value)"] }
    }

    private func table(_ heading: String, _ head: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        func line(_ cells: [String]) -> String {
            "| "
                + cells.map { Self.line($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return ["", "## \(heading)", "", line(head), line(head.map { _ in "---" })] + rows.map(line)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// A text without line ends and other characters that have no place in YAML or a heading.
    private static func line(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    let isUnfit = [.control, .lineSeparator, .paragraphSeparator, .privateUse].contains(
                        $0.properties.generalCategory)
                    return isUnfit ? " " : $0
                }))
    }
}
