/// Why there is no answer.
public struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Kind: String, Sendable, Hashable {
        /// The endpoint's address makes no sense.
        case address
        /// The server refuses the request, and would again: an unknown model, a prompt that is too long.
        case refused
        /// The server refuses the key, or that there is none: the statuses 401 and 403.
        case denied
        /// After all tries there is still no answer: no connection, time-outs, errors of the server, answers that are none.
        case exhausted
        /// The task was cancelled.
        case cancelled
        /// The cache of answers cannot be written.
        case cache
    }

    /// The kind.
    public var kind: Kind
    /// In one line, for people. Never holds the key.
    public var message: String
    /// How often it was tried.
    public var attempts: Int

    /// An error.
    public init(_ kind: Kind, _ message: String, attempts: Int = 0) {
        self.kind = kind
        self.message = message
        self.attempts = attempts
    }

    /// Whether all other requests would come to the same: without a key nothing is answered, and without a cache what is
    /// paid for would be lost.
    public var endsAll: Bool { kind == .denied || kind == .cache }

    public var description: String { attempts > 1 ? "\(message), after \(attempts) tries" : message }
}
