import GRDB
import Terms

/// The tables of a store, and what tells it from other SQLite files.
enum StoreSchema {
    /// `sqjs`, in the file's header.
    static let application = 0x7371_6a73
    /// Raised by every change after which an older program would read wrongly.
    static let version = 1
    /// The number of the first sequence whose name is no A-number; those with one have its number.
    static let firstNamed = 1 << 30

    /// The statements that make the tables.
    static let creation = """
        CREATE TABLE sources (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        CREATE TABLE sequences (
            key INTEGER PRIMARY KEY, id TEXT, name TEXT, first INTEGER, first_source INTEGER, keywords TEXT,
            count INTEGER, terms BLOB, source INTEGER);
        CREATE UNIQUE INDEX named ON sequences (id) WHERE id IS NOT NULL;
        CREATE TABLE bfiles (
            key INTEGER PRIMARY KEY, count INTEGER NOT NULL, runs TEXT NOT NULL, terms BLOB NOT NULL,
            source INTEGER NOT NULL);
        CREATE TABLE disagreements (
            key INTEGER PRIMARY KEY, index_ INTEGER NOT NULL, count INTEGER NOT NULL, common INTEGER NOT NULL,
            shift INTEGER NOT NULL, signs INTEGER NOT NULL);
        CREATE TABLE postings (bucket INTEGER PRIMARY KEY, entries BLOB NOT NULL);
        PRAGMA application_id = \(application);
        PRAGMA user_version = \(version);
        """

    /// Refuses a file that is no store, or one that this program does not know how to read.
    static func check(_ database: Database, path: String) throws(StoreError) {
        let found: (application: Int, version: Int)
        do {
            found = (
                try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            )
        } catch {
            throw unusable(path, error)
        }
        guard found.application == application else {
            throw StoreError(.unusable, "\(path): no store of sequences")
        }
        guard found.version <= version else {
            throw StoreError(
                .unusable,
                "\(path): a store of version \(found.version), and only those up to \(version) are known",
                hint: "use a newer seqjudge, or import into another file")
        }
    }

    /// What an error of SQLite's means for a reader.
    static func unusable(_ path: String, _ error: any Error) -> StoreError {
        guard let error = error as? DatabaseError else { return StoreError(.unusable, "\(path): \(error)") }
        if error.resultCode == .SQLITE_NOTADB {
            return StoreError(.unusable, "\(path): no store of sequences")
        }
        return StoreError(.unusable, "\(path): cannot be read: \(error.message ?? "\(error.resultCode)")")
    }

    /// The number that a sequence is kept under; nil for a name that is no A-number.
    static func key(_ id: String) -> Int? {
        SequenceID.normalize(id).flatMap { Int($0.dropFirst()) }
    }

    /// The name of a number.
    static func id(_ key: Int, _ named: String?) -> String {
        named ?? SequenceID.normalize("A\(key)") ?? "A\(key)"
    }
}
