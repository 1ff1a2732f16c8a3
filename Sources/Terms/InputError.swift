/// A file of terms that cannot be used, and why.
public struct InputError: Error, Sendable, Equatable {
    /// What sort of trouble it is, for callers that answer each differently.
    public enum Kind: Sendable, Hashable {
        /// The data is wrong.
        case malformed
        /// The data is right, but what was asked for is not in it.
        case absent
        /// The file cannot be opened or read.
        case unreadable
        /// A program needed to read the file is not installed.
        case toolMissing
    }

    /// What sort of trouble it is.
    public let kind: Kind
    /// The file as the caller named it.
    public let file: String
    /// The line, counted from 1; nil when the trouble has no place.
    public let line: Int?
    /// The column in bytes, counted from 1; nil when unknown.
    public let column: Int?
    /// What is wrong, in one line.
    public let problem: String
    /// What would have been right; nil when the problem says it all.
    public let expected: String?

    /// An error about a file.
    public init(
        _ kind: Kind = .malformed, file: String, line: Int? = nil, column: Int? = nil, problem: String,
        expected: String? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.expected = expected
    }
}

extension InputError {
    /// Refuses an offset from which counting on would leave the range of an `Int`.
    static func check(offset: Int, file: String) throws(InputError) {
        guard offset.magnitude > TermTable.largestIndex.magnitude else { return }
        throw InputError(file: file, problem: "an offset beyond reason: \(offset)", expected: indexRange)
    }

    /// What an index has to be.
    static let indexRange = "an index of at most \(TermTable.largestIndex) in magnitude"
}

extension InputError: CustomStringConvertible {
    /// `file:line:column: problem; expected …`, without the parts that are unknown.
    public var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if line != nil, let column { text += ":\(column)" }
        text += ": " + problem
        if let expected { text += "; expected " + expected }
        return text
    }
}
