/// What the readers of output ask about a byte.
extension UInt8 {
    /// Blank, tab, line feed, vertical tab, form feed, carriage return.
    var isWhite: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }

    var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

    var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }

    var isOpening: Bool {
        self == UInt8(ascii: "[") || self == UInt8(ascii: "(") || self == UInt8(ascii: "{")
    }

    var isClosing: Bool {
        self == UInt8(ascii: "]") || self == UInt8(ascii: ")") || self == UInt8(ascii: "}")
    }

    /// Whether a value in a stream ends before this byte. Digits come first because most bytes are digits.
    var endsToken: Bool {
        if isDigit { return false }
        return isWhite || self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || isOpening || isClosing
    }
}

extension Collection<UInt8> {
    /// The bytes without ASCII white space at their ends.
    func trimmingWhite() -> SubSequence where Self: BidirectionalCollection {
        let head = drop { $0.isWhite }
        guard let last = head.lastIndex(where: { !$0.isWhite }) else { return head.prefix(0) }
        return head[...last]
    }
}
