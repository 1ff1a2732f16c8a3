import Dispatch
import Foundation
import GRDB
import Synchronization
import Terms

/// Makes the index of a store.
enum IndexWriter {
    /// Of a b-file, this many terms are in the index. The data of a sequence is in it as a whole.
    static let deepest = 1_000

    /// Makes the index anew from all terms.
    static func rebuild(_ database: Database, _ isCancelled: () -> Bool) throws {
        try database.execute(sql: "DELETE FROM postings")
        for form in Windows.Form.allCases {
            var entries = HashEntries()
            try forEachHash(form, database, isCancelled) { entries.append($0, $1) }
            try write(entries.sorted(), form, database, isCancelled)
        }
    }

    private static func forEachHash(
        _ form: Windows.Form, _ database: Database, _ isCancelled: () -> Bool,
        _ body: (UInt32, UInt32) -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT s.key, s.terms, b.terms, b.runs FROM sequences s LEFT JOIN bfiles b ON b.key = s.key
                """)
        var residues = Residues()
        var hashes: [UInt32] = []
        var number = 0
        while let row = try rows.next() {
            number += 1
            if number & 1023 == 0, isCancelled() { throw SequenceImport.cancelled }
            let key = UInt32(truncatingIfNeeded: row[0] as Int)
            hashes.removeAll(keepingCapacity: true)
            if let data = row.bytes(1) {
                residues.load(data)
                add(form, residues, to: &hashes)
            }
            if let bFile = row.bytes(2), form != .beginnings || hashes.isEmpty {
                var passed = 0
                for run in Runs.parse(row[3] ?? "") where passed < deepest {
                    defer { passed += run.count }
                    // A run too short for a stretch is not looked up either; there may be thousands of them.
                    if form != .beginnings, run.count < Windows.shortest { continue }
                    residues.load(bFile, skipping: passed, atMost: min(run.count, deepest - passed))
                    add(form, residues, to: &hashes)
                    if form == .beginnings { break }
                }
            }
            // A stretch that comes again is kept once.
            hashes.sort()
            var last: UInt32?
            for hash in hashes where hash != last {
                body(hash, key)
                last = hash
            }
        }
    }

    private static func add(_ form: Windows.Form, _ residues: Residues, to hashes: inout [UInt32]) {
        switch form {
        case .ratios: Windows.ratios(residues.magnitudes) { hashes.append($0) }
        case .differences: Windows.differences(residues.differences) { hashes.append($0) }
        case .beginnings: Windows.beginnings(residues.magnitudes) { hashes.append($0) }
        }
    }

    private static func write(
        _ parts: [[UInt64]], _ form: Windows.Form, _ database: Database, _ isCancelled: () -> Bool
    ) throws {
        let insert = try database.makeStatement(sql: "INSERT INTO postings (bucket, entries) VALUES (?, ?)")
        for part in parts {
            if isCancelled() { throw SequenceImport.cancelled }
            var start = 0
            while start < part.count {
                let top = part[start] >> 48
                var end = start
                while end < part.count, part[end] >> 48 == top { end += 1 }
                let data = Postings.pack(capped(part[start..<end]))
                let bucket = Postings.bucket(UInt32(truncatingIfNeeded: part[start] >> 32), form)
                try insert.execute(arguments: [bucket, data])
                start = end
            }
        }
    }

    /// The entries, without those beyond the most that are kept of a hash.
    private static func capped(_ entries: ArraySlice<UInt64>) -> [UInt64] {
        var kept: [UInt64] = []
        kept.reserveCapacity(entries.count)
        var (hash, count) = (UInt64.max, 0)
        for entry in entries {
            count = entry >> 32 == hash ? count + 1 : 1
            hash = entry >> 32
            if count <= Postings.most { kept.append(entry) }
        }
        return kept
    }
}

/// Hashes with their sequences, in parts by the first byte of the hash, so that each part is sorted by itself.
private struct HashEntries {
    private var parts = [[UInt64]](repeating: [], count: 256)

    mutating func append(_ hash: UInt32, _ key: UInt32) {
        parts[Int(hash >> 24)].append(UInt64(hash) << 32 | UInt64(key))
    }

    /// All parts sorted, on all processors.
    consuming func sorted() -> [[UInt64]] {
        let shared = Mutex(parts)
        DispatchQueue.concurrentPerform(iterations: 256) { number in
            var part = shared.withLock { parts in
                let part = parts[number]
                parts[number] = []
                return part
            }
            part.sort()
            shared.withLock { [part] in $0[number] = part }
        }
        return shared.withLock { $0 }
    }
}
