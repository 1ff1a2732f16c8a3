import BigInt
import Terms

/// Arithmetic on terms, bounded: what is too long to be worth it is nil.
enum Numbers {
    /// More digits than this are not calculated with.
    static let mostDigits = 320

    static func big(_ term: Term, digits: Int = mostDigits) -> BigInt? {
        term.digitCount <= digits ? BigInt(term.description) : nil
    }

    static func term(_ value: BigInt) -> Term? { Term(String(value)) }

    /// The term with the other sign.
    static func negated(_ term: Term) -> Term {
        if term.isNegative { return magnitude(term) }
        return term == 0 ? term : Term("-" + term.description) ?? term
    }

    /// The term without its sign.
    static func magnitude(_ term: Term) -> Term {
        term.isNegative ? Term(String(term.description.dropFirst())) ?? term : term
    }

    /// A term modulo 2^128, in two's complement. Linear in the digits.
    static func wrapped(_ term: Term) -> UInt128 {
        var value: UInt128 = 0
        var (chunk, scale): (UInt64, UInt64) = (0, 1)
        for digit in term.description.utf8 where digit != UInt8(ascii: "-") {
            chunk = chunk * 10 + UInt64(digit - UInt8(ascii: "0"))
            scale *= 10
            if scale == 1_000_000_000_000_000_000 {
                value = value &* UInt128(scale) &+ UInt128(chunk)
                (chunk, scale) = (0, 1)
            }
        }
        value = value &* UInt128(scale) &+ UInt128(chunk)
        return term.isNegative ? 0 &- value : value
    }

    /// The first digits of a term as a number from 0.1 to 1, and how many digits there are.
    static func leading(_ term: Term) -> (fraction: Double, digits: Int) {
        let digits = term.description.utf8.drop { $0 == UInt8(ascii: "-") }
        var fraction = 0.0
        var scale = 0.1
        for digit in digits.prefix(18) {
            fraction += Double(digit - UInt8(ascii: "0")) * scale
            scale /= 10
        }
        return (fraction, term.digitCount)
    }

    /// |answer − truth| / |truth|; nil where they differ in sign, or by a factor of ten or more, or the truth is 0.
    /// Numbers of up to 40 digits are compared exactly, longer ones by their first digits.
    static func relativeError(_ answer: Term, _ truth: Term) -> Double? {
        guard answer.isNegative == truth.isNegative, truth != 0,
            abs(answer.digitCount - truth.digitCount) <= 1
        else { return nil }
        if let left = big(answer, digits: 40), let right = big(truth, digits: 40) {
            let difference = Numbers.term((left - right).magnitude.asSigned) ?? 0
            if difference == 0 { return 0 }
            let (top, bottom) = (leading(difference), leading(truth))
            return top.fraction / bottom.fraction * power(10, top.digits - bottom.digits)
        }
        let (top, bottom) = (leading(answer), leading(truth))
        let ratio = top.fraction / bottom.fraction * power(10, top.digits - bottom.digits)
        return abs(ratio - 1)
    }

    static func power(_ base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<min(abs(exponent), 400) { result *= base }
        return exponent < 0 ? 1 / result : result
    }

    /// The decimal logarithm of a magnitude, roughly; nil for 0.
    static func logarithm(_ term: Term) -> Double? {
        guard term != 0 else { return nil }
        return Double(leading(term).digits)
    }
}

extension BigUInt {
    var asSigned: BigInt { BigInt(self) }
}
