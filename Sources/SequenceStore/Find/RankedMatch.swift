import Terms

/// A match and what it is ranked by.
struct RankedMatch {
    var match: SequenceMatch
    /// Whether all terms looked for were compared.
    var isWhole: Bool
    /// Whether the terms are where the sequence begins.
    var isAtStart: Bool
    var isWithdrawn: Bool
    var key: Int

    init(_ found: Matcher.Found, of query: Query, in sequence: StoredSequence, first: Int, key: Int) {
        isWhole = found.fitting == query.terms.count
        isAtStart = found.position == 0
        isWithdrawn = sequence.keywords.contains("dead")
        self.key = key
        match = SequenceMatch(
            id: sequence.id, name: sequence.name, relation: found.relation, index: first + found.position,
            fitting: found.fitting)
    }

    /// Whether no match of a higher number can be better.
    var isPerfect: Bool { match.relation == .equal && isWhole && isAtStart && !isWithdrawn }

    static func isBetter(_ left: RankedMatch, _ right: RankedMatch) -> Bool { left.rank < right.rank }

    private var rank: (Int, Int, Int, Int, Int) {
        (match.relation.rank, isWhole ? 0 : 1, isWithdrawn ? 1 : 0, isAtStart ? 0 : 1, key)
    }
}
