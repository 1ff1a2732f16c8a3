/// How a candidate is asked for terms: its calling convention.
public enum Entry: Sendable, Hashable {
    /// Reads n from standard input, prints a(n). A fresh process for each n.
    case stdin
    /// n is the first command-line argument; prints a(n). A fresh process for each n.
    case argv
    /// A top-level function of n that returns a(n).
    case function(String)
    /// Prints the terms in order, from the sequence's offset on.
    case terms
    /// A function of no argument that gives an iterable of the terms. Python only.
    case generator(String)
    /// A list, or a function of a count that gives that many first terms as an iterable. Python only.
    case list(String)
    /// A function of n that is true for the terms of the sequence.
    case predicate(String)
}

extension Entry: CustomStringConvertible {
    /// The form that ``init(parsing:)`` reads: `stdin`, `function a`.
    public var description: String {
        switch self {
        case .stdin: "stdin"
        case .argv: "argv"
        case .terms: "terms"
        case .function(let name): "function \(name)"
        case .generator(let name): "generator \(name)"
        case .list(let name): "list \(name)"
        case .predicate(let name): "predicate \(name)"
        }
    }

    /// Reads `stdin`, `argv`, `terms`, `function NAME`, `generator NAME`, `list NAME` or `predicate NAME`; `:` may
    /// stand for the blank. Nil for anything else.
    public init?(parsing text: String) {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "\t" }).map(String.init)
        switch (parts.first, parts.count) {
        case ("stdin", 1): self = .stdin
        case ("argv", 1): self = .argv
        case ("terms", 1): self = .terms
        case ("function", 2): self = .function(parts[1])
        case ("generator", 2): self = .generator(parts[1])
        case ("list", 2): self = .list(parts[1])
        case ("predicate", 2): self = .predicate(parts[1])
        default: return nil
        }
    }
}
