import Glibc

/// The lines of a byte source, one at a time. A line ends with LF, CR LF or a lone CR, or with the file; a
/// UTF-8 byte order mark at the start is skipped.
struct LineReader {
    /// No line of a real file comes near this; a file without line ends must not fill the memory.
    static let longestLine = 64 << 20

    /// The name for errors.
    let file: String
    /// The number of the line last returned, counted from 1.
    private(set) var number = 0
    /// Bytes read and not yet passed by; the line last returned is a range of it.
    private(set) var buffer: [UInt8] = []
    /// How many bytes came before those in `buffer`, so that a place in it is known as a place in the file.
    private(set) var passed = 0
    private var source: any ByteSource
    private var start = 0
    private var skipsLineFeed = false
    /// Where the next LF is in `buffer`, or its end, as far as that has been looked for.
    private var feed = 0
    private var begun = false
    private var ended = false

    init(_ source: any ByteSource, file: String) {
        self.source = source
        self.file = file
    }

    /// The next line, as a range of `buffer` that is good until the next call; nil after the last.
    mutating func next() throws(InputError) -> Range<Int>? {
        if !begun { try begin() }
        var scanned = 0
        while true {
            if skipsLineFeed, start < buffer.count {
                if buffer[start] == UInt8(ascii: "\n") { start += 1 }
                skipsLineFeed = false
            }
            if let end = lineEnd(from: start + scanned) {
                defer {
                    skipsLineFeed = buffer[end] == UInt8(ascii: "\r")
                    start = end + 1
                }
                number += 1
                return start..<end
            }
            scanned = buffer.count - start
            guard try fill() else { break }
        }
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return start..<buffer.count
    }

    /// An error about the line last returned.
    func error(column: Int? = nil, _ problem: String, expected: String? = nil) -> InputError {
        InputError(file: file, line: number, column: column, problem: problem, expected: expected)
    }

    /// Passes over the byte order mark, and refuses the encodings whose bytes are not those of ASCII.
    private mutating func begin() throws(InputError) {
        begun = true
        while buffer.count < 3, try fill() {}
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
            throw InputError(file: file, line: 1, problem: "UTF-16 text", expected: "ASCII or UTF-8")
        }
    }

    private mutating func fill() throws(InputError) -> Bool {
        if ended { return false }
        if buffer.count - start > LineReader.longestLine {
            throw InputError(
                file: file, line: number + 1, problem: "a line longer than 64 MiB",
                expected: "a text file of shorter lines")
        }
        if start > 0 {
            buffer.removeSubrange(0..<start)
            passed += start
            feed = max(0, feed - start)
            start = 0
        }
        let before = buffer.count
        try source.read(into: &buffer)
        ended = buffer.count == before
        return !ended
    }

    /// The position of the first line end at or after a position. A lone CR is looked for only as far as the
    /// next LF, whose place is remembered, so that no byte is looked at more than twice.
    private mutating func lineEnd(from position: Int) -> Int? {
        guard position < buffer.count else { return nil }
        if feed < position || feed < buffer.count && buffer[feed] != UInt8(ascii: "\n") {
            feed = first(UInt8(ascii: "\n"), in: max(feed, position)..<buffer.count) ?? buffer.count
        }
        if let end = first(UInt8(ascii: "\r"), in: position..<feed) { return end }
        return feed < buffer.count ? feed : nil
    }

    private func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, !range.isEmpty else { return nil }
            return memchr(base + range.lowerBound, CInt(byte), range.count).map {
                UnsafeRawPointer($0) - base
            }
        }
    }
}
