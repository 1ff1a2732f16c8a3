public import Terms

/// A catalogue of a few tables, searched one by one: for suites, and for callers with sequences of their own. It knows
/// the relation ``SequenceMatch/Relation/equal`` only.
public struct TableCatalogue: SequenceCatalogue {
    private let tables: [TermTable]

    /// A catalogue of these; tables without an id are left out.
    public init(_ tables: [TermTable]) { self.tables = tables.filter { $0.id != nil } }

    /// The sequences that hold the terms one after the other, in the order of the tables. What reaches beyond the end
    /// of a table does not count against it, if it holds the first six at least.
    public func sequences(holding terms: [Term], limit: Int) -> [SequenceMatch] {
        guard let first = terms.first else { return [] }
        var matches: [SequenceMatch] = []
        for table in tables {
            if matches.count >= limit { break }
            for (place, entry) in table.entries.enumerated() where entry.term == first {
                let fitting = zip(terms, table.entries[place...]).prefix { $0 == $1.term }.count
                let isWhole = fitting == terms.count || place + fitting == table.entries.count && fitting >= 6
                guard isWhole, let id = table.id else { continue }
                matches.append(
                    SequenceMatch(
                        id: id, name: table.name, relation: .equal, index: entry.index, fitting: fitting))
                break
            }
        }
        return matches
    }
}
