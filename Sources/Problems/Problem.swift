public import Terms

/// A sequence as a programming problem: read n, print the n-th term.
///
/// Indices are the sequence's own everywhere: in the examples, the hidden tests, the tail and the words.
public struct Problem: Sendable, Hashable, Codable {
    /// An index with its term.
    public struct Case: Sendable, Hashable, Codable {
        /// The index n.
        public var index: Int
        /// The term, as a string in JSON.
        public var term: Term

        /// A case.
        public init(index: Int, term: Term) {
            self.index = index
            self.term = term
        }
    }

    /// A case that the statement shows.
    public struct Example: Sendable, Hashable, Codable {
        /// The index, which is the input, and the term, which is the output.
        public var index: Int
        public var term: Term
        /// Why that is the output, in words.
        public var explanation: String

        /// An example.
        public init(index: Int, term: Term, explanation: String) {
            self.index = index
            self.term = term
            self.explanation = explanation
        }
    }

    /// What a solution may use.
    public struct Limits: Sendable, Hashable, Codable {
        /// CPU time of one term, and of all together, in seconds.
        public var cpuSeconds: Double
        public var checkCPUSeconds: Double
        /// Memory in MiB.
        public var memoryMiB: Int

        enum CodingKeys: String, CodingKey {
            case cpuSeconds = "cpu_s"
            case checkCPUSeconds = "check_cpu_s"
            case memoryMiB = "memory_mib"
        }

        /// Limits.
        public init(cpuSeconds: Double, checkCPUSeconds: Double, memoryMiB: Int) {
            self.cpuSeconds = cpuSeconds
            self.checkCPUSeconds = checkCPUSeconds
            self.memoryMiB = memoryMiB
        }

        /// The judge's own defaults.
        public static let standard = Limits(cpuSeconds: 2, checkCPUSeconds: 10, memoryMiB: 256)
    }

    /// Where a problem comes from.
    public struct Provenance: Sendable, Hashable, Codable {
        /// The collection or file of the sequence; nil where not known.
        public var source: String?
        /// Its licence; nil where not known.
        public var licence: String?
        /// What wrote the statement: `templates`, or a model's name.
        public var writer: String
        /// The seed that the choices depend on.
        public var seed: UInt64
    }

    /// Raised with every change that could break a reader.
    public static let schemaVersion = 1

    public var schemaVersion = Problem.schemaVersion
    /// The problem's id: that of the sequence.
    public var id: String
    /// A short title.
    public var title: String
    /// What is to be computed, without the terms.
    public var description: String
    /// What the input is, and what the output is to be.
    public var input: String
    public var output: String
    /// The index of the sequence's first term.
    public var offset: Int
    /// What the statement shows: the smallest indices.
    public var examples: [Example]
    /// What decides: the indices that follow.
    public var hidden: [Case]
    /// Further terms, held out: they tell a solution that only fits the tests.
    public var tail: [Case]
    public var limits: Limits
    /// As the sequence has them; nil where not known.
    public var difficulty: Double?
    public var kind: String?
    public var family: String?
    public var keywords: [String]
    public var provenance: Provenance

    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case id, title, description, input, output, offset, examples, hidden, tail, limits, difficulty, kind,
            family
        case keywords, provenance
    }

    /// All terms, the examples' first.
    public var table: TermTable {
        let cases =
            examples.map { IndexedTerm(index: $0.index, term: $0.term) }
            + (hidden + tail).map { IndexedTerm(index: $0.index, term: $0.term) }
        return TermTable(id: id, offset: offset, entries: cases, keywords: keywords, source: "problem \(id)")
    }

    /// The examples and the hidden tests: what decides about a solution.
    public var tests: TermTable {
        table.prefix(examples.count + hidden.count)
    }

    /// The whole statement as Markdown, the way a solver is shown it.
    public var statement: String {
        var lines = ["# \(title)", "", description, "", "## Input", "", input, "", "## Output", "", output]
        for (number, example) in examples.enumerated() {
            lines += [
                "", "## Example \(number + 1)", "", "Input:", "```", "\(example.index)", "```", "Output:",
                "```",
                example.term.description, "```", "", example.explanation,
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
