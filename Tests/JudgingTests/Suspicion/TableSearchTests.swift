import Terms
import Testing

@testable import Judging

@Suite struct TableSearchTests {
    private static let pell = [
        0, 1, 2, 5, 12, 29, 70, 169, 408, 985, 2_378, 5_741, 13_860, 33_461, 80_782, 195_025, 470_832,
        1_136_689,
    ]

    private static func known(_ terms: [Int], offset: Int = 0) -> KnownTerms {
        KnownTerms(terms.enumerated().map { IndexedTerm(index: offset + $0.offset, term: Term($0.element)) })
    }

    /// The terms that stand in a source as in a table, or packed.
    private static func listed(
        _ source: String, _ terms: [Int] = pell, offset: Int = 0, python: Bool = true
    ) -> Int {
        let text = SourceText(Array(source.utf8), isPython: python)
        var search = TableSearch(known(terms, offset: offset))
        search.search(text.literals.map(\.magnitude))
        var packed = PackedSearch(text)
        packed.search(&search)
        return search.listed
    }

    private static func joined(_ terms: [Int], _ separator: String = ", ") -> String {
        terms.map(String.init).joined(separator: separator)
    }

    /// Sources with all terms, each written in another way.
    private static var tables: [String] {
        let hex = pell.map { "0x" + String($0, radix: 16) }
        let entries = pell.enumerated().map { "\($0.offset): \($0.element)" }
        let branches = pell.enumerated().map { "if n == \($0.offset): return \($0.element)" }
        let cases = pell.enumerated().map { "case \($0.offset + 7): return \($0.element)" }
        return [
            "T = [\(joined(pell))]", "T = '\(joined(pell, " "))'.split()",
            "T = [\(hex.joined(separator: ","))]", "T = {\(entries.joined(separator: ", "))}",
            "T = {\(entries.reversed().joined(separator: ", "))}", branches.joined(separator: "\n"),
            cases.joined(separator: "\n"), pell.map { "print(\($0))" }.joined(separator: "\n"),
            "T = [-\(joined(pell, ", -"))]", "f(7); T = [3, \(joined(pell)), 8]",
        ]
    }

    @Test(arguments: tables)
    func `tables are found in whatever form they are written`(source: String) {
        #expect(Self.listed(source) == Self.pell.count)
    }

    @Test func `a part of the terms, from wherever it is, counts as that part`() {
        let (middle, late) = (Self.joined(Array(Self.pell[4..<10])), Self.joined(Array(Self.pell[12..<17])))
        #expect(Self.listed("T = [\(middle)]") == 6)
        #expect(Self.listed("[\(middle)], x, [\(late)]") == 11)
    }

