public import Terms

/// Output that is no canonical integer, and why.
public struct Malformation: Hashable, Sendable {
    /// Why it is no answer, in one line of English, without the offending text.
    public let reason: String
    /// The offending text: printable ASCII of at most 80 characters, everything else escaped, its end left
    /// out where it is longer. Empty when there is nothing to show.
    public let excerpt: String
    /// The number after a label or prompt, as 5 in `Enter n: 5`, when there is exactly one; else nil.
    public let labelled: Term?
    /// The line of the output it stands on, counted from 1; nil for an answer that is not one of many.
    public let line: Int?

    /// Describes output that is no canonical integer. The excerpt is escaped and cut here.
    public init(
        reason: String, excerpt: some Sequence<UInt8>, labelled: Term? = nil, line: Int? = nil
    ) {
        self.reason = reason
        self.excerpt = Malformation.escape(excerpt)
        self.labelled = labelled
        self.line = line
    }

    /// The largest length of an excerpt, in characters.
    public static let longestExcerpt = 80

    /// Escaped, so that no control sequence of a candidate's reaches a terminal or a log.
    private static func escape(_ bytes: some Sequence<UInt8>) -> String {
        let ellipsis = "..."
        var text = ""
        var keep = ""
        for byte in bytes {
            let next = text + escape(byte)
            guard next.utf8.count <= longestExcerpt else { return keep + ellipsis }
            if next.utf8.count <= longestExcerpt - ellipsis.utf8.count { keep = next }
            text = next
        }
        return text
    }

    private static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\t"): "\\t"
        case UInt8(ascii: "\\"): "\\\\"
        case 0x20...0x7E: String(UnicodeScalar(byte))
        default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
