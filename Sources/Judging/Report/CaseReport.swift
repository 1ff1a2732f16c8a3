public import Sandboxing
public import Terms

/// One index that was judged.
public struct CaseReport: Sendable, Hashable {
    /// The index n.
    public var index: Int
    /// What came of it.
    public var outcome: Outcome
    /// The true term.
    public var expected: Term
    /// Whether the author of the candidate has seen the term.
    public var isVisible: Bool
    /// CPU time of the case; nil where it has no time of its own (a stream of terms).
    public var cpu: Duration?
    /// Wall time of the case; nil as for `cpu`.
    public var wall: Duration?
    /// Largest resident memory up to the end of the case; nil as for `cpu`.
    public var peakMemory: ByteCount?

    /// How a case ended.
    public enum Outcome: Sendable, Hashable {
        /// The answer is the true term.
        case passed
        /// The answer is another integer.
        case wrong(actual: Term)
        /// The answer is no canonical integer: the reason, and an excerpt with control characters escaped.
        case malformed(reason: String, excerpt: String)
        /// There is no answer.
        case missing
        /// The program was stopped or ended while it worked on this case.
        case stopped(Verdict)
    }

    /// Whether the answer is right.
    public var isPassed: Bool { outcome == .passed }

    public init(
        index: Int, outcome: Outcome, expected: Term, isVisible: Bool, cpu: Duration? = nil,
        wall: Duration? = nil, peakMemory: ByteCount? = nil
    ) {
        self.index = index
        self.outcome = outcome
        self.expected = expected
        self.isVisible = isVisible
        self.cpu = cpu
        self.wall = wall
        self.peakMemory = peakMemory
    }
}

/// How many terms were required, and how many were right.
public struct CaseTally: Sendable, Hashable {
    /// Terms that had to be right.
    public var required: Int
    /// Terms that were.
    public var passed: Int
    /// Of the required, how many the candidate's author has seen; nil when it is not known.
    public var visibleRequired: Int?
    /// Of the passed, how many the candidate's author has seen; nil when it is not known.
    public var visiblePassed: Int?

    public init(required: Int, passed: Int, visibleRequired: Int? = nil, visiblePassed: Int? = nil) {
        self.required = required
        self.passed = passed
        self.visibleRequired = visibleRequired
        self.visiblePassed = visiblePassed
    }

    /// Required terms that the author has not seen; nil when it is not known.
    public var hiddenRequired: Int? { visibleRequired.map { required - $0 } }
    /// Passed terms that the author has not seen; nil when it is not known.
    public var hiddenPassed: Int? { visiblePassed.map { passed - $0 } }
}
