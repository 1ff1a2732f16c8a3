public import Terms

/// What was observed of a candidate: all that a diagnosis goes by.
public struct Observation: Sendable {
    /// How the check came out.
    public var outcome: Outcome
    /// The sentence that goes with it.
    public var explanation: String = ""
    /// The language of the source.
    public var language: Language
    /// How terms were asked for; nil where it did not come to that.
    public var convention: Convention?
    /// The required terms: indices ascending, gaps allowed.
    public var truth: [IndexedTerm]
    /// How many leading terms the author has seen; nil: not known.
    public var visible: Int?
    /// The index that a printed sequence begins with.
    public var offset: Int
    /// What was answered, by index, ascending; of indices that are required, not necessarily all.
    public var answers: [Answered] = []
    /// Whether the candidate stopped by itself when all that it had to say was read (a stream only).
    public var endedByItself = false
    /// The beginning of what was printed, where that is the answer; at most some kilobytes count.
    public var output: [UInt8] = []
    /// The end of standard error, or the compiler's diagnostics.
    public var errors = ""
    /// The exit status or signal in words, such as `exited with code 1`; empty where it did not end.
    public var ending = ""
    /// How many values had come after how many seconds, for a stream; ascending.
    public var arrivals: [Arrival] = []
    /// The source.
    public var source: [UInt8] = []
    /// Whether the terms that are right stand in the source, as far as is known.
    public var termsAreListed = false
    /// Whether the same index was answered rightly one time and wrongly another.
    public var dependsOnOrder = false
    /// CPU time allowed for a case and for the check, in seconds.
    public var caseSeconds = 2.0
    public var checkSeconds = 10.0
    /// The id of the sequence, such as `A000045`; nil: not known.
    public var sequenceID: String?

    /// A verdict, as far as it matters here.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case accepted, wrongAnswer, timeLimit, idleness, memoryLimit, outputLimit, runTimeError, processLimit,
            securityViolation, compileError, internalError
    }

    /// The language of a source.
    public enum Language: Sendable, Hashable { case python, c }

    /// How terms are asked for.
    public enum Convention: Sendable, Hashable {
        /// A process for each n, which prints a(n).
        case process
        /// A function of n.
        case function
        /// A program that prints the terms.
        case terms
        /// An iterable of the terms.
        case iterable
        /// A function that is true for the terms.
        case predicate

        /// Whether one output holds all terms.
        public var isStream: Bool { self == .terms || self == .iterable || self == .predicate }
    }

    /// What came of asking for a(index).
    public struct Answered: Sendable, Hashable {
        /// The index n.
        public var index: Int
        /// The true term.
        public var truth: Term
        /// The answer.
        public var answer: Answer
        /// CPU time in seconds; nil: not known.
        public var seconds: Double?

        /// What came of asking for a term.
        public init(index: Int, truth: Term, answer: Answer, seconds: Double? = nil) {
            self.index = index
            self.truth = truth
            self.answer = answer
            self.seconds = seconds
        }
    }

    /// An answer.
    public enum Answer: Sendable, Hashable {
        /// An integer, right or wrong.
        case integer(Term)
        /// No canonical integer: the reason, and an excerpt that is escaped.
        case malformed(reason: String, excerpt: String)
        /// None.
        case missing
        /// None, for the program was stopped or ended.
        case stopped
    }

    /// A moment of a stream.
    public struct Arrival: Sendable, Hashable {
        /// How many values had come.
        public var count: Int
        /// Seconds since the start.
        public var seconds: Double

        /// A moment.
        public init(count: Int, seconds: Double) {
            self.count = count
            self.seconds = seconds
        }
    }

    /// An observation of nothing but the outcome; the rest is put in afterwards.
    public init(
        outcome: Outcome, language: Language, convention: Convention?, truth: [IndexedTerm], offset: Int,
        visible: Int? = nil
    ) {
        self.outcome = outcome
        self.language = language
        self.convention = convention
        self.truth = truth
        self.offset = offset
        self.visible = visible
    }
}
