public import Terms

/// What became of one required term.
public enum CaseOutcome: Hashable, Sendable {
    /// The answer equals the truth.
    case passed
    /// The answer is an integer, but another one.
    case wrong(expected: Term, actual: Term)
    /// There is an answer, but it is no canonical integer.
    case malformed(expected: Term, Malformation)
    /// There was no answer.
    case missing(expected: Term)
    /// The term was not reached.
    case notRun
}

/// The outcome at one index.
public struct CaseResult: Hashable, Sendable {
    /// The index n of a(n).
    public let index: Int
    /// What became of it.
    public let outcome: CaseOutcome

    /// The outcome at an index.
    public init(index: Int, outcome: CaseOutcome) {
        self.index = index
        self.outcome = outcome
    }
}
