/// Writes one JSON object on one line, straight into bytes: for records of which there are many.
struct JSONBytes: Sendable {
    /// What is written so far.
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty text with room for a usual record.
    init(capacity: Int = 768) { bytes.reserveCapacity(capacity) }

    /// Begins an object, as the value of a member where a name is given.
    mutating func begin(_ name: StaticString? = nil) {
        if let name { key(name) }
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Ends the object begun last.
    mutating func end() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    mutating func add(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { quote(text) } else { null() }
    }

    mutating func add(_ name: StaticString, _ number: Int?) {
        key(name)
        if let number { bytes.append(contentsOf: String(number).utf8) } else { null() }
    }

    mutating func add(_ name: StaticString, seconds: Duration?) {
        key(name)
        if let seconds { bytes.append(contentsOf: DisplayText.seconds(seconds).utf8) } else { null() }
    }

    mutating func add(_ name: StaticString, _ texts: [String]) {
        key(name)
        bytes.append(UInt8(ascii: "["))
        for (position, text) in texts.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            quote(text)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A member whose value is JSON already; nil is null.
    mutating func add(_ name: StaticString, json: [UInt8]?) {
        key(name)
        if let json { bytes.append(contentsOf: json) } else { null() }
    }

    /// The text with a line end.
    consuming func line() -> [UInt8] {
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private mutating func key(_ name: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func null() { bytes.append(contentsOf: "null".utf8) }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        JSONBytes.escape(text, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends the inside of a JSON string. Everything outside printable ASCII is escaped, so that the text is safe on
    /// a terminal, too.
    static func escape(_ text: String, into bytes: inout [UInt8]) {
        if text.utf8.allSatisfy(isPlain) {
            bytes.append(contentsOf: text.utf8)
            return
        }
        for unit in text.utf16 {
            switch unit {
            case 0x22: bytes.append(contentsOf: "\\\"".utf8)
            case 0x5c: bytes.append(contentsOf: "\\\\".utf8)
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0x20...0x7e: bytes.append(UInt8(unit))
            default:
                let digits = String(unit, radix: 16)
                bytes.append(contentsOf: "\\u".utf8)
                bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
                bytes.append(contentsOf: digits.utf8)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
