import Foundation
import GRDB
import Glibc
import Terms

/// Known sequences in one SQLite file, open for reading.
///
/// The file is never changed in place: an import makes a new one and puts it in the old one's stead. So a store that is
/// open goes on showing what it held when it was opened, and may lie in a folder that nobody can write to.
public final class SequenceStore: Sendable {
    /// The file, as the caller named it.
    public let path: String
    let queue: DatabaseQueue

    /// Opens a store.
    /// - Throws: ``StoreError`` of the kind `absent` where there is no file, else `unusable`.
    public init(path: String) throws(StoreError) {
        self.path = path
        guard access(path, R_OK) == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR {
                throw StoreError(
                    .absent, "\(path): no such file", hint: "make it with: seqjudge sequences import")
            }
            throw StoreError(.unusable, "\(path): \(String(cString: strerror(code)))")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 2147418112")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreSchema.unusable(path, error)
        }
        try reading { database in try StoreSchema.check(database, path: path) }
    }

    /// A sequence by its name; nil where the store has none of that name. Takes some microseconds, and about a tenth of one
    /// for each term.
    /// - Throws: ``StoreError`` where the file cannot be read.
    public func sequence(_ id: String) throws(StoreError) -> StoredSequence? {
        try reading { database in
            try self.key(id, database).flatMap { try self.sequence(key: $0, database) }
        }
    }

    func key(_ id: String, _ database: Database) throws -> Int? {
        if let key = StoreSchema.key(id) { return key }
        return try Int.fetchOne(
            database.cachedStatement(sql: "SELECT key FROM sequences WHERE id = ?"), arguments: [id])
    }

    private static let columns = """
        SELECT s.terms, b.terms, s.id, s.name, s.first, f.text AS first_source, s.keywords, d.text AS source, b.runs, \
        c.text AS b_source, g.index_, g.count AS differing, g.common, g.shift, g.signs \
        FROM sequences s LEFT JOIN sources f ON f.id = s.first_source LEFT JOIN sources d ON d.id = s.source \
        LEFT JOIN bfiles b ON b.key = s.key LEFT JOIN sources c ON c.id = b.source \
        LEFT JOIN disagreements g ON g.key = s.key WHERE s.key = ?
        """

    func sequence(key: Int, _ database: Database) throws -> StoredSequence? {
        let statement = try database.cachedStatement(sql: SequenceStore.columns)
        guard let row = try Row.fetchOne(statement, arguments: [key]) else { return nil }
        let keywords: String = row["keywords"] ?? ""
        var result = StoredSequence(
            id: StoreSchema.id(key, row["id"]), name: row["name"], offset: row["first"],
            keywords: keywords.split(separator: ",").map(String.init))
        result.offsetSource = row["first_source"]
        result.packedData = try packed(row.bytes(0), result.id)
        result.dataSource = row["source"]
        result.packedBFile = try packed(row.bytes(1), result.id)
        result.bFileSource = row["b_source"]
        result.runs = Runs.parse(row["runs"] ?? "")
        guard result.packedBFile == nil || result.runs.reduce(0, { $0 + $1.count }) == result.bFileCount
        else {
            throw damaged(result.id)
        }
        if let index: Int = row["index_"] {
            result.disagreement = Disagreement(
                index: index, count: row["differing"], common: row["common"], shift: row["shift"],
                isOfSigns: row["signs"])
        }
        return result
    }

    private func packed(_ bytes: [UInt8]?, _ id: String) throws(StoreError) -> PackedTerms? {
        guard let bytes else { return nil }
        guard let terms = PackedTerms(bytes: bytes), terms.count > 0 else { throw damaged(id) }
        return terms
    }

    private func damaged(_ id: String) -> StoreError {
        StoreError(
            .unusable, "\(path): the record of \(id) is damaged", hint: "make the store anew from its sources"
        )
    }

    /// Reads, with what SQLite throws made an error of ours.
    func reading<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreSchema.unusable(path, error)
        }
    }
}

/// Stretches of consecutive indices as text: `0+100,105+3`.
enum Runs {
    static func text(_ runs: [SequenceRecord.Run]) -> String {
        runs.map { "\($0.first)+\($0.count)" }.joined(separator: ",")
    }

    static func parse(_ text: String) -> [SequenceRecord.Run] {
        text.split(separator: ",").compactMap { part in
            guard let plus = part.lastIndex(of: "+"), let first = Int(part[..<plus]),
                let count = Int(part[part.index(after: plus)...]), count > 0,
                first.magnitude <= TermTable.largestIndex.magnitude, count < 1 << 40
            else { return nil }
            return SequenceRecord.Run(first: first, count: count)
        }
    }
}

extension Row {
    /// The bytes in a column; nil where it has none.
    func bytes(_ column: Int) -> [UInt8]? {
        (self[column] as Data?).map { [UInt8]($0) }
    }
}
