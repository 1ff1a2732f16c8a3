import GRDB
import Terms

extension SequenceStore {
    /// One line of a list.
    public struct Line: Sendable {
        /// The sequence's name.
        public var id: String
        /// Its title; nil where none is known.
        public var name: String?
        /// The index of its first term, as a source says it, else where the b-file begins; nil where neither tells.
        public var offset: Int?
        /// Its keywords.
        public var keywords: [String]
        /// How many terms its data has.
        public var dataCount: Int
        /// How many terms its b-file has.
        public var bFileCount: Int
        /// Whether data and b-file differ.
        public var disagrees: Bool
    }

    /// Which sequences are listed.
    public struct Selection: Sendable {
        /// Only those with all of these keywords.
        public var keywords: [String] = []
        /// Only those whose title holds this text, upper and lower case alike.
        public var title: String?
        /// Only those whose data and b-file differ.
        public var onlyDisagreeing = false
        /// At most so many; nil: all.
        public var limit: Int?

        /// All sequences.
        public init() {}
    }

    /// Gives the sequences one after the other, by number; those with other names come last.
    /// - Parameter body: returns whether to go on.
    /// - Throws: ``StoreError`` where the file cannot be read.
    public func forEachLine(_ selection: Selection, _ body: (Line) -> Bool) throws(StoreError) {
        var conditions: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        for keyword in selection.keywords {
            conditions.append("instr(',' || s.keywords || ',', ?) > 0")
            arguments.append(",\(keyword),")
        }
        if let title = selection.title {
            conditions.append("instr(lower(s.name), lower(?)) > 0")
            arguments.append(title)
        }
        if selection.onlyDisagreeing { conditions.append("g.key IS NOT NULL") }
        var sql = """
            SELECT s.key, s.id, s.name, s.first, s.keywords, s.count, b.count AS b_count, b.runs, g.key AS differs \
            FROM sequences s LEFT JOIN bfiles b ON b.key = s.key LEFT JOIN disagreements g ON g.key = s.key
            """
        if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
        sql += " ORDER BY s.key"
        if let limit = selection.limit { sql += " LIMIT \(max(0, limit))" }
        try reading { database in
            let rows = try Row.fetchCursor(database, sql: sql, arguments: StatementArguments(arguments))
            while let row = try rows.next() {
                let keywords: String = row["keywords"] ?? ""
                let runs = Runs.parse(row["runs"] ?? "")
                let line = Line(
                    id: StoreSchema.id(row["key"], row["id"]), name: row["name"],
                    offset: row["first"] ?? runs.first?.first,
                    keywords: keywords.split(separator: ",").map(String.init), dataCount: row["count"] ?? 0,
                    bFileCount: row["b_count"] ?? 0, disagrees: row["differs"] as Int? != nil)
                if !body(line) { return }
            }
        }
    }

    /// How much there is in a store.
    public struct Figures: Sendable, Equatable {
        /// All sequences.
        public var sequences = 0
        /// Those with terms, as data.
        public var withData = 0
        /// Those with a title.
        public var named = 0
        /// Those whose first index a source tells.
        public var withOffset = 0
        /// Those with a b-file.
        public var withBFile = 0
        /// Terms of all data.
        public var dataTerms = 0
        /// Terms of all b-files.
        public var bFileTerms = 0
        /// Those whose data and b-file differ.
        public var disagreeing = 0
        /// The files that something is from.
        public var sources: [String] = []
        /// What the file takes, in bytes.
        public var bytes = 0
        /// What the index of terms takes of it, in bytes.
        public var indexBytes = 0
    }

    /// Counts what there is.
    /// - Throws: ``StoreError`` where the file cannot be read.
    public func figures() throws(StoreError) -> Figures {
        try reading { database in
            var figures = Figures()
            if let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT count(*) AS a, count(terms) AS b, count(name) AS c, count(first) AS d, sum(count) AS e \
                    FROM sequences
                    """)
            {
                (figures.sequences, figures.withData, figures.named) = (row["a"], row["b"], row["c"])
                (figures.withOffset, figures.dataTerms) = (row["d"], row["e"] ?? 0)
            }
            if let row = try Row.fetchOne(
                database, sql: "SELECT count(*) AS a, sum(count) AS b FROM bfiles")
            {
                (figures.withBFile, figures.bFileTerms) = (row["a"], row["b"] ?? 0)
            }
            func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
            figures.disagreeing = try number("SELECT count(*) FROM disagreements")
            // Only the newest are told: an import of b-files has as many sources as files.
            figures.sources = try String.fetchAll(
                database, sql: "SELECT text FROM sources ORDER BY id DESC LIMIT 20")
            figures.bytes = try number("PRAGMA page_count") * number("PRAGMA page_size")
            figures.indexBytes = try number("SELECT sum(length(entries)) FROM postings")
            return figures
        }
    }
}
