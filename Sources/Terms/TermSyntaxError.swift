/// Why some text is not a canonical integer. The first reason from the left is the one named.
public enum TermSyntaxError: Error, Hashable, Sendable {
    /// There is no text.
    case empty
    /// A leading `+`.
    case plusSign
    /// A sign with no digit after it.
    case loneSign
    /// A zero before other digits, as in `007`.
    case leadingZero
    /// `-0`.
    case negativeZero
    /// A decimal point, as in `1.0`.
    case decimalPoint
    /// An exponent, as in `1e3`.
    case exponent
    /// A fraction, as in `1/2`.
    case fraction
    /// A hexadecimal, octal or binary prefix, as in `0x1f`.
    case radixPrefix
    /// `NaN`, `inf` and their kin.
    case notANumber
    /// `True` or `False`.
    case boolean
    /// `None`, `null` or `nil`.
    case noValue
    /// A decimal digit of another script, as in `٣`.
    case nonASCIIDigit
    /// A minus sign that is not the ASCII hyphen, as U+2212.
    case nonASCIIMinus
    /// An underscore between digits, as in `1_000`.
    case underscore
    /// Any other byte that has no place in an integer, and where it stands, counted from 0.
    case unexpectedByte(UInt8, at: Int)
}

extension TermSyntaxError: CustomStringConvertible {
    /// The reason in one line of English, without the offending text.
    public var description: String {
        switch self {
        case .empty: "empty where an integer belongs"
        case .plusSign: "a leading plus sign"
        case .loneSign: "a sign without digits"
        case .leadingZero: "a leading zero"
        case .negativeZero: "minus zero"
        case .decimalPoint: "a decimal point: integers only"
        case .exponent: "an exponent: integers in full only"
        case .fraction: "a fraction: integers only"
        case .radixPrefix: "not decimal (a prefix such as 0x)"
        case .notANumber: "not a number (NaN or infinity)"
        case .boolean: "a truth value instead of an integer"
        case .noValue: "no value (None or null) instead of an integer"
        case .nonASCIIDigit: "a digit that is not ASCII"
        case .nonASCIIMinus: "a minus sign that is not ASCII"
        case .underscore: "an underscore between digits"
        case .unexpectedByte(let byte, let position):
            "an unexpected \(TermSyntaxError.name(of: byte)) at byte \(position + 1)"
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0: "NUL"
        case UInt8(ascii: "\t"): "tab"
        case UInt8(ascii: "\n"): "line feed"
        case UInt8(ascii: "\r"): "carriage return"
        case UInt8(ascii: " "): "blank"
        case 0x21...0x7E: "'\(Character(UnicodeScalar(byte)))'"
        default: "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}

extension TermSyntaxError {
    /// The words that languages print where there is no integer, in lower case, and what each means.
    private static let words: [(word: StaticString, meaning: TermSyntaxError)] = [
        ("nan", .notANumber), ("inf", .notANumber), ("infinity", .notANumber), ("oo", .notANumber),
        ("zoo", .notANumber), ("true", .boolean), ("false", .boolean), ("none", .noValue),
        ("null", .noValue), ("nil", .noValue), ("undefined", .noValue),
    ]

    /// Finds the reason in bytes that are known not to be a term. Slow, and free to be so.
    static func diagnosing(_ bytes: Span<UInt8>) -> TermSyntaxError {
        guard bytes.count > 0 else { return .empty }
        let signed = bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+")
        let body = bytes.extracting(droppingFirst: signed ? 1 : 0)
        if body.count == 0 { return .loneSign }
        for (word, meaning) in words where equalsIgnoringCase(body, word) { return meaning }
        if bytes[0] == UInt8(ascii: "+"), isDigit(body[0]) { return .plusSign }
        if body.count > 2, body[0] == UInt8(ascii: "0"), isRadixLetter(body[1]), isHexDigit(body[2]) {
            return .radixPrefix
        }
        for position in 0..<body.count where !isDigit(body[position]) {
            return diagnosing(body, at: position, shift: signed ? 1 : 0)
        }
        return body.count == 1 ? .negativeZero : .leadingZero
    }

    private static func diagnosing(
        _ body: Span<UInt8>, at position: Int, shift: Int
    ) -> TermSyntaxError {
        let byte = body[position]
        switch byte {
        case UInt8(ascii: "."): return .decimalPoint
        case UInt8(ascii: "e") where position > 0, UInt8(ascii: "E") where position > 0: return .exponent
        case UInt8(ascii: "/") where position > 0: return .fraction
        case UInt8(ascii: "_") where position > 0: return .underscore
        case 0x80...:
            guard let scalar = firstScalar(of: body.extracting(droppingFirst: position)) else { break }
            if scalar.properties.numericType == .decimal { return .nonASCIIDigit }
            if scalar == "\u{2212}" || scalar == "\u{2010}" || scalar == "\u{2013}" { return .nonASCIIMinus }
        default: break
        }
        return .unexpectedByte(byte, at: position + shift)
    }

    /// The scalar that a run of UTF-8 begins with, nil when it is not UTF-8.
    private static func firstScalar(of bytes: Span<UInt8>) -> UnicodeScalar? {
        var head: [UInt8] = []
        for position in 0..<min(4, bytes.count) { head.append(bytes[position]) }
        var decoder = UTF8()
        var iterator = head.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
        return scalar
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") <= 5
    }

    private static func isRadixLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower == UInt8(ascii: "x") || lower == UInt8(ascii: "o") || lower == UInt8(ascii: "b")
    }

    private static func equalsIgnoringCase(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            (0..<letters.count).allSatisfy { bytes[$0] | 0x20 == letters[$0] }
        }
    }
}
