/// Terms one after the other in few bytes: half a byte for each digit, each minus sign and the end of each term. Exact at
/// any size, and half as long as text.
package struct PackedTerms: Hashable, Sendable {
    /// The half-byte of a minus sign; digits stand for themselves.
    package static let minus: UInt8 = 10
    /// The half-byte after the last digit of a term.
    package static let end: UInt8 = 11
    /// The half-byte that fills up the last byte.
    package static let filler: UInt8 = 15

    /// Two half-bytes in each, the first one in the upper bits.
    package private(set) var bytes: [UInt8] = []
    /// How many terms there are.
    package private(set) var count = 0
    private var hasRoom = false

    /// No terms.
    package init() {}

    /// The terms of a list.
    package init(_ terms: some Sequence<Term>) {
        for term in terms { append(term) }
    }

    /// Terms that were packed before; nil for bytes that no terms give.
    package init?(bytes: [UInt8]) {
        var digits = 0
        var isSigned = false
        var startsWithZero = false
        for position in 0..<2 * bytes.count {
            let byte = bytes[position / 2]
            let half = position & 1 == 0 ? byte >> 4 : byte & 15
            switch half {
            case 0...9:
                if digits == 1 && startsWithZero { return nil }
                if digits == 0 { startsWithZero = half == 0 }
                if startsWithZero && isSigned { return nil }
                digits += 1
            case PackedTerms.minus:
                if digits > 0 || isSigned { return nil }
                isSigned = true
            case PackedTerms.end:
                if digits == 0 { return nil }
                count += 1
                (digits, isSigned) = (0, false)
            default:
                let isLast = half == PackedTerms.filler && position == 2 * bytes.count - 1
                guard isLast, position & 1 == 1, digits == 0, !isSigned else { return nil }
                hasRoom = true
            }
        }
        guard digits == 0, !isSigned else { return nil }
        self.bytes = bytes
    }

    /// Adds a term.
    package mutating func append(_ term: Term) {
        let text = Array(term.text.utf8)
        append(canonical: text.span)
    }

    /// Adds the term of a canonical text.
    mutating func append(canonical text: Span<UInt8>) {
        for position in 0..<text.count {
            let byte = text[position]
            put(byte == UInt8(ascii: "-") ? PackedTerms.minus : byte &- UInt8(ascii: "0"))
        }
        put(PackedTerms.end)
        count += 1
    }

    private mutating func put(_ half: UInt8) {
        if hasRoom {
            bytes[bytes.count - 1] = bytes[bytes.count - 1] & 0xf0 | half
        } else {
            bytes.append(half << 4 | PackedTerms.filler)
        }
        hasRoom.toggle()
    }

    /// The first terms, all of them by default.
    package func terms(atMost most: Int = .max) -> [Term] {
        var terms: [Term] = []
        terms.reserveCapacity(min(most, count))
        var text: [UInt8] = []
        for position in 0..<2 * bytes.count {
            let byte = bytes[position / 2]
            let half = position & 1 == 0 ? byte >> 4 : byte & 15
            switch half {
            case 0...9: text.append(UInt8(ascii: "0") + half)
            case PackedTerms.minus: text.append(UInt8(ascii: "-"))
            case PackedTerms.end:
                if terms.count == most { return terms }
                terms.append(Term(canonical: String(decoding: text, as: UTF8.self)))
                text.removeAll(keepingCapacity: true)
            default: break
            }
        }
        return terms
    }

    /// Whether another list begins with these terms, or is them.
    package func isPrefix(of other: PackedTerms) -> Bool {
        guard count <= other.count else { return false }
        guard hasRoom, let last = bytes.last else { return other.bytes.starts(with: bytes) }
        guard other.bytes.starts(with: bytes.dropLast()) else { return false }
        return other.bytes[bytes.count - 1] >> 4 == last >> 4
    }
}
