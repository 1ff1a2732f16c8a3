import Foundation
import GRDB
import Terms

/// Merges records into the tables of a draft.
struct RecordWriter {
    /// What has come of it so far.
    var summary = SequenceImport.Summary()
    /// Whether there are terms that the index does not have.
    private(set) var hasNewTerms = false

    private let database: Database
    private var touched: Set<Int> = []
    private var nextNamed: Int
    private let findHead: Statement
    private let findTerms: Statement
    private let insert: Statement
    private let updateHead: Statement
    private let updateTerms: Statement
    private let insertBFile: Statement

    init(_ database: Database) throws {
        self.database = database
        findHead = try database.makeStatement(
            sql: "SELECT name, first, first_source, keywords FROM sequences WHERE key = ?")
        findTerms = try database.makeStatement(sql: "SELECT terms FROM sequences WHERE key = ?")
        insert = try database.makeStatement(
            sql: """
                INSERT INTO sequences (key, id, name, first, first_source, keywords, count, terms, source) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        updateHead = try database.makeStatement(
            sql: "UPDATE sequences SET name = ?, first = ?, first_source = ?, keywords = ? WHERE key = ?")
        updateTerms = try database.makeStatement(
            sql: "UPDATE sequences SET count = ?, terms = ?, source = ? WHERE key = ?")
        insertBFile = try database.makeStatement(
            sql: "INSERT OR REPLACE INTO bfiles (key, count, runs, terms, source) VALUES (?, ?, ?, ?, ?)")
        let last = try Int.fetchOne(database, sql: "SELECT max(key) FROM sequences") ?? 0
        nextNamed = max(StoreSchema.firstNamed, last + 1)
    }

    /// The number of a source, for the rows that come of it.
    func source(_ form: RecordForm, _ name: String) throws -> Int {
        let text = "\(form.rawValue) \(name)"
        if let id = try Int.fetchOne(
            database, sql: "SELECT id FROM sources WHERE text = ?", arguments: [text])
        {
            return id
        }
        try database.execute(sql: "INSERT INTO sources (text) VALUES (?)", arguments: [text])
        return Int(database.lastInsertedRowID)
    }

    /// What a row of `sequences` holds besides terms.
    private struct Head: Equatable {
        var name: String?
        var first: Int?
        var firstSource: Int?
        var keywords: String?

        init() {}

        init(_ row: Row) { (name, first, firstSource, keywords) = (row[0], row[1], row[2], row[3]) }
    }

    /// Merges a record.
    mutating func take(
        _ record: SequenceRecord, _ source: Int, _ report: (SequenceImport.Event) -> Void
    ) throws {
        let key = try key(record.id)
        let old = try Row.fetchOne(findHead, arguments: [key]).map { Head($0) }
        var new = old ?? Head()
        if let name = record.name { new.name = name }
        if let keywords = record.keywords, !keywords.isEmpty {
            new.keywords = keywords.map { $0.filter { $0 != "," } }.joined(separator: ",")
        }
        // A b-file tells where it begins itself, and that is kept with it.
        let isBFile = record.runs != nil
        if let offset = record.offset, !isBFile, offset != new.first {
            if let before = new.first {
                report(.note("\(record.id): the offset was \(before) and is now \(offset)"))
            }
            (new.first, new.firstSource) = (offset, source)
            touched.insert(key)
        }
        summary.records += 1
        let terms = isBFile ? nil : record.terms
        if old == nil {
            summary.added += 1
            let named = key >= StoreSchema.firstNamed ? record.id : nil
            try insert.execute(arguments: [
                key, named, new.name, new.first, new.firstSource, new.keywords, terms?.count,
                terms.map { Data($0.bytes) }, terms == nil ? nil : source,
            ])
            if terms != nil { note(key) }
        } else {
            if old != new {
                try updateHead.execute(arguments: [
                    new.name, new.first, new.firstSource, new.keywords, key,
                ])
            }
            if let terms { try merge(terms, of: record.id, key, source, report) }
        }
        if let terms = record.terms, let runs = record.runs {
            note(key)
            try insertBFile.execute(arguments: [
                key, terms.count, Runs.text(runs), Data(terms.bytes), source,
            ])
        }
    }

    private mutating func note(_ key: Int) {
        touched.insert(key)
        hasNewTerms = true
    }

    private mutating func merge(
        _ terms: PackedTerms, of id: String, _ key: Int, _ source: Int,
        _ report: (SequenceImport.Event) -> Void
    ) throws {
        let bytes = try Row.fetchOne(findTerms, arguments: [key])?.bytes(0)
        // The same terms, or fewer of them, tell nothing new.
        if bytes == terms.bytes { return }
        if let before = bytes.flatMap({ PackedTerms(bytes: $0) }) {
            if terms.isPrefix(of: before) { return }
            if !before.isPrefix(of: terms) {
                let (old, new) = (before.terms(), terms.terms())
                let position = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
                // A file that was cut off ends in the middle of a term.
                if position == new.count - 1, old[position].description.hasPrefix(new[position].description) {
                    report(.note("\(id): the data breaks off in term \(position + 1); the older terms stay"))
                    return
                }
                report(
                    .note(
                        "\(id): term \(position + 1) of the data was \(old[position].shown) and is now "
                            + new[position].shown))
                summary.changed += 1
            }
        }
        try updateTerms.execute(arguments: [terms.count, Data(terms.bytes), source, key])
        note(key)
    }

    private mutating func key(_ id: String) throws -> Int {
        if let key = StoreSchema.key(id) { return key }
        let known = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT key FROM sequences WHERE id = ?"), arguments: [id])
        if let known { return known }
        defer { nextNamed += 1 }
        return nextNamed
    }

    /// Compares data and b-file of all sequences of this import that have both.
    mutating func compare(_ report: (SequenceImport.Event) -> Void) throws {
        let delete = try database.makeStatement(sql: "DELETE FROM disagreements WHERE key = ?")
        let insert = try database.makeStatement(
            sql: """
                INSERT INTO disagreements (key, index_, count, common, shift, signs) VALUES (?, ?, ?, ?, ?, ?)
                """)
        let both = try database.makeStatement(
            sql: """
                SELECT s.id, s.first, s.terms, b.runs, b.terms FROM bfiles b JOIN sequences s ON s.key = b.key \
                WHERE b.key = ? AND s.terms IS NOT NULL
                """)
        for key in touched.sorted() {
            guard let row = try Row.fetchOne(both, arguments: [key]) else { continue }
            try delete.execute(arguments: [key])
            var sequence = StoredSequence(
                id: StoreSchema.id(key, row[0]), name: nil, offset: row[1], keywords: [])
            sequence.packedData = row.bytes(2).flatMap { PackedTerms(bytes: $0) }
            sequence.packedBFile = row.bytes(4).flatMap { PackedTerms(bytes: $0) }
            sequence.runs = Runs.parse(row[3])
            let data = sequence.data
            guard let first = sequence.firstIndex,
                let found = Disagreement(
                    data: data, first: first, bFile: sequence.bFile(upTo: first + data.count + 3))
            else { continue }
            try insert.execute(arguments: [
                key, found.index, found.count, found.common, found.shift, found.isOfSigns,
            ])
            summary.disagreeing += 1
            report(.note("\(sequence.id): \(found)"))
        }
    }
}

extension Term {
    /// The term for a message, cut in the middle where it is long.
    var shown: String {
        let text = description
        return text.count <= 40 ? text : "\(text.prefix(16))…\(text.suffix(16)) (\(digitCount) digits)"
    }
}
