public import Terms

/// Takes a stream of printed terms apart, chunk by chunk.
///
/// Values are separated by white space, commas, semicolons and brackets of every kind, so that list literals
/// (nested ones too), columns and lines all read alike; a comma after the last value is free. Blank lines
/// and lines that begin with `#` are passed over. A value is complete only when the byte after it, or the
/// end, has been seen. Everything else is malformed, one item for each run of bytes between separators.
/// The items are the same however the stream is cut into chunks.
public struct TermStreamReader: Sendable {
    /// A piece of the stream.
    public enum Item: Hashable, Sendable {
        /// A canonical integer.
        case term(Term)
        /// Something in the place of one, longer values than the limit among them.
        case malformed(Malformation)
        /// A semicolon or bracket.
        case punctuation(UInt8)
        /// The end of a line, blank lines and comments included.
        case lineEnd
    }

    /// What came last, for telling an empty place between two commas from a comma after a value.
    private enum Place { case start, value, separator }

    /// The longest value that is read, in bytes.
    public let longestToken: Int
    /// The number of the line being read, counted from 1.
    public private(set) var line = 1
    /// The bytes so far of a value that the chunk's end has cut.
    private var partial: [UInt8] = []
    private var isTooLong = false
    private var inComment = false
    private var atLineStart = true
    private var afterReturn = false
    private var place = Place.start

    /// A reader at the start of a stream.
    /// - Parameter longestToken: the longest value that is read, in bytes; 1 MiB by default. A longer one
    ///   is malformed, and is not kept.
    public init(longestToken: Int = 1 << 20) {
        self.longestToken = max(1, longestToken)
    }

    /// Reads the next chunk and returns what it completes.
    public mutating func feed(_ bytes: [UInt8]) -> [Item] {
        var items: [Item] = []
        var position = 0
        while let item = next(in: bytes.span, from: &position) { items.append(item) }
        return items
    }

    /// Ends the stream, and returns a last value that had no byte after it.
    public mutating func finish() -> [Item] {
        guard !partial.isEmpty else { return [] }
        let token = partial
        return [complete(token.span, before: nil)]
    }

    /// The next item of a chunk, and the position after it; nil when the chunk is used up.
    mutating func next(in bytes: Span<UInt8>, from position: inout Int) -> Item? {
        while position < bytes.count {
            let byte = bytes[position]
            if inComment, !byte.isLineEnd {
                position += 1
            } else if !partial.isEmpty || !byte.endsToken {
                if atLineStart, byte == UInt8(ascii: "#") {
                    (inComment, afterReturn) = (true, false)
                } else if let item = token(in: bytes, from: &position) {
                    return item
                }
            } else {
                position += 1
                if let item = separator(byte) { return item }
            }
        }
        return nil
    }

    /// Reads on in a value; nil when the chunk ends before the value does.
    private mutating func token(in bytes: Span<UInt8>, from position: inout Int) -> Item? {
        let start = position
        while position < bytes.count, !bytes[position].endsToken { position += 1 }
        (atLineStart, afterReturn) = (false, false)
        let piece = bytes.extracting(start..<position)
        guard position < bytes.count else {
            keep(piece)
            return nil
        }
        if partial.isEmpty, piece.count <= longestToken {
            return complete(piece, before: bytes[position])
        }
        keep(piece)
        let token = partial
        return complete(token.span, before: bytes[position])
    }

    /// Keeps a piece of a value, as far as the limit.
    private mutating func keep(_ piece: Span<UInt8>) {
        let room = longestToken - partial.count
        if piece.count > room { isTooLong = true }
        piece.extracting(first: max(0, room)).withUnsafeBufferPointer { partial.append(contentsOf: $0) }
    }

    private mutating func complete(_ token: Span<UInt8>, before byte: UInt8?) -> Item {
        defer { (partial, isTooLong, place) = ([], false, .value) }
        let reason: String
        if isTooLong {
            reason = "longer than \(longestToken) bytes"
        } else {
            do {
                let term = try Term(parsing: token)
                guard let byte, byte.isOpening else { return .term(term) }
                reason = "a bracket straight after a number"
            } catch {
                reason = error.description
            }
        }
        let head = token.extracting(first: Malformation.longestExcerpt + 1)
        return .malformed(
            head.withUnsafeBufferPointer { Malformation(reason: reason, excerpt: $0, line: line) })
    }

    /// Passes over a byte that is part of no value.
    private mutating func separator(_ byte: UInt8) -> Item? {
        if byte.isLineEnd { return endLine(byte) }
        afterReturn = false
        if byte.isWhite { return nil }
        atLineStart = false
        if byte.isOpening {
            place = .start
            return .punctuation(byte)
        }
        if byte.isClosing {
            place = .value
            return .punctuation(byte)
        }
        guard place == .value else {
            let reason = "\(TermSyntaxError.empty), before a separator"
            return .malformed(Malformation(reason: reason, excerpt: [byte], line: line))
        }
        place = .separator
        return byte == UInt8(ascii: ";") ? .punctuation(byte) : nil
    }

    /// CR LF is one line end.
    private mutating func endLine(_ byte: UInt8) -> Item? {
        inComment = false
        if afterReturn, byte == UInt8(ascii: "\n") {
            afterReturn = false
            return nil
        }
        afterReturn = byte == UInt8(ascii: "\r")
        atLineStart = true
        line += 1
        return .lineEnd
    }
}
