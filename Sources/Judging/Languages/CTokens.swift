/// A piece of C text that is neither blank, comment, literal nor preprocessor line.
struct CToken: Hashable {
    var text: String
    var line: Int

    var isIdentifier: Bool {
        text.utf8.first.map { CTokens.isLetter($0) } ?? false
    }
}

/// Cuts C text into tokens, enough to see its definitions. String and character literals become the token `"`.
struct CTokens {
    private(set) var tokens: [CToken] = []
    /// What `#include` lines name, without brackets or quotes.
    private(set) var includes: [String] = []

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ source: some Sequence<UInt8>) {
        bytes = Array(source)
        var isLineStart = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\n") {
                line += 1
                position += 1
                isLineStart = true
            } else if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                position += 1
            } else if skipsComment() {
                continue
            } else if byte == UInt8(ascii: "#"), isLineStart {
                readDirective()
            } else {
                isLineStart = false
                readToken(byte)
            }
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80 || (byte | 0x20) &- 97 < 26
    }

    private func next(_ offset: Int = 1) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func skipsComment() -> Bool {
        guard bytes[position] == UInt8(ascii: "/"), let second = next() else { return false }
        if second == UInt8(ascii: "/") {
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            return true
        }
        guard second == UInt8(ascii: "*") else { return false }
        position += 2
        while position < bytes.count, !(bytes[position] == UInt8(ascii: "*") && next() == UInt8(ascii: "/")) {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        position = min(position + 2, bytes.count)
        return true
    }

    /// A preprocessor line with its continuation lines.
    private mutating func readDirective() {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
            if bytes[position] == UInt8(ascii: "\\") {
                if next() == UInt8(ascii: "\r"), next(2) == UInt8(ascii: "\n") { position += 1 }
                if next() == UInt8(ascii: "\n") {
                    line += 1
                    position += 1
                }
            }
            position += 1
        }
        let text = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
        let parts = text.dropFirst().split(whereSeparator: { " \t\r<>\"".contains($0) })
        if parts.count >= 2, parts[0] == "include" { includes.append(String(parts[1])) }
    }

    private mutating func readToken(_ byte: UInt8) {
        let start = position
        let startLine = line
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            skipLiteral(byte)
            tokens.append(CToken(text: "\"", line: startLine))
            return
        }
        position += 1
        if Self.isLetter(byte) || byte &- 48 < 10 {
            while position < bytes.count, Self.isLetter(bytes[position]) || bytes[position] &- 48 < 10 {
                position += 1
            }
        }
        tokens.append(
            CToken(text: String(decoding: bytes[start..<position], as: UTF8.self), line: startLine))
    }

    private mutating func skipLiteral(_ quote: UInt8) {
        position += 1
        while position < bytes.count, bytes[position] != quote, bytes[position] != UInt8(ascii: "\n") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        if position < bytes.count, bytes[position] == quote { position += 1 }
        position = min(position, bytes.count)
    }
}
