import BigInt

/// All that is known of a generator: what it takes, its terms, its programs and its words. A new generator is a case
/// of ``Generator`` and a rule.
protocol GeneratorRule: Sendable {
    /// The sort of sequence that it makes.
    var kind: Kind { get }
    /// What it adds to the difficulty, in tenths.
    var weight: Int { get }
    /// How many parameters each group may have.
    var groups: [ClosedRange<Int>] { get }
    /// How many sequences it works on.
    var arity: Int { get }

    /// Whether parameters and operands of the right number make sense. Default: they do.
    func isSound(_ expression: Expression) -> Bool
    /// The index of the first term.
    func start(_ expression: Expression) -> Int
    /// What can be told of the terms without computing them.
    func traits(_ expression: Expression) -> Traits
    /// An expression with this generator at its root.
    func draft(_ sampler: inout Sampler, depth: Int) -> Expression

    /// The term at an index not below the start.
    func term(_ n: Int, of node: Node) throws(EvaluationError) -> BigInt
    /// The term at an index that may be beyond any machine word. Default: it must fit, and not be too far.
    func term(at n: BigInt, of node: Node) throws(EvaluationError) -> BigInt

    /// The term at `n`, which is an atom, as one Python expression; nil where it takes a function.
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String?
    /// The body of a Python function of `n`, for generators without a formula.
    func body(_ expression: Expression, _ python: PythonWriter) -> [String]

    /// The term at `n`, an atom, in mathematical notation; nil where it takes words.
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String?
    /// A clause that defines `name(n)`, without a full stop. Only asked for where there is no notation.
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String
}

extension GeneratorRule {
    func isSound(_ expression: Expression) -> Bool { true }
    func term(at n: BigInt, of node: Node) throws(EvaluationError) -> BigInt {
        guard let index = Int(exactly: n) else { throw .tooFar }
        return try node(index)
    }
    func formula(_ expression: Expression, _ n: String, _ python: PythonWriter) -> String? { nil }
    func body(_ expression: Expression, _ python: PythonWriter) -> [String] { [] }
    func notation(_ expression: Expression, _ n: String, _ prose: ProseWriter) -> String? { nil }
    func words(_ expression: Expression, _ name: String, _ prose: ProseWriter) -> String { "" }
}

/// How fast terms grow.
enum Growth: Int, Sendable, Comparable {
    /// A few values.
    case bounded
    /// No more than a few times n: fit to be an index.
    case index
    /// As a power of n.
    case polynomial
    /// As a power with n in the exponent.
    case exponential
    /// As n!, or faster.
    case factorial

    static func < (left: Growth, right: Growth) -> Bool { left.rawValue < right.rawValue }

    /// The growth of sums of n such terms.
    var summed: Growth { self < .polynomial ? (self == .bounded ? .index : .polynomial) : self }
}

/// What can be told of terms without computing them.
struct Traits: Sendable, Equatable {
    /// Whether no term is negative, for certain.
    var isNonnegative: Bool
    /// About how fast they grow.
    var growth: Growth

    init(_ growth: Growth, nonnegative: Bool = true) {
        self.growth = growth
        isNonnegative = nonnegative
    }
}
