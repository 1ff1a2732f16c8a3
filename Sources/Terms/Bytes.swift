/// Small questions about bytes that every reader asks.
extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }
}

extension Span<UInt8> {
    /// The first position at or after another that holds no blank or tab; `count` when there is none.
    func skippingBlanks(from position: Int) -> Int {
        var position = position
        while position < count, self[position].isBlank { position += 1 }
        return position
    }

    /// The first position at or after another that holds a blank or tab; `count` when there is none.
    func skippingWord(from position: Int) -> Int {
        var position = position
        while position < count, !self[position].isBlank { position += 1 }
        return position
    }

    /// The first position at or after another that holds a comma; `count` when there is none.
    func skippingToComma(from position: Int) -> Int {
        var position = position
        while position < count, self[position] != UInt8(ascii: ",") { position += 1 }
        return position
    }

    /// The range without blanks and tabs at its ends.
    func trimming(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, self[low].isBlank { low += 1 }
        while low < high, self[high - 1].isBlank { high -= 1 }
        return low..<high
    }

    /// Whether the bytes at a position are those of a text.
    func hasText(_ text: [UInt8], at position: Int) -> Bool {
        guard position + text.count <= count else { return false }
        for step in 0..<text.count where self[position + step] != text[step] { return false }
        return true
    }

    /// A range as text; bytes that are no UTF-8 become replacement characters.
    func text(_ range: Range<Int>) -> String {
        extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// A range as text for a message: cut at 40 bytes, everything but printable ASCII escaped.
    func excerpt(_ range: Range<Int>) -> String {
        var text = "'"
        for position in range.prefix(40) {
            let byte = self[position]
            if (0x20...0x7E).contains(byte) {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return text + (range.count > 40 ? "…'" : "'")
    }
}

extension String {
    /// The text for a message: cut at 40 bytes, everything but printable ASCII escaped.
    var excerpt: String {
        let bytes = Array(utf8)
        return bytes.span.excerpt(bytes.indices)
    }
}

extension Term {
    /// The value as an index, nil when it is beyond what a reader accepts.
    var asIndex: Int? {
        guard let value = intValue, value.magnitude <= TermTable.largestIndex.magnitude else { return nil }
        return value
    }
}
