/// One term with its index: a(index) = term.
public struct IndexedTerm: Hashable, Sendable {
    /// The index n. May be negative.
    public let index: Int
    /// The value a(n).
    public let term: Term

    /// Pairs an index with its term.
    public init(index: Int, term: Term) {
        self.index = index
        self.term = term
    }
}

/// The known terms of one sequence.
public struct TermTable: Sendable, Equatable {
    /// The sequence's name in its collection, such as `A000045`; nil when the source does not say.
    public let id: String?
    /// The sequence's title; nil when the source does not say.
    public let name: String?
    /// The index of the first term that a program printing the sequence prints. Not above the first entry's.
    public let offset: Int
    /// The terms: indices ascending and unique, gaps allowed.
    public let entries: [IndexedTerm]
    /// The keywords of the source (`nonn`, `sign`, …); empty when it has none.
    public let keywords: [String]
    /// Where the terms come from, for people: a format and a file name.
    public let source: String

    /// The largest magnitude of an index that a reader accepts: far beyond any real one, and far enough from
    /// the ends of `Int` that no arithmetic on indices overflows.
    public static let largestIndex = 4_000_000_000_000_000_000

    /// A table of consecutive terms from an offset.
    /// - Precondition: the indices fit in an `Int`.
    public init(
        id: String? = nil, name: String? = nil, offset: Int, terms: [Term], keywords: [String] = [],
        source: String
    ) {
        let entries = terms.enumerated().map { IndexedTerm(index: offset + $0.offset, term: $0.element) }
        self.init(
            id: id, name: name, offset: offset, ascending: entries, keywords: keywords, source: source)
    }

    /// A table of terms that know their indices. They are sorted; of entries with one index the first stays.
    /// - Parameter offset: the index a printed list begins with; nil for the lowest index. An offset above
    ///   the lowest index is lowered to it.
    public init(
        id: String? = nil, name: String? = nil, offset: Int? = nil, entries: [IndexedTerm],
        keywords: [String] = [], source: String
    ) {
        var seen: Set<Int> = []
        let unique = entries.filter { seen.insert($0.index).inserted }.sorted { $0.index < $1.index }
        let lowest = unique.first?.index ?? offset ?? 0
        self.init(
            id: id, name: name, offset: min(offset ?? lowest, lowest), ascending: unique,
            keywords: keywords, source: source)
    }

    init(
        id: String?, name: String?, offset: Int, ascending entries: [IndexedTerm], keywords: [String],
        source: String
    ) {
        self.id = id
        self.name = name
        self.offset = offset
        self.entries = entries
        self.keywords = keywords
        self.source = source
    }

    /// The term at an index, nil where the table has none.
    public subscript(index: Int) -> Term? {
        let position = entries.partitioningIndex { $0.index >= index }
        guard position < entries.count, entries[position].index == index else { return nil }
        return entries[position].term
    }

    /// Whether the indices have no gap. True of an empty table.
    public var contiguous: Bool {
        guard let first = entries.first, let last = entries.last else { return true }
        return first.index.addingReportingOverflow(entries.count - 1) == (last.index, false)
    }

    /// The table cut to its first `count` terms; all of them when it has fewer. The offset stays.
    public func prefix(_ count: Int) -> TermTable {
        keeping(Array(entries.prefix(max(0, count))))
    }

    /// The table cut to the selected indices. The offset stays, because a program that prints the sequence
    /// still begins there.
    /// - Throws: ``SelectionError`` when an index named singly is not in the table, or when a range meets no
    ///   term at all. Gaps within a range, and ends beyond the table, are no error.
    public func restricted(to selection: IndexSelection) throws(SelectionError) -> TermTable {
        for range in selection.ranges {
            let position = entries.partitioningIndex { $0.index >= range.lowerBound }
            if position < entries.count, range.contains(entries[position].index) { continue }
            let extent = entries.first.flatMap { first in
                entries.last.map { "the known terms run from \(first.index) to \($0.index)" }
            }
            throw SelectionError(
                problem: "no term is known at \(IndexSelection.describe(range))",
                expected: extent ?? "a table that is not empty")
        }
        return keeping(entries.filter { selection.contains($0.index) })
    }

    /// The table with other keywords.
    public func with(keywords: [String]) -> TermTable {
        TermTable(id: id, name: name, offset: offset, ascending: entries, keywords: keywords, source: source)
    }

    private func keeping(_ kept: [IndexedTerm]) -> TermTable {
        TermTable(
            id: id, name: name, offset: offset, ascending: kept, keywords: keywords, source: source)
    }
}

extension Array {
    /// The first position whose element satisfies a predicate that, once true, stays true.
    package func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
