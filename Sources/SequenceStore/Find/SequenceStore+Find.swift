import GRDB
public import Terms

extension SequenceStore: SequenceCatalogue {
    /// The sequences that hold consecutive terms, or come of them; see ``SequenceCatalogue``.
    ///
    /// Where a sequence's known terms end before the terms looked for, as many as there are must fit, and at least eight.
    /// Terms too few or too much alike to have a stretch in the index (fewer than four, or up to eleven zeros and ones)
    /// are found only where a sequence begins with them. Of terms that more than 4,096 sequences have, those with the
    /// lowest numbers are found. The index of a match counts from 0 where the sequence's first index is not known; for
    /// differences it is that of the first of two terms.
    /// - Throws: ``StoreError`` where the file cannot be read.
    public func sequences(holding terms: [Term], limit: Int) throws(StoreError) -> [SequenceMatch] {
        try ranked(Query(terms), limit: limit).map(\.match)
    }

    func ranked(_ query: Query, limit: Int) throws(StoreError) -> [RankedMatch] {
        guard limit > 0, !query.terms.isEmpty else { return [] }
        return try reading { database in
            var search = Search(store: self, database: database, query: query, limit: limit)
            for lookup in query.lookups { try search.run(lookup) }
            return Array(search.found.values.sorted(by: RankedMatch.isBetter).prefix(limit))
        }
    }
}

/// One search in a store.
private struct Search {
    /// No more sequences than this are compared in one lookup; the likeliest come first.
    static let mostCompared = 3_000

    let store: SequenceStore
    let database: Database
    let query: Query
    let limit: Int
    private(set) var found: [Int: RankedMatch] = [:]
    private var room = Residues()

    init(store: SequenceStore, database: Database, query: Query, limit: Int) {
        self.store = store
        self.database = database
        self.query = query
        self.limit = limit
    }

    mutating func run(_ lookup: Query.Lookup) throws {
        var perfect = found.values.count { $0.isPerfect }
        for key in try candidates(lookup).prefix(Search.mostCompared) where found[Int(key)] == nil {
            guard let match = try compare(Int(key), lookup) else { continue }
            found[Int(key)] = match
            if match.isPerfect { perfect += 1 }
            // The keys ascend, and nothing is better than perfect but a lower key.
            if perfect >= limit { return }
        }
    }

    /// The sequences that have all stretches, by number.
    private func candidates(_ lookup: Query.Lookup) throws -> [UInt32] {
        var lists: [[UInt32]] = []
        for hash in Set(lookup.hashes) {
            let keys = try Postings.keys(hash, lookup.form, database)
            if keys.isEmpty { return [] }
            lists.append(keys)
        }
        lists.sort { $0.count < $1.count }
        guard var keys = lists.first else { return [] }
        for list in lists.dropFirst() where keys.count > 8 { keys = Search.intersection(keys, list) }
        return keys
    }

    /// The keys that are in a list, or beyond the end of one that was cut.
    private static func intersection(_ keys: [UInt32], _ list: [UInt32]) -> [UInt32] {
        var position = 0
        return keys.filter { key in
            while position < list.count, list[position] < key { position += 1 }
            return position < list.count ? list[position] == key : list.count >= Postings.most
        }
    }

    private mutating func compare(_ key: Int, _ lookup: Query.Lookup) throws -> RankedMatch? {
        let statement = try database.cachedStatement(
            sql: "SELECT terms, id, name, first, keywords FROM sequences WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]) else { return nil }
        let keywords: String = row[4] ?? ""
        let sequence = StoredSequence(
            id: StoreSchema.id(key, row[1]), name: row[2], offset: row[3],
            keywords: keywords.split(separator: ",").map(String.init))
        let first = sequence.offset
        if let terms = row.bytes(0).flatMap({ PackedTerms(bytes: $0) }),
            let found = match(terms, lookup, relations: lookup.relations)
        {
            let first = try first ?? store.bFileStart(key, database) ?? 0
            return RankedMatch(found, of: query, in: sequence, first: first, key: key)
        }
        return try compareBFile(key, sequence, lookup)
    }

    private mutating func compareBFile(
        _ key: Int, _ sequence: StoredSequence, _ lookup: Query.Lookup
    ) throws -> RankedMatch? {
        let statement = try database.cachedStatement(sql: "SELECT terms, runs FROM bfiles WHERE key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]),
            let packed = row.bytes(0).flatMap({ PackedTerms(bytes: $0) })
        else { return nil }
        let terms = packed.terms(atMost: IndexWriter.deepest + query.terms.count)
        var start = 0
        for (number, run) in Runs.parse(row[1]).enumerated() where start < terms.count {
            let part = PackedTerms(terms[start..<min(start + run.count, terms.count)])
            start += run.count
            // The sums of terms are known only from the first one on.
            let relations = number == 0 ? lookup.relations : lookup.relations.subtracting(.partialSums)
            guard let found = match(part, lookup, relations: relations) else { continue }
            var match = RankedMatch(found, of: query, in: sequence, first: run.first, key: key)
            match.isAtStart = match.isAtStart && number == 0
            return match
        }
        return nil
    }

    private mutating func match(
        _ terms: PackedTerms, _ lookup: Query.Lookup, relations: Relations
    ) -> Matcher.Found? {
        Matcher(query, in: terms, needed: lookup.needed, room: &room).best(of: relations)
    }
}

extension SequenceStore {
    fileprivate func bFileStart(_ key: Int, _ database: Database) throws -> Int? {
        let statement = try database.cachedStatement(sql: "SELECT runs FROM bfiles WHERE key = ?")
        return try String.fetchOne(statement, arguments: [key]).flatMap { Runs.parse($0).first?.first }
    }
}
