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
    private let find: Statement
    private let insert: Statement
    private let update: Statement
    private let insertBFile: Statement

    init(_ database: Database) throws {
        self.database = database
        find = try database.makeStatement(
            sql: """
                SELECT name, first, first_source, keywords, count, terms, source FROM sequences WHERE key = ?
                """)
        insert = try database.makeStatement(
            sql: """
                INSERT INTO sequences (key, id, name, first, first_source, keywords, count, terms, source) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        update = try database.makeStatement(
            sql: """
                UPDATE sequences SET name = ?, first = ?, first_source = ?, keywords = ?, count = ?, terms = ?, \
                source = ? WHERE key = ?
                """)
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

    /// What a row of `sequences` holds.
    private struct Fields {
        var name: String?
        var first: Int?
        var firstSource: Int?
        var keywords: String?
        var count: Int?
        var terms: [UInt8]?
        var source: Int?

        init() {}

        init(_ row: Row) {
            (name, first, firstSource) = (row[0], row[1], row[2])
            (keywords, count, terms, source) = (row[3], row[4], row.bytes(5), row[6])
        }

        var arguments: [(any DatabaseValueConvertible)?] {
            [name, first, firstSource, keywords, count, terms.map { Data($0) }, source]
        }
    }

    /// Merges a record.
    mutating func take(
        _ record: SequenceRecord, _ source: Int, _ report: (SequenceImport.Event) -> Void
    ) throws {
        let key = try key(record.id)
        let row = try Row.fetchOne(find, arguments: [key])
        let old = row.map { Fields($0) }
        var new = old ?? Fields()
        if let name = record.name { new.name = name }
        if let keywords = record.keywords, !keywords.isEmpty {
            new.keywords = keywords.map { $0.filter { $0 != "," } }.joined(separator: ",")
        }
        // A b-file tells where it begins itself, and that is kept with it.
        if let offset = record.offset, record.runs == nil {
            if let before = new.first, before != offset {
                report(.note("\(record.id): the offset was \(before) and is now \(offset)"))
            }
            (new.first, new.firstSource) = (offset, source)
            touched.insert(key)
        }
        if let terms = record.terms, record.runs == nil {
            try merge(terms, of: record.id, source, into: &new, report)
            touched.insert(key)
        }
        summary.records += 1
        if old == nil {
            summary.added += 1
            let named = key >= StoreSchema.firstNamed ? record.id : nil
            try insert.execute(arguments: StatementArguments([key, named] + new.arguments))
        } else if record.runs == nil {
            try update.execute(arguments: StatementArguments(new.arguments + [key]))
        }
        if let terms = record.terms, let runs = record.runs {
            touched.insert(key)
            hasNewTerms = true
            try insertBFile.execute(arguments: [
                key, terms.count, Runs.text(runs), Data(terms.bytes), source,
            ])
        }
    }

    private mutating func merge(
        _ terms: PackedTerms, of id: String, _ source: Int, into fields: inout Fields,
        _ report: (SequenceImport.Event) -> Void
    ) throws {
        let before = fields.terms.flatMap { PackedTerms(bytes: $0) }
        if let before {
            // The same terms, or fewer of them, tell nothing new.
            if terms.isPrefix(of: before) { return }
            if !before.isPrefix(of: terms) {
                let (old, new) = (before.terms(), terms.terms())
                let position = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
                report(
                    .note(
                        "\(id): term \(position + 1) of the data was \(old[position].shown) and is now "
                            + new[position].shown))
                summary.changed += 1
            }
        }
        (fields.terms, fields.count, fields.source) = (terms.bytes, terms.count, source)
        hasNewTerms = true
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
