/// Pieces of program and prose.
enum Text {
    /// The text itself where it is a name, a number, a call or in parentheses, else in parentheses.
    static func atom(_ text: String) -> String { isAtom(text) ? text : "(\(text))" }

    static func isAtom(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let word = bytes.prefix { isWordByte($0) }.count
        if word == bytes.count { return word > 0 }
        guard bytes[word] == UInt8(ascii: "(") else { return false }
        var depth = 0
        for (position, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0, position >= word { return position == bytes.count - 1 }
        }
        return false
    }

    /// The text without parentheses around the whole of an argument, or around others.
    static func tidied(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var place = 0
        while place + 1 < bytes.count {
            if bytes[place] == UInt8(ascii: "("), bytes[place + 1] == UInt8(ascii: "("),
                let end = closing(bytes, from: place + 1), end + 1 < bytes.count,
                bytes[end + 1] == UInt8(ascii: ")") || bytes[end + 1] == UInt8(ascii: ",")
            {
                bytes.remove(at: end)
                bytes.remove(at: place + 1)
            } else {
                place += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the parenthesis that opens at a place is closed.
    private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        for place in start..<bytes.count {
            if bytes[place] == UInt8(ascii: "(") { depth += 1 }
            if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte &- 48 <= 9 || byte &- 65 <= 25 || byte &- 97 <= 25 || byte == UInt8(ascii: "_")
    }

    /// The text in lines of at most so many characters, where its words allow it, each with the prefix.
    static func wrapped(_ text: String, width: Int, prefix: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(prefix + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        lines.append(prefix + line)
        return lines.joined(separator: "\n")
    }
}
