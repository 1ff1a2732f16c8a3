/// A fault of ours or of the host's, never of the program that was to run.
public struct SandboxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of fault it is.
    public enum Kind: String, Sendable, Hashable {
        /// A step of the jail's set-up failed; nothing was run.
        case setUp
        /// The host does not allow the rung that was asked for, or none at all.
        case refused
        /// The warden ended unexpectedly; the run's outcome is not known.
        case lost
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// What was being done: `mount /usr read-only`.
    public var step: String
    /// The errno, 0 where there is none.
    public var code: Int32

    /// A fault at a step.
    public init(_ kind: Kind, step: String, code: Int32 = 0) {
        self.kind = kind
        self.step = step
        self.code = code
    }

    /// `mount /usr read-only: EPERM (Operation not permitted)`.
    public var description: String { code == 0 ? step : "\(step): \(Errno.describe(code))" }
}
