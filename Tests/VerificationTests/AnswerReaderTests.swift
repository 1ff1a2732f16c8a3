import Terms
import Testing
import Verification

@Suite struct AnswerReaderTests {
    func read(_ text: String) -> AnswerReading { AnswerReader.read(Array(text.utf8)) }

    func malformation(_ text: String) -> Malformation? {
        guard case .malformed(let malformation) = read(text) else { return nil }
        return malformation
    }

    @Test func `white space around an answer is free`() {
        #expect(read("55") == .term(55))
        #expect(read(" \t\r\n-55\r\n\n") == .term(-55))
        #expect(read("0\u{0B}\u{0C}") == .term(0))
    }

    @Test func `nothing but white space is missing`() {
        #expect(read("") == .missing)
        #expect(read(" \n\r\n\t") == .missing)
    }

    @Test(arguments: [
        ("+7", "plus"), ("07", "leading zero"), ("-0", "minus zero"), ("1.0", "decimal point"),
        ("1e3", "exponent"), ("nan", "not a number"), ("True", "truth value"), ("None", "no value"),
        ("1_000", "underscore"), ("\u{0663}", "not ASCII"), ("\u{2212}5", "not ASCII"), ("0x1f", "decimal"),
        ("5\0", "NUL"), ("[5]", "'['"), ("5 6", "2 values"), ("5,6\n7", "3 values"), ("\u{A0}5", "byte 0xc2"),
    ])
    func `an answer that is not canonical is malformed for its reason`(text: String, reason: String) {
        let found = malformation(text)
        #expect(found?.reason.contains(reason) == true, "\(found?.reason ?? "none")")
        #expect(found?.labelled == nil)
    }

    @Test(arguments: [
        "Enter n: 5", "a(4) = 5", "Enter n (0-100): 5\n", "n? 5", "> 5", "The answer is 5", "a(4)=5",
        "Enter n: \nThe answer is 5",
    ])
    func `the number after a label or prompt is told`(text: String) {
        #expect(malformation(text)?.labelled == 5)
    }

    @Test(arguments: ["Enter n: 5 6", "Fib 4 is 5", "5 apples", "Enter n: 5.", "x = +5", "4\nn: 5", "n:"])
    func `no number is told where it is unclear which is meant`(text: String) {
        let found = malformation(text)
        #expect(found != nil)
        #expect(found?.labelled == nil)
    }

    @Test func `an excerpt is short printable ASCII`() {
        let escapes = malformation("\u{1B}[31m\u{7}5\\\n\u{E9}")
        #expect(escapes?.excerpt == "\\x1b[31m\\x075\\\\\\n\\xc3\\xa9")
        for length in 70...100 {
            for filler in ["x", "\u{1}", "\n"] {
                let text = malformation("!" + String(repeating: filler, count: length) + "!")?.excerpt ?? ""
                #expect((70...80).contains(text.utf8.count) && text.utf8.allSatisfy { 0x20...0x7E ~= $0 })
            }
        }
        #expect(malformation(String(repeating: "x", count: 80))?.excerpt.hasSuffix("...") == false)
        #expect(malformation(String(repeating: "x", count: 81))?.excerpt.hasSuffix("...") == true)
    }

    @Test func `bytes that are no UTF-8 are malformed`() {
        guard case .malformed(let found) = AnswerReader.read([0xFF, 0x35]) else {
            Issue.record("not malformed")
            return
        }
        #expect(found.excerpt == "\\xff5")
    }
}