    @Test func `four terms, small numbers and terms out of order are no table`() {
        #expect(Self.listed("[70, 169, 408, 985]") == 0)
        #expect(Self.listed("[0, 1, 2, 5]") == 0)
        #expect(Self.listed("[985, 408, 169, 70, 29, 12, 5]") == 0)
        #expect(Self.listed("[29, 7, 70, 7, 7, 169, 7, 408, 7, 985]") == 0)
        #expect(
            Self.listed("for i in (0, 1, 1, 0, 0, 1, 1, 0): pass", [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1]) == 0)
    }

    private static func packed(_ base: Int, ascending: Bool) -> String {
        var digits: [UInt8] = [0]
        for term in ascending ? pell.reversed() : pell {
            var carry = term
            for place in digits.indices {
                carry += Int(digits[place]) * base
                digits[place] = UInt8(carry % 10)
                carry /= 10
            }
            while carry > 0 {
                digits.append(UInt8(carry % 10))
                carry /= 10
            }
        }
        return String(decoding: digits.reversed().map { $0 + 48 }, as: UTF8.self)
    }

    @Test(arguments: [true, false])
    func `numbers in a base that the source names are taken apart`(ascending: Bool) {
        // The first term is 0, which a number does not show where it is the highest digit.
        let all = Self.pell.count - (ascending ? 0 : 1)
        let shifted = Self.packed(1 << 21, ascending: ascending)
        #expect(Self.listed("P = \(shifted)\nreturn P >> 21 * n & 2097151") >= all)
        let large = Self.packed(1_234_567, ascending: ascending)
        #expect(Self.listed("P = \(large)\nB = 1234567\nreturn P // B**n % B") >= all)
        #expect(Self.listed("P = int('\(large)')\nreturn P // 1234567**n % 1234567") >= all)
        #expect(Self.listed("P = \(large)\nreturn P // 1234568**n % 1234568") == 0)
        let decimal = Self.packed(100_000_000, ascending: ascending)
        #expect(Self.listed("P = \(decimal)") >= all)
    }

    @Test func `digits and characters of strings are looked at`() {
        let fixed = Self.pell.map { String(repeating: "0", count: 7 - String($0).utf8.count) + String($0) }
            .joined()
        #expect(Self.listed("S = '\(fixed)'") == Self.pell.count)
        let hex = Self.pell.map { term in
            let digits = String(term, radix: 16)
            return String(repeating: "0", count: 6 - digits.utf8.count) + digits
        }.joined()
        #expect(Self.listed("S = 0x\(hex)") == Self.pell.count)
        let pi = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4]
        #expect(Self.listed("S = '\(Self.joined(pi, ""))'", pi) == pi.count)
        #expect(Self.listed("S = '3.\(Self.joined(Array(pi[1...]), ""))'", pi) == pi.count - 1)
        let letters = String(decoding: pi.map { UInt8($0 + 65) }, as: UTF8.self)
        #expect(Self.listed("return \"\(letters)\"[n] - 'A'", pi, python: false) == pi.count)
        #expect(Self.listed("S = 'the quick brown fox jumps over the lazy dog'", pi) == 0)
        #expect(Self.listed("P = 10**9 + 7 + 123456789012345678901234567890", pi) == 0)
    }

    @Test func `of many terms the first ones are looked for`() {
        let many = (0..<2_000).map { $0 * $0 + 3 }
        #expect(Self.known(many).count == KnownTerms.most)
        #expect(Self.listed("T = [\(Self.joined(many))]", many) == KnownTerms.most)
        let huge = (0..<50).compactMap { Term(String(repeating: "7", count: 1_000) + "\($0)") }
        let known = KnownTerms(huge.enumerated().map { IndexedTerm(index: $0.offset, term: $0.element) })
        #expect(known.count < 20 && known.count > 10)
    }

    @Test func `the bits of a term are its binary digits and one`() {
        let expected: [(Term, Int)] = [(0, 1), (1, 2), (2, 3), (3, 3), (-4, 4), (255, 9), (256, 10)]
        for (term, bits) in expected { #expect(KnownTerms.bits(of: term) == bits) }
        #expect(KnownTerms.bits(of: Term(String(repeating: "9", count: 100)) ?? 0) == 333)
    }

    @Test func `the work is bounded for sources made to cost much`() {
        let size = 256 << 10
        let ones = [Int](repeating: 1, count: 500)
        let pieces = [
            "1,", "0,1,", "123456789012345,", "1234567890123456789012345678901234567890,", "'1' ",
            "'abcabcabcabcabc',",
            "0x123456789abcdef0,",
        ]
        for piece in pieces {
            let source = String(repeating: piece, count: size / piece.utf8.count)
            for terms in [ones, Self.pell] {
                let elapsed = ContinuousClock().measure { _ = Self.listed(source, terms) }
                // Unoptimised, on a busy machine.
                #expect(elapsed < .seconds(15), "\(piece)")
            }
        }
        let long = String(repeating: "7", count: size)
        #expect(ContinuousClock().measure { _ = Self.listed("P = \(long)") } < .seconds(5))
    }
}

@Suite struct SourceSizeTests {
    private func bits(_ text: String) -> Int { SourceSize.bits(Array(text.utf8)) }

    @Test func `repetition costs little, variety much`() {
        let scrambled = (0..<4_000).map { ($0 * $0 &* 2_654_435_761) >> 7 }
        let varied = String(decoding: scrambled.map { UInt8(33 + $0.magnitude % 90) }, as: UTF8.self)
        #expect(bits(varied) > 4_000 * 5 && bits(varied) < 4_000 * 8)
        #expect(bits(String(repeating: "return n == 5;\n", count: 300)) < 600)
        #expect(bits("") == 0)
        #expect(bits("a") < 16)
    }

    @Test func `texts of every length are measured, also those that end in a repetition`() {
        let text = Array("abcabcabcabc if n == 1: return 1; if n == 2: return 2".utf8)
        var before = 0
        for length in 0...text.count {
            let size = SourceSize.bits(Array(text.prefix(length)))
            #expect(size >= before - 24 && size <= 16 * length)
            before = size
        }
        for count in 0..<12 { _ = bits(String(repeating: "x", count: count)) }
    }
}
