import Terms

/// A map from A-numbers to small values. Sorted arrays take a third of a dictionary's memory, which counts where a
/// file has hundreds of thousands of sequences.
struct SortedNumbers<Value: Sendable>: Sendable {
    private var entries: [(number: UInt32, value: Value)] = []
    private var isSorted = true

    /// How many numbers there are; some of them twice until ``sort()``.
    var count: Int { entries.count }

    mutating func append(_ number: UInt32, _ value: Value) {
        if let last = entries.last, last.number >= number { isSorted = false }
        entries.append((number, value))
    }

    /// Makes the map ready to be asked. Of entries with one number the first one stays.
    /// - Returns: the numbers that there were more than once.
    mutating func sort() -> [UInt32] {
        if isSorted { return [] }
        // Told apart by their places, since the library's sort does not promise to keep the order of equals.
        let order = entries.indices.sorted {
            (entries[$0].number, $0) < (entries[$1].number, $1)
        }
        var kept: [(number: UInt32, value: Value)] = []
        kept.reserveCapacity(entries.count)
        var repeated: [UInt32] = []
        for position in order {
            if kept.last?.number != entries[position].number {
                kept.append(entries[position])
            } else if repeated.last != entries[position].number {
                repeated.append(entries[position].number)
            }
        }
        entries = kept
        isSorted = true
        return repeated
    }

    subscript(number: UInt32) -> Value? {
        let position = entries.partitioningIndex { $0.number >= number }
        guard position < entries.count, entries[position].number == number else { return nil }
        return entries[position].value
    }
}

extension SequenceID {
    /// The number of an A-number in any form; nil for any other name.
    static func number(_ text: String) -> UInt32? {
        normalize(text).flatMap { UInt32($0.dropFirst()) }
    }
}

/// The index of each sequence's first term, for files that do not tell it.
enum OffsetsFile {
    /// Reads lines of an A-number and an integer, with blanks between them; `#` begins a comment.
    static func read(path: String) throws(CommandFailure) -> SortedNumbers<Int> {
        var offsets = SortedNumbers<Int>()
        // Line by line: the slices of all lines at once would take several times the file's own size.
        var rest = try FileBytes.read(path: path)[...]
        var number = 0
        while !rest.isEmpty {
            let line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest[line.endIndex...].dropFirst()
            number += 1
            let words = line.split { $0 == UInt8(ascii: " ") || $0 == 9 || $0 == 13 }
            guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
            guard words.count == 2, let key = SequenceID.number(String(decoding: first, as: UTF8.self)),
                let offset = (try? Term(parsing: words[1]))?.intValue,
                offset.magnitude <= TermTable.largestIndex.magnitude
            else {
                throw CommandFailure(.badInput, "\(path):\(number): no offset; expected 'A000045 0'")
            }
            offsets.append(key, offset)
        }
        if let twice = offsets.sort().first, let id = SequenceID.normalize("A\(twice)") {
            throw CommandFailure(.badInput, "\(path): two offsets for \(id)")
        }
        return offsets
    }
}
