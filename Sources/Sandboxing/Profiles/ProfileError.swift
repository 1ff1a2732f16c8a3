/// What is wrong with a profile, and where.
public struct ProfileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as the caller named it.
    public let file: String
    /// The line, counted from 1; nil when the trouble has no place.
    public let line: Int?
    /// The column, counted from 1; nil when unknown.
    public let column: Int?
    /// What is wrong, in one line.
    public let problem: String
    /// What would have been right; nil when the problem says it all.
    public let expected: String?

    /// An error about a profile.
    public init(file: String, line: Int? = nil, column: Int? = nil, problem: String, expected: String? = nil)
    {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.expected = expected
    }

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
