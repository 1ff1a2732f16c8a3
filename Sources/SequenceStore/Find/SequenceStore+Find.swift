import Foundation
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
            var search = try Search(store: self, database: database, query: query, limit: limit)
            for lookup in query.lookups { try search.run(lookup) }
            return Array(search.found.values.sorted(by: RankedMatch.isBetter).prefix(limit))
        }
    }
}

/// One search in a store.
private struct Search {
    /// No more sequences than this are compared in one lookup; the likeliest come first.
    static let mostCompared = 1_000

    let store: SequenceStore
    let database: Database
    let query: Query
    let limit: Int
    private(set) var found: [Int: RankedMatch] = [:]
    private var room = Residues()
    private let terms: Statement
    private let bFile: Statement?
    private let head: Statement

    init(store: SequenceStore, database: Database, query: Query, limit: Int) throws {
        self.store = store
        self.database = database
        self.query = query
        self.limit = limit
        terms = try database.cachedStatement(sql: "SELECT terms FROM sequences WHERE key = ?")
        head = try database.cachedStatement(
            sql: """
                SELECT s.id, s.name, s.first, s.keywords, b.runs FROM sequences s LEFT JOIN bfiles b ON b.key = s.key \
                WHERE s.key = ?
                """)
        let hasBFiles = try Row.fetchOne(database, sql: "SELECT 1 FROM bfiles LIMIT 1") != nil
        bFile =
            hasBFiles
            ? try database.cachedStatement(sql: "SELECT terms, runs FROM bfiles WHERE key = ?") : nil
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
        let rows = try Row.fetchCursor(terms, arguments: [key])
        let found = try withExtendedLifetime(rows) { () -> Matcher.Found? in
            guard let row = try rows.next() else { return nil }
            return try row.withUnsafeData(atIndex: 0) { data in
                data.flatMap { data in
                    data.withUnsafeBytes { room.load($0.bindMemory(to: UInt8.self)) }
                    let matcher = Matcher(query, in: room, needed: lookup.needed) {
                        PackedTerms(bytes: [UInt8](data))?.terms() ?? []
                    }
                    return matcher.best(of: lookup.relations)
                }
            }
        }
        guard let found else { return try compareBFile(key, lookup) }
        return try ranked(found, key, run: nil)
    }

    private mutating func compareBFile(_ key: Int, _ lookup: Query.Lookup) throws -> RankedMatch? {
        guard let bFile, let row = try Row.fetchOne(bFile, arguments: [key]),
            let packed = row.bytes(0).flatMap({ PackedTerms(bytes: $0) })
        else { return nil }
        let terms = packed.terms(atMost: IndexWriter.deepest + query.terms.count)
        var start = 0
        for (number, run) in Runs.parse(row[1]).enumerated() where start < terms.count {
            let part = Array(terms[start..<min(start + run.count, terms.count)])
            start += run.count
            // The sums of terms are known only from the first one on.
            let relations = number == 0 ? lookup.relations : lookup.relations.subtracting(.partialSums)
            let matcher = Matcher(query, in: Residues(part), needed: lookup.needed) { part }
            guard let found = matcher.best(of: relations) else { continue }
            var match = try ranked(found, key, run: run)
            match?.isAtStart = found.position == 0 && number == 0
            return match
        }
        return nil
    }

    /// A match with what is told of its sequence.
    private func ranked(
        _ found: Matcher.Found, _ key: Int, run: SequenceRecord.Run?
    ) throws -> RankedMatch? {
        guard let row = try Row.fetchOne(head, arguments: [key]) else { return nil }
        let keywords: String = row[3] ?? ""
        var sequence = StoredSequence(
            id: StoreSchema.id(key, row[0]), name: row[1], offset: row[2],
            keywords: keywords.split(separator: ",").map(String.init))
        sequence.runs = Runs.parse(row[4] ?? "")
        return RankedMatch(
            found, of: query, in: sequence, first: run?.first ?? sequence.firstIndex ?? 0, key: key)
    }
}
