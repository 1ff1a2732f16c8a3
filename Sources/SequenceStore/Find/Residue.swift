import Terms

/// Arithmetic modulo 2^61 − 1, a prime: terms of any size become words, sums and ratios stay sums and ratios, and two
/// different numbers are hardly ever taken for one. What is found by residues is compared exactly afterwards.
enum Residue {
    /// 2^61 − 1.
    static let modulus: UInt64 = 1 << 61 - 1

    @inline(__always)
    static func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (high, low) = left.multipliedFullWidth(by: right)
        return reduce((low & modulus) &+ (low >> 61 | high << 3))
    }

    @inline(__always)
    static func add(_ left: UInt64, _ right: UInt64) -> UInt64 { reduce(left &+ right) }

    @inline(__always)
    static func subtract(_ left: UInt64, _ right: UInt64) -> UInt64 { reduce(left &+ modulus &- right) }

    /// A number of at most 63 bits, brought below the modulus.
    @inline(__always)
    static func reduce(_ value: UInt64) -> UInt64 {
        let folded = (value & modulus) &+ (value >> 61)
        return folded >= modulus ? folded &- modulus : folded
    }

    /// The number whose product with another is 1; 0 for 0.
    static func inverse(_ value: UInt64) -> UInt64 {
        var result: UInt64 = 1
        var power = value
        var exponent = modulus - 2
        while exponent > 0 {
            if exponent & 1 == 1 { result = multiply(result, power) }
            power = multiply(power, power)
            exponent >>= 1
        }
        return result
    }

    /// Powers of ten up to that of eighteen, the digits that a word takes.
    static let tens: [UInt64] = (0...18).map { exponent in
        (0..<exponent).reduce(UInt64(1)) { value, _ in multiply(value, 10) }
    }
}

/// The residues of consecutive terms.
struct Residues {
    /// Those of the magnitudes.
    private(set) var magnitudes: [UInt64] = []
    /// Those of the terms.
    private(set) var signed: [UInt64] = []

    init() {}

    init(_ terms: [Term]) {
        load(PackedTerms(terms).bytes)
    }

    /// The residues of packed terms, up to a number of them, in the room of those that were there.
    mutating func load(_ bytes: [UInt8], skipping skipped: Int = 0, atMost most: Int = .max) {
        bytes.withUnsafeBufferPointer { load($0, skipping: skipped, atMost: most) }
    }

    /// The residues of packed terms in a stretch of memory.
    mutating func load(
        _ bytes: UnsafeBufferPointer<UInt8>, skipping skipped: Int = 0, atMost most: Int = .max
    ) {
        magnitudes.removeAll(keepingCapacity: true)
        signed.removeAll(keepingCapacity: true)
        var isNegative = false
        var value: UInt64 = 0
        var part: UInt64 = 0
        var digits = 0
        var left = skipped
        for byte in bytes {
            for shift in stride(from: UInt8(4), through: 0, by: -4) {
                let half = byte >> shift & 15
                if half <= 9 {
                    part = part &* 10 &+ UInt64(half)
                    digits &+= 1
                    if digits == 18 {
                        value = Residue.add(
                            Residue.multiply(value, Residue.tens[18]), Residue.reduce(part))
                        (part, digits) = (0, 0)
                    }
                } else if half == PackedTerms.end {
                    if value == 0 {
                        value = Residue.reduce(part)
                    } else if digits > 0 {
                        value = Residue.add(
                            Residue.multiply(value, Residue.tens[digits]), Residue.reduce(part))
                    }
                    if left > 0 {
                        left &-= 1
                    } else {
                        if magnitudes.count == most { return }
                        magnitudes.append(value)
                        signed.append(isNegative ? Residue.subtract(0, value) : value)
                    }
                    (value, part, digits, isNegative) = (0, 0, 0, false)
                } else if half == PackedTerms.minus {
                    isNegative = true
                }
            }
        }
    }

    /// The differences of neighbours.
    var differences: [UInt64] {
        guard signed.count > 1 else { return [] }
        return (1..<signed.count).map { Residue.subtract(signed[$0], signed[$0 - 1]) }
    }
}
