/// What is asked of YAML before a parser builds its tree.
package enum YAMLText {
    /// The line, counted from 1, of an alias (`*name`) of something that was named before (`&name`); nil where there is
    /// none.
    ///
    /// A few lines of lists, each of aliases of the one before, stand for more values than any memory holds, and the
    /// parser looks at all of them where they are a key. Nothing that is read here needs them. Looked for without regard
    /// to quotes: a text that holds both `&word` and, behind it, `*word` is refused as well.
    package static func lineOfAlias(in text: String) -> Int? {
        let bytes = Array(text.utf8)
        var line = 1
        var hasAnchor = false
        for position in bytes.indices.dropLast() {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            guard isName(bytes[position + 1]), position == 0 || separates(bytes[position - 1]) else {
                continue
            }
            if bytes[position] == UInt8(ascii: "&") { hasAnchor = true }
            if bytes[position] == UInt8(ascii: "*"), hasAnchor { return line }
        }
        return nil
    }

    /// What is wrong with such a text.
    package static let aliasProblem = "an alias, or what looks like one"
    /// What would have been right.
    package static let aliasExpected = "values written out, and no '*' straight before a word"

    /// Whether an anchor or an alias may stand behind a byte.
    private static func separates(_ byte: UInt8) -> Bool { byte <= 0x20 || "[{,:".utf8.contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// The line, counted from 1, of a byte.
    package static func line(atByte offset: Int, in text: String) -> Int {
        1 + text.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    /// A sentence about a file, fit for one line of a terminal: the file's own text in it is cut, and what is not
    /// printable becomes `?`.
    package static func oneLine(_ problem: String) -> String {
        var text = ""
        for scalar in problem.unicodeScalars.prefix(300) {
            text.unicodeScalars.append(
                scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) ? "?" : scalar)
        }
        return text
    }
}
