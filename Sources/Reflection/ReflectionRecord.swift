public import Exporting

/// A problem's conversation, with what came of each round.
public struct ReflectionRecord: Sendable, Hashable, Codable {
    /// One answer of the model's.
    public struct Round: Sendable, Hashable, Codable {
        /// Counted from 1; what follows the first one are corrections.
        public var number: Int
        /// The verdict's code; `none`: there was no program in the answer.
        public var verdict: String
        /// Tests that fail, those of them that passed before, and those that failed before and pass now; indices.
        public var failed: [Int]
        public var broken: [Int]
        public var fixed: [Int]
        /// Whether the program is another than in the round before, white space aside; true in the first round.
        public var isChanged: Bool
        /// The code of the first finding; nil where there is none.
        public var finding: String?

        enum CodingKeys: String, CodingKey {
            case number, verdict, failed, broken, fixed, finding
            case isChanged = "changed"
        }
    }

    /// The problem's id.
    public var problemID: String
    /// The last round's verdict.
    public var verdict: String
    /// The rounds, at least one.
    public var rounds: [Round]
    /// The conversation, up to the last answer.
    public var messages: [Dialogue.Message]

    enum CodingKeys: String, CodingKey {
        case verdict, rounds, messages
        case problemID = "problem_id"
    }

    /// The conversation as training data.
    public var dialogue: Dialogue { Dialogue(problemID: problemID, verdict: verdict, messages: messages) }
}

/// Sums over conversations.
public struct ReflectionSummary: Sendable, Hashable {
    /// Conversations.
    public private(set) var problems = 0
    /// How many were right after so many rounds.
    public private(set) var solvedAfter: [Int: Int] = [:]
    /// How many never were.
    public private(set) var unsolved = 0
    /// How many could not be judged.
    public private(set) var unjudged = 0
    /// Corrections, and those among them that changed nothing, fixed at least one test, or broke at least one.
    public private(set) var corrections = 0
    public private(set) var unchanged = 0
    public private(set) var fixing = 0
    public private(set) var breaking = 0

    public init() {}

    /// Counts a conversation in.
    public mutating func add(_ record: ReflectionRecord) {
        problems += 1
        switch record.verdict {
        case "AC": solvedAfter[record.rounds.count, default: 0] += 1
        case "IE": unjudged += 1
        default: unsolved += 1
        }
        for round in record.rounds.dropFirst() {
            corrections += 1
            if !round.isChanged { unchanged += 1 }
            if !round.fixed.isEmpty { fixing += 1 }
            if !round.broken.isEmpty { breaking += 1 }
        }
    }
}
