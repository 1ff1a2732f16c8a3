/// An exact integer of any size, in canonical decimal: digits with an optional leading `-`, no `+`, no
/// leading zeros, no `-0`, nothing else. Two terms are equal exactly when their texts are.
///
/// Nothing here ever passes through a floating-point number or a fixed-width integer, so that a term of
/// ten thousand digits compares as exactly as a small one.
public struct Term: Hashable, Sendable {
    /// The canonical text. ASCII only; up to 15 bytes live inside the value without an allocation.
    let text: String

    init(canonical text: String) {
        self.text = text
    }

    /// Reads a term from the bytes of its canonical text.
    /// - Throws: ``TermSyntaxError`` with the first reason why the bytes are not canonical. Surrounding
    ///   white space is not trimmed here: it is an unexpected byte.
    public init(parsing bytes: Span<UInt8>) throws(TermSyntaxError) {
        guard Term.isCanonical(bytes) else { throw TermSyntaxError.diagnosing(bytes) }
        text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a term from any sequence of bytes; see ``init(parsing:)-(Span<UInt8>)``.
    /// - Throws: ``TermSyntaxError`` when the bytes are not canonical.
    public init(parsing bytes: some Sequence<UInt8>) throws(TermSyntaxError) {
        let array = Array(bytes)
        try self.init(parsing: array.span)
    }

    /// The term with the value of a fixed-width integer.
    public init(_ value: some BinaryInteger) {
        text = String(value)
    }

    /// How many decimal digits the term has, the sign not counted. At least 1.
    public var digitCount: Int { text.utf8.count - (isNegative ? 1 : 0) }

    /// Whether the term is below zero.
    public var isNegative: Bool { text.utf8.first == UInt8(ascii: "-") }

    /// The term's value where it fits in a machine word, else nil.
    public var intValue: Int? { Int(text) }

    /// Whether the bytes are a term: the one definition of "canonical", kept free of allocation because it
    /// runs for every value that a candidate prints.
    static func isCanonical(_ bytes: Span<UInt8>) -> Bool {
        let count = bytes.count
        guard count > 0 else { return false }
        let first = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        guard first < count else { return false }
        if bytes[first] == UInt8(ascii: "0") { return count == 1 }
        for position in first..<count where bytes[position] &- UInt8(ascii: "0") > 9 {
            return false
        }
        return true
    }
}

extension Term: Comparable {
    /// Compares by value.
    public static func < (left: Term, right: Term) -> Bool {
        switch (left.isNegative, right.isNegative) {
        case (true, false): true
        case (false, true): false
        case (false, false): left.magnitudeIsLess(than: right)
        case (true, true): right.magnitudeIsLess(than: left)
        }
    }

    /// Of two terms of one sign: more digits mean a larger magnitude; with as many digits the order of the
    /// texts is the order of the numbers.
    private func magnitudeIsLess(than other: Term) -> Bool {
        let (mine, its) = (text.utf8.count, other.text.utf8.count)
        return mine == its ? text < other.text : mine < its
    }
}

extension Term: LosslessStringConvertible {
    /// The canonical decimal text.
    public var description: String { text }

    /// Reads a term from its canonical text; nil for anything else.
    public init?(_ description: String) {
        guard let term = try? Term(parsing: description.utf8) else { return nil }
        self = term
    }
}

extension Term: ExpressibleByIntegerLiteral {
    /// The term written as an integer literal.
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension Term: Codable {
    /// Decodes a term from a string, which unlike a JSON number keeps all its digits in every decoder.
    /// - Throws: `DecodingError` when there is no string or the string is not canonical.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let string = try container.decode(String.self)
        do {
            try self.init(parsing: string.utf8)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Encodes the term as a string.
    /// - Throws: what the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
