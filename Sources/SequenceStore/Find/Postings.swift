import Foundation
import GRDB

/// The sequences that have a stretch of a hash. Hashes of 32 bits are kept in rows by their upper half; a row has the
/// lower halves, sorted, two bytes each, and after them the numbers of the sequences, four bytes each.
enum Postings {
    /// Of a hash no more sequences than this are kept, those of the lowest numbers.
    static let most = 4096

    /// The row of a hash.
    static func bucket(_ hash: UInt32, _ form: Windows.Form) -> Int {
        form.rawValue << 16 | Int(hash >> 16)
    }

    /// The bytes of a row.
    /// - Parameter entries: hash in the upper half, sequence in the lower; sorted, all of one row.
    static func pack(_ entries: some Collection<UInt64>) -> Data {
        let count = entries.count
        let bytes = [UInt8](unsafeUninitializedCapacity: 6 * count) { target, size in
            let raw = UnsafeMutableRawBufferPointer(target)
            for (position, entry) in entries.enumerated() {
                let half = UInt16(truncatingIfNeeded: entry >> 32).littleEndian
                let key = UInt32(truncatingIfNeeded: entry).littleEndian
                raw.storeBytes(of: half, toByteOffset: 2 * position, as: UInt16.self)
                raw.storeBytes(of: key, toByteOffset: 2 * count + 4 * position, as: UInt32.self)
            }
            size = 6 * count
        }
        return Data(bytes)
    }

    /// The sequences of a hash, by number.
    static func keys(_ hash: UInt32, in data: Data) -> [UInt32] {
        data.withUnsafeBytes { bytes in
            let count = bytes.count / 6
            let low = UInt16(truncatingIfNeeded: hash)
            func half(_ position: Int) -> UInt16 {
                UInt16(bytes[2 * position]) | UInt16(bytes[2 * position + 1]) << 8
            }
            var (start, end) = (0, count)
            while start < end {
                let middle = (start + end) / 2
                if half(middle) < low { start = middle + 1 } else { end = middle }
            }
            var keys: [UInt32] = []
            while start < count, half(start) == low {
                keys.append(
                    UInt32(
                        littleEndian: bytes.loadUnaligned(
                            fromByteOffset: 2 * count + 4 * start, as: UInt32.self)))
                start += 1
            }
            return keys
        }
    }

    /// The sequences of a hash in a store.
    static func keys(_ hash: UInt32, _ form: Windows.Form, _ database: Database) throws -> [UInt32] {
        let statement = try database.cachedStatement(sql: "SELECT entries FROM postings WHERE bucket = ?")
        let cursor = try Row.fetchCursor(statement, arguments: [bucket(hash, form)])
        // The row's bytes are there as long as the cursor is.
        return try withExtendedLifetime(cursor) {
            guard let row = try cursor.next() else { return [] }
            return try row.withUnsafeData(atIndex: 0) { data in data.map { keys(hash, in: $0) } ?? [] }
        }
    }
}
