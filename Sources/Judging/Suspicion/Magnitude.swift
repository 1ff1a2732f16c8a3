/// Integers of any size as one machine word, so that a literal of a source and a term can be compared in whatever base
/// they are written: the number itself where it is below ``modulus``, else its remainder.
///
/// Two larger numbers can share a remainder. Nobody can gain by that: it could raise suspicion against oneself.
struct Magnitude {
    /// A prime just below 2^63 without any pattern: powers of two and of ten must not come out as small numbers.
    static let modulus: UInt64 = 7_640_891_576_956_012_829

    private(set) var value: UInt64 = 0
    private let radix: UInt64
    private let pieceLimit: UInt64
    private var piece: UInt64 = 0
    private var scale: UInt64 = 1

    init(radix: UInt8) {
        self.radix = UInt64(radix)
        pieceLimit = Self.modulus / UInt64(radix)
    }

    /// Takes the next digit, the highest first.
    mutating func add(digit: UInt8) {
        if scale > pieceLimit / radix { flush() }
        piece = piece * radix + UInt64(digit)
        scale *= radix
    }

    /// The number, once all digits are in.
    mutating func finish() -> UInt64 {
        flush()
        return value
    }

    private mutating func flush() {
        if value != 0 {
            let product = value.multipliedFullWidth(by: scale)
            value = Self.modulus.dividingFullWidth(product).remainder
        }
        value = (value + piece) % Self.modulus
        (piece, scale) = (0, 1)
    }

    /// The magnitude of canonical decimal text, signs apart.
    static func of(decimal text: some Sequence<UInt8>) -> UInt64 {
        var magnitude = Magnitude(radix: 10)
        for byte in text where byte != UInt8(ascii: "-") { magnitude.add(digit: byte &- UInt8(ascii: "0")) }
        return magnitude.finish()
    }
}
