import Terms
import Testing

@Suite struct TermTests {
    @Test(arguments: [
        "0", "7", "-1", "10", "9223372036854775808", "-170141183460469231731687303715884105728",
    ])
    func `a canonical integer round-trips`(text: String) {
        #expect(Term(text)?.description == text)
    }

    @Test func `ten thousand digits round-trip`() {
        let text = "-1" + String(repeating: "0", count: 9_999)
        #expect(Term(text)?.description == text)
        #expect(Term(text)?.digitCount == 10_000)
        #expect(Term(text)?.isNegative == true)
        #expect(Term(text)?.intValue == nil)
    }

    @Test(arguments: [
        ("", TermSyntaxError.empty), ("+7", .plusSign), ("-", .loneSign), ("+", .loneSign),
        ("07", .leadingZero),
        ("-07", .leadingZero), ("00", .leadingZero), ("-0", .negativeZero), ("1.0", .decimalPoint),
        (".5", .decimalPoint), ("1e3", .exponent), ("1E3", .exponent), ("1/2", .fraction),
        ("0x1F", .radixPrefix),
        ("-0b1", .radixPrefix), ("NaN", .notANumber), ("-inf", .notANumber), ("Infinity", .notANumber),
        ("True", .boolean), ("None", .noValue), ("\u{0663}", .nonASCIIDigit), ("1\u{FF11}", .nonASCIIDigit),
        ("\u{2212}5", .nonASCIIMinus), ("1_000", .underscore), (" 5", .unexpectedByte(0x20, at: 0)),
        ("5\n", .unexpectedByte(0x0A, at: 1)), ("5\0", .unexpectedByte(0, at: 1)),
        ("--5", .unexpectedByte(0x2D, at: 1)), ("5-", .unexpectedByte(0x2D, at: 1)),
    ])
    func `what is not canonical has its reason`(text: String, reason: TermSyntaxError) {
        #expect(throws: reason) { try Term(parsing: text.utf8) }
        #expect(Term(text) == nil)
    }

    @Test func `bytes that are no UTF-8 are unexpected`() {
        #expect(throws: TermSyntaxError.unexpectedByte(0xFF, at: 1)) { try Term(parsing: [0x35, 0xFF]) }
    }

    @Test func `terms are ordered by value`() {
        let ordered: [Term] = [-100, -20, -3, 0, 9, 10, 11, 100]
        #expect(ordered.reversed().sorted() == ordered)
        for (left, right) in zip(ordered, ordered.dropFirst()) {
            #expect(left < right)
            #expect(!(right < left))
        }
        #expect(!(Term(5) < Term(5)))
    }

    @Test func `no value is more than a word and every digit counts`() {
        #expect(Term(Int.min).intValue == Int.min)
        #expect(Term("9223372036854775807") != Term("9223372036854775808"))
        #expect(Term(Int.min).digitCount == 19)
    }
}
