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
    /// A function of a limit that gives the terms up to it, or a list of a length that goes by its argument. It is
    /// asked with ever larger arguments; each list has to begin with the one before. Python only.
    case upTo(String)
    /// A function of n that gives row n of a triangle as an iterable, from the sequence's offset on. Python only.
    case rows(String)
    /// A function of two arguments, read in an order. Python only.
    case table(String, TableOrder)
    /// A function of n that is true for the terms of the sequence; asked from 0 on, or from a lower first index.
    case predicate(String)
    /// The same, asked from 1 on. Python only.
    case predicateFromOne(String)

    /// In which order a function of two arguments gives a sequence. Both begin at 1 where the offset is 1 or more,
    /// else at 0.
    public enum TableOrder: String, Sendable, Hashable, CaseIterable {
        /// T(n, k) by rows: row n from the offset on, each row one longer than the one before.
        case triangle
        /// The same, but k from 0 on whatever the offset is.
        case triangleFromZero = "triangle0"
        /// A(n, k) by antidiagonals, n rising: A(0, 0), A(0, 1), A(1, 0), A(0, 2), …
        case antidiagonalsDown = "antidiagonals-down"
        /// A(n, k) by antidiagonals, n falling: A(0, 0), A(1, 0), A(0, 1), A(2, 0), …
        case antidiagonalsUp = "antidiagonals-up"
    }
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
        case .upTo(let name): "upto \(name)"
        case .rows(let name): "rows \(name)"
        case .table(let name, let order): "\(order.rawValue) \(name)"
        case .predicate(let name): "predicate \(name)"
        case .predicateFromOne(let name): "predicate1 \(name)"
        }
    }

    /// Reads `stdin`, `argv`, `terms`, or one of `function`, `generator`, `list`, `upto`, `rows`, `predicate`,
    /// `predicate1`, `triangle`, `triangle0`, `antidiagonals-down`, `antidiagonals-up` with a NAME after it; `:` may
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
        case ("upto", 2): self = .upTo(parts[1])
        case ("rows", 2): self = .rows(parts[1])
        case ("predicate", 2): self = .predicate(parts[1])
        case ("predicate1", 2): self = .predicateFromOne(parts[1])
        case (let word?, 2):
            guard let order = TableOrder(rawValue: word) else { return nil }
            self = .table(parts[1], order)
        default: return nil
        }
    }
}
