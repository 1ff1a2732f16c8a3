/// Finds terms that are packed into one long number or string: as its digits in some base, or as characters.
struct PackedSearch {
    /// Numbers and strings that are shorter hold no table of ``TableSearch/fewestPackedBits``.
    static let fewestDigits = 12
    /// The most digits of a number that are looked at, and of all numbers and strings together: to bound the work.
    static let mostDigits = 3_000
    static let mostDigitsInAll = 12_000
    /// The most bases that a number is tried in: those that the source itself names.
    static let mostBases = 48

    let source: SourceText
    /// The numbers and strings that hold a table, as places in the source's text.
    private(set) var places: [Range<Int>] = []
    private var bases: [UInt64]?
    private var digitsLeft = mostDigitsInAll

    init(_ source: SourceText) { self.source = source }

    /// Looks into every string and every long number that is no term itself; what is found is noted in the tables.
    mutating func search(_ tables: inout TableSearch) {
        for literal in source.literals where literal.place.count >= Self.fewestDigits {
            guard !tables.terms.contains(literal.magnitude), take(literal.place) else { continue }
            if searchGroups(of: literal, &tables) || searchBases(of: literal, &tables) {
                places.append(literal.place)
            }
        }
        for place in source.strings where place.count >= Self.fewestDigits && take(place) {
            if searchCharacters(in: place, &tables) { places.append(place) }
        }
    }

    private mutating func take(_ place: Range<Int>) -> Bool {
        guard place.count <= min(Self.mostDigits, digitsLeft) else { return false }
        digitsLeft -= place.count
        return true
    }

    /// Digits in groups of equal width: `000001001002003005`, or in base 16 two at a time.
    private func searchGroups(of literal: SourceText.Literal, _ tables: inout TableSearch) -> Bool {
        let digits = Array(source.bytes[literal.place])
        var isFound = false
        for width in 1...min(16, digits.count / TableSearch.fewestTerms) {
            if note(Self.groups(digits, width, literal.radix), &tables) { isFound = true }
            // A string of digits may be cut from its beginning.
            let over = digits.count % width
            if over != 0, note(Self.groups(digits.dropLast(over), width, literal.radix), &tables) {
                isFound = true
            }
        }
        return isFound
    }

    /// The values of groups of digits, the last group first.
    private static func groups(_ digits: some BidirectionalCollection<UInt8>, _ width: Int, _ radix: UInt8)
        -> [UInt64]
    {
        var groups: [UInt64] = []
        var (value, scale, held) = (UInt64(0), UInt64(1), 0)
        for byte in digits.reversed() {
            value += UInt64(byte.digit(radix: radix) ?? 0) * scale
            scale = scale &* UInt64(radix)
            held += 1
            if held == width {
                groups.append(value)
                (value, scale, held) = (0, 1, 0)
            }
        }
        if held > 0 { groups.append(value) }
        return groups
    }

    /// The number's digits in the bases that the source names: `PACKED // 1000 ** n % 1000`, `PACKED >> 8 * n & 255`.
    private mutating func searchBases(of literal: SourceText.Literal, _ tables: inout TableSearch) -> Bool {
        let bases = self.bases ?? likelyBases()
        self.bases = bases
        let number = BigNumber(digits: source.bytes[literal.place], radix: literal.radix)
        for base in bases where number.bits >= base.bits * TableSearch.fewestTerms {
            let digits = number.digits(base: base) { first in
                first.count { tables.terms.contains($0) } * 4 >= first.count * 3
            }
            if note(digits, &tables) { return true }
        }
        return false
    }

    /// Bases that the source's own numbers suggest: themselves, masks, shifts and exponents.
    private func likelyBases() -> [UInt64] {
        var bases: [UInt64] = []
        for literal in source.literals where literal.place.count < Self.fewestDigits {
            let value = literal.magnitude
            var found = [value, value &+ 1]
            if (1...62).contains(value) { found.append(1 << value) }
            if (1...18).contains(value) { found.append((0..<value).reduce(1) { power, _ in power * 10 }) }
            for base in found where base > 1 && !bases.contains(base) {
                bases.append(base)
                if bases.count == Self.mostBases { return bases }
            }
        }
        return bases
    }

    /// Characters whose codes are the terms, plus a constant: `"ABBDFI"[n]`.
    private func searchCharacters(in place: Range<Int>, _ tables: inout TableSearch) -> Bool {
        let codes = source.bytes[place].prefix(Self.mostDigits).map { UInt64($0) }
        for first in 0..<min(2, tables.terms.count) {
            let shift = codes[0] &- tables.terms.magnitudes[first]
            // Digits were looked at as numbers.
            guard shift < 256, shift != UInt64(UInt8(ascii: "0")) else { continue }
            if tables.search(packed: codes.map { $0 &- shift }) { return true }
        }
        return false
    }

    /// Whether the values, or the values from their end, hold a table.
    private func note(_ values: [UInt64], _ tables: inout TableSearch) -> Bool {
        guard tables.mayHold(values) else { return false }
        return tables.search(packed: values) || tables.search(packed: values.reversed())
    }
}

/// A natural number of any size, for taking digits off it.
struct BigNumber {
    /// Base 2^32, the lowest first, no zero at the end.
    private var limbs: [UInt32] = []

    init(digits: some Sequence<UInt8>, radix: UInt8) {
        for byte in digits {
            var carry = UInt64(byte.digit(radix: radix) ?? 0)
            for place in limbs.indices {
                carry += UInt64(limbs[place]) * UInt64(radix)
                limbs[place] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
    }

    /// Its size in bits, up to 31 too many.
    var bits: Int { limbs.count * 32 }

    /// The digits in a base, the lowest first, at most 500. Given up, with none, where the first four do not please.
    func digits(base: UInt64, isWorthwhile: ([UInt64]) -> Bool) -> [UInt64] {
        var rest = self
        var digits: [UInt64] = []
        while !rest.limbs.isEmpty, digits.count < KnownTerms.most {
            digits.append(rest.takeDigit(base: base))
            if digits.count == 4, !isWorthwhile(digits) { return [] }
        }
        return digits
    }

    private mutating func takeDigit(base: UInt64) -> UInt64 {
        var remainder: UInt64 = 0
        for place in limbs.indices.reversed() {
            let dividend = (high: remainder >> 32, low: remainder << 32 | UInt64(limbs[place]))
            let (quotient, rest) = base.dividingFullWidth(dividend)
            limbs[place] = UInt32(truncatingIfNeeded: quotient)
            remainder = rest
        }
        while limbs.last == 0 { limbs.removeLast() }
        return remainder
    }
}

extension UInt64 {
    fileprivate var bits: Int { Self.bitWidth - leadingZeroBitCount - 1 }
}
