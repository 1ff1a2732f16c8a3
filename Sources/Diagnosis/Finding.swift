public import Terms

/// One thing that is wrong with a candidate, or may be.
public struct Finding: Sendable, Hashable {
    /// What it is, for machines.
    public var code: Code
    /// How sure it is.
    public var confidence: Confidence
    /// What it is, for people: one line. It may hold words of the candidate's, escaped.
    public var sentence: String
    /// What to change, in one line; empty where nothing can be advised.
    public var hint: String
    /// What it was concluded from, by name, in a fixed order.
    public var evidence: [Evidence]
    /// The sentence for a reader who is not to learn true terms; nil: ``sentence`` gives none away.
    public var guardedSentence: String?

    /// How sure a finding is.
    public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// It fits, and so may other things.
        case possible
        /// Little else fits.
        case likely
        /// It was seen, or chance is ruled out.
        case certain

        public static func < (left: Confidence, right: Confidence) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// A named value that a finding goes by.
    public struct Evidence: Sendable, Hashable {
        /// The name, in lower case with underscores: `shift`.
        public var name: String
        /// The value.
        public var value: Value
        /// Whether the value is a true term, or with the candidate's answers gives hidden ones away.
        public var tellsTruth: Bool

        /// A named value; by default it tells no true term.
        public init(_ name: String, _ value: Value, tellsTruth: Bool = false) {
            self.name = name
            self.value = value
            self.tellsTruth = tellsTruth
        }
    }

    /// What evidence can be.
    public enum Value: Sendable, Hashable {
        /// A count, an index, a modulus.
        case integer(Int)
        /// A measured or fitted number, in the unit that the name ends with: `needed_seconds`.
        case number(Double)
        /// An integer of any size.
        case term(Term)
        /// A word, a name or an excerpt; control characters are escaped.
        case text(String)
        /// Several indices or residues, ascending; of many, the first few.
        case integers([Int])
    }

    /// A finding.
    public init(
        _ code: Code, _ confidence: Confidence, _ sentence: String, hint: String = "",
        evidence: [Evidence] = [], guardedSentence: String? = nil
    ) {
        self.code = code
        self.confidence = confidence
        self.sentence = sentence
        self.hint = hint
        self.evidence = evidence
        self.guardedSentence = guardedSentence
    }

    /// The same finding without what tells a true term.
    public var hidingTruth: Finding {
        var finding = self
        finding.sentence = guardedSentence ?? sentence
        finding.guardedSentence = nil
        finding.evidence = evidence.filter { !$0.tellsTruth }
        return finding
    }
}
