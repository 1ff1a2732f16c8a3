/// A calling convention that was considered for a candidate, and what came of it.
public struct ConsideredEntry: Sendable, Hashable {
    /// The convention.
    public var entry: Entry
    /// Why it is possible: `function a, a usual name`.
    public var reason: String
    /// What came of it.
    public var outcome: Outcome

    /// What came of a convention that was considered.
    public enum Outcome: Sendable, Hashable {
        /// It was tried: its own verdict, and how many terms were right.
        case tried(Verdict, passed: Int)
        /// It was not tried, and why: `another one was accepted`.
        case notTried(String)
    }

    public init(entry: Entry, reason: String, outcome: Outcome) {
        self.entry = entry
        self.reason = reason
        self.outcome = outcome
    }
}
