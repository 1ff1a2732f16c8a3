/// Why a check could not be done at all. What a candidate does is never an error but a verdict.
public struct JudgeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Kind: String, Sendable, Hashable {
        /// The call makes no sense: an unknown language.
        case usage
        /// The input does not do: no terms.
        case input
        /// A tool of the host is missing: python3, gcc.
        case toolMissing
        /// The host does not allow the jail that is required.
        case refused
        /// A fault of the judge.
        case internalFault
        /// The task was cancelled; the run was ended.
        case cancelled
    }

    /// What kind of trouble it is.
    public var kind: Kind
    /// What happened.
    public var message: String
    /// What would mend it, where that is known.
    public var hint: String?

    /// An error with its message.
    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    public var description: String { hint.map { "\(message); \($0)" } ?? message }
}
