public import Terms

/// A sequence that was made from a rule, with all that is known of it.
public struct SyntheticSequence: Sendable, Hashable {
    /// `S` and at least six digits, counted from 1 in the order of the making.
    public var id: String
    /// The rule.
    public var expression: Expression
    /// The index of the first term.
    public var offset: Int
    /// The exact terms from the offset on: those for problems, and after them a tail.
    public var terms: [Term]
    /// How many of the terms are for problems, shown or hidden. The others are the tail: what a program that only holds for
    /// a while is found out with.
    public var known: Int
    /// `sign` or `nonn`, and `easy`.
    public var keywords: [String]
    /// How hard it is.
    public var difficulty: Difficulty
    /// The digest of the first 40 terms, 32 hexadecimal digits: no two sequences of a run have the same.
    public var digest: String
    /// The id of the first sequence of its family in the run.
    public var family: String
    /// A program in Python 3, with nothing but the standard library, that computes the terms.
    public var program: String
    /// How the program is asked for terms, as the judge has it: `function a`.
    public var entry: String

    /// The sort of rule.
    public var kind: Kind { expression.generator.kind }
    /// What the terms are, in plain English.
    public var description: String { expression.words }
    /// The first sentence of the description.
    public var name: String { description.split(separator: ". ").first.map(String.init) ?? description }
    /// The terms for a judge.
    public var table: TermTable {
        TermTable(
            id: id, name: name, offset: offset, terms: terms, keywords: keywords,
            source: "synthesis \(expression)")
    }
}
