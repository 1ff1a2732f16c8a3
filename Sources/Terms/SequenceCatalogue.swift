/// A collection of known sequences that can be looked up by their terms.
public protocol SequenceCatalogue: Sendable {
    /// The sequences that hold the given consecutive terms, as they are or related in one of the ways of
    /// ``SequenceMatch/Relation``; the likeliest first.
    /// - Parameters:
    ///   - terms: consecutive terms, at least one.
    ///   - limit: how many matches are wanted at most.
    /// - Throws: when the collection cannot be read.
    func sequences(holding terms: [Term], limit: Int) throws -> [SequenceMatch]
}

/// A known sequence that holds the terms looked for.
public struct SequenceMatch: Sendable, Hashable {
    /// The sequence's id, such as `A000204`.
    public var id: String
    /// Its title; nil when it has none.
    public var name: String?
    /// How the terms looked for come of the sequence's.
    public var relation: Relation
    /// The sequence's index of the first of the terms looked for.
    public var index: Int
    /// How many terms were compared and fit.
    public var fitting: Int

    /// What is to be done to the known sequence to get the terms looked for.
    public enum Relation: Sendable, Hashable {
        /// Nothing.
        case equal
        /// Its signs are to be turned, all of them.
        case negated
        /// Its signs are to be left out, or put in: the magnitudes are equal.
        case magnitudes
        /// Each term is to be multiplied by `numerator` / `denominator`, in lowest terms.
        case multiplied(numerator: Term, denominator: Term)
        /// A constant is to be added to each term.
        case added(Term)
        /// Its partial sums are to be taken.
        case partialSums
        /// Its first differences are to be taken.
        case differences
    }

    /// A match.
    public init(id: String, name: String?, relation: Relation, index: Int, fitting: Int) {
        self.id = id
        self.name = name
        self.relation = relation
        self.index = index
        self.fitting = fitting
    }
}
