import Terms

/// An integer modulo the prime 2^61 - 1. Sums and products of terms of any size, in a machine word: two different integers
/// have the same residue only by rare chance, so that what is found with residues is looked at again with the terms.
struct Residue: Hashable, Sendable {
    static let modulus: UInt64 = (1 << 61) - 1
    /// From 0 to the modulus less 1.
    let value: UInt64

    init(reduced value: UInt64) { self.value = value }

    /// The residue of a term, digit by digit.
    init(_ term: Term) {
        let text = term.description.utf8
        var sum: UInt64 = 0
        for byte in text where byte != UInt8(ascii: "-") {
            // In two steps: ten times 2^61 is more than a word holds.
            sum = Residue.folded(2 * Residue.folded(sum * 5) + UInt64(byte &- 48))
        }
        self.init(reduced: term.isNegative && sum != 0 ? Residue.modulus - sum : sum)
    }

    private init(folding value: UInt64) { self.init(reduced: Residue.folded(value)) }

    /// The residue of what is below 2^64, by 2^61 = 1.
    private static func folded(_ value: UInt64) -> UInt64 {
        let sum = (value & modulus) + (value >> 61)
        return sum >= modulus ? sum - modulus : sum
    }

    /// The number by which the product is 1; 0 for 0. By Fermat's little theorem.
    var inverse: Residue {
        var (result, base, exponent) = (Residue(reduced: 1), self, Residue.modulus - 2)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base }
            base = base * base
            exponent >>= 1
        }
        return result
    }
}

extension Residue: Numeric, Comparable {
    /// Of no meaning, but numbers have to have one.
    static func < (left: Residue, right: Residue) -> Bool { left.value < right.value }
    var magnitude: Residue { self }
    init(integerLiteral value: UInt64) { self.init(folding: value) }
    init?(exactly source: some BinaryInteger) {
        guard let value = UInt64(exactly: source) else { return nil }
        self.init(folding: value)
    }
    static func + (left: Residue, right: Residue) -> Residue { Residue(folding: left.value + right.value) }
    static func - (left: Residue, right: Residue) -> Residue {
        Residue(folding: left.value + modulus - right.value)
    }
    static func * (left: Residue, right: Residue) -> Residue {
        let (high, low) = left.value.multipliedFullWidth(by: right.value)
        // high < 2^58, so that nothing is lost.
        return Residue(folding: (low & modulus) + (low >> 61 | high << 3))
    }
    static func *= (left: inout Residue, right: Residue) { left = left * right }
}
