/// Why a store cannot be used, or an import cannot be done.
public struct StoreError: Error, Sendable, Equatable {
    /// What sort of trouble it is.
    public enum Kind: Sendable, Hashable {
        /// There is no file.
        case absent
        /// The file is no store, is damaged, or was made by a newer version.
        case unusable
        /// What was given to read has nothing in it that could be taken.
        case badInput
        /// The sequence is there, but not what was asked of it.
        case undecided
        /// Another import is at work on the same store.
        case busy
        /// The host refuses to write, as with a full disk.
        case unwritable
        /// The caller ended the import.
        case cancelled
    }

    /// What sort of trouble it is.
    public var kind: Kind
    /// What is wrong, in one line.
    public var message: String
    /// What can be done about it; nil when the message says it all.
    public var hint: String?

    /// An error.
    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}

extension StoreError: CustomStringConvertible {
    /// The message, and the hint after it.
    public var description: String { message + (hint.map { "; \($0)" } ?? "") }
}
