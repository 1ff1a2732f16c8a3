/// Reads JSON byte by byte from a source of any size. Numbers stay as they are written, because every
/// decoder that makes machine numbers of them loses the digits of large ones.
package struct JSONScanner {
    private static let deepest = 200
    /// As for a line of text: what has no end must not fill the memory.
    private static let longest = LineReader.longestLine

    private let file: String
    private var source: any ByteSource
    private var buffer: [UInt8] = []
    private var position = 0
    private var begun = false
    /// How many bytes were read before those in the buffer.
    private var passed = 0
    /// The line and column of the byte to be read next, counted from 1.
    package private(set) var place = (line: 1, column: 1)
    /// Where the name of the member whose value is read begins.
    package private(set) var memberPlace = (line: 1, column: 1)
    /// How many bytes come before the one to be read next.
    package var offset: Int { passed + position }

    init(_ source: any ByteSource, file: String) {
        self.source = source
        self.file = file
    }

    /// A scanner of bytes in memory, under a name for errors.
    package init(bytes: [UInt8], file: String) {
        source = MemoryBytes([])
        buffer = bytes
        self.file = file
    }

    /// An error at a place; by default that of the byte to be read next.
    package func error(
        _ problem: String, expected: String? = nil, at place: (line: Int, column: Int)? = nil
    ) -> InputError {
        let place = place ?? self.place
        return InputError(
            file: file, line: place.line, column: place.column, problem: problem, expected: expected)
    }

    /// The byte to be read next, nil at the end.
    mutating func peek() throws(InputError) -> UInt8? {
        if !begun { try begin() }
        if position == buffer.count {
            passed += buffer.count
            buffer.removeAll(keepingCapacity: true)
            position = 0
            try source.read(into: &buffer)
            if buffer.isEmpty { return nil }
        }
        return buffer[position]
    }

    /// Passes over a byte order mark, which may come in pieces.
    private mutating func begin() throws(InputError) {
        begun = true
        var size = -1
        while buffer.count < 3, buffer.count != size {
            size = buffer.count
            try source.read(into: &buffer)
        }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Passes over the byte to be read next, which must have been looked at.
    mutating func advance() {
        place.column += 1
        if buffer[position] == UInt8(ascii: "\n") { place = (place.line + 1, 1) }
        position += 1
    }

    /// Passes over white space; returns the byte after it.
    package mutating func peekToken() throws(InputError) -> UInt8? {
        while let byte = try peek() {
            guard byte.isBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
                return byte
            }
            advance()
        }
        return nil
    }

    /// Passes over a byte if it comes next, after white space.
    package mutating func take(_ character: Unicode.Scalar) throws(InputError) -> Bool {
        guard try peekToken() == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    /// Passes over a byte that must come next, after white space.
    package mutating func require(_ character: Unicode.Scalar) throws(InputError) {
        guard try take(character) else { throw try unexpected("'\(character)'") }
    }

    /// An error about the byte that comes next.
    package mutating func unexpected(_ expected: String) throws(InputError) -> InputError {
        guard let byte = try peekToken() else {
            return error("the end of the file", expected: expected)
        }
        return error("an unexpected \([byte].span.excerpt(0..<1))", expected: expected)
    }

    /// The bytes of a number or a literal, as written.
    package mutating func lexeme() throws(InputError) -> [UInt8] {
        let bytes = try lexemeIfAny()
        if bytes.isEmpty { throw try unexpected("a value") }
        return bytes
    }

    /// The bytes of a number or a literal, as written; none where something else comes next.
    package mutating func lexemeIfAny() throws(InputError) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try peekToken()
        while let byte = try peek(), !JSONScanner.endsLexeme(byte) {
            guard bytes.count < JSONScanner.longest else { throw tooLong("a number") }
            bytes.append(byte)
            advance()
        }
        return bytes
    }

    private func tooLong(_ what: String) -> InputError {
        error("\(what) longer than 64 MiB", expected: "a shorter one")
    }

    private static func endsLexeme(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""): true
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }

    /// A string without its quotes, escapes resolved.
    package mutating func string() throws(InputError) -> String {
        try require("\"")
        var bytes: [UInt8] = []
        while let byte = try peek() {
            guard bytes.count <= JSONScanner.longest else { throw tooLong("a string") }
            if takePlainRun(into: &bytes) { continue }
            if byte < 0x20 {
                throw error("a control character in a string", expected: "an escape such as \\n")
            }
            advance()
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw error("a string that is not UTF-8", expected: "UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try bytes.append(contentsOf: escape().utf8)
            default: bytes.append(byte)
            }
        }
        throw error("the end of the file in a string", expected: "its end, a quote")
    }

    /// Takes the bytes in the buffer up to the next one with a meaning of its own: most of a string, at once.
    private mutating func takePlainRun(into bytes: inout [UInt8]) -> Bool {
        var end = position
        while end < buffer.count {
            let byte = buffer[end]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            end += 1
        }
        if end == position { return false }
        bytes.append(contentsOf: buffer[position..<end])
        place.column += end - position
        position = end
        return true
    }

    private mutating func escape() throws(InputError) -> String {
        guard let byte = try peek() else {
            throw error("the end of the file in a string", expected: "its end, a quote")
        }
        advance()
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "u"): return String(try scalar())
        default:
            throw error(
                "an unknown escape in a string",
                expected: "a quote, a slash, b, f, n, r, t or u behind a backslash")
        }
    }

    private mutating func scalar() throws(InputError) -> Unicode.Scalar {
        let high = try codeUnit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, try peek() == UInt8(ascii: "\\") else { throw halfPair }
        advance()
        guard try peek() == UInt8(ascii: "u") else { throw halfPair }
        advance()
        let low = try codeUnit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw halfPair }
        return scalar
    }

    private var halfPair: InputError {
        error("half a surrogate pair", expected: "two escapes, one behind the other")
    }

    private mutating func codeUnit() throws(InputError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try peek(), let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw error("an escape without four hexadecimal digits", expected: "\\u and four digits")
            }
            advance()
            value = value << 4 + UInt32(digit)
        }
        return value
    }

    /// Passes over one value of any kind.
    package mutating func skip(depth: Int = 0) throws(InputError) {
        guard depth < JSONScanner.deepest else {
            throw error("values nested too deeply", expected: "at most \(JSONScanner.deepest) levels")
        }
        switch try peekToken() {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "["):
            try elements { (scanner) throws(InputError) in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "{"):
            try members { (scanner, _) throws(InputError) in try scanner.skip(depth: depth + 1) }
        default:
            let bytes = try lexeme()
            guard !JSONScanner.isNumber(bytes.span) else { return }
            guard ["true", "false", "null"].contains(String(decoding: bytes, as: UTF8.self)) else {
                throw error(
                    "no JSON value before this: \(bytes.span.excerpt(0..<bytes.count))",
                    expected: "a number, true, false or null")
            }
        }
    }

    /// Whether bytes are a number as JSON has it: no plus sign before it, no leading zero, digits around a point.
    private static func isNumber(_ bytes: Span<UInt8>) -> Bool {
        let sign = bytes.count > 0 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
        var end = digitsEnd(bytes, from: sign)
        if end == sign || end > sign + 1 && bytes[sign] == UInt8(ascii: "0") { return false }
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            let start = end + 1
            end = digitsEnd(bytes, from: start)
            if end == start { return false }
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            var start = end + 1
            if start < bytes.count, bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-") {
                start += 1
            }
            end = digitsEnd(bytes, from: start)
            if end == start { return false }
        }
        return end == bytes.count
    }

    private static func digitsEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        return end
    }

    /// Reads an array, leaving each element to the caller.
    package mutating func elements(
        _ body: (inout JSONScanner) throws(InputError) -> Void
    ) throws(InputError) {
        try require("[")
        if try take("]") { return }
        repeat { try body(&self) } while try take(",")
        guard try take("]") else { throw try unexpected("',' or ']'") }
    }

    /// Reads an object, leaving each value to the caller.
    package mutating func members(
        _ body: (inout JSONScanner, String) throws(InputError) -> Void
    ) throws(InputError) {
        try require("{")
        if try take("}") { return }
        repeat {
            _ = try peekToken()
            memberPlace = place
            let key = try string()
            try require(":")
            try body(&self, key)
        } while try take(",")
        guard try take("}") else { throw try unexpected("',' or '}'") }
    }
}
