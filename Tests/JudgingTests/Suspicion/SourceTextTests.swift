import Testing

@testable import Judging

@Suite struct SourceTextTests {
    private func literals(_ source: String, python: Bool = true) -> [UInt64] {
        SourceText(Array(source.utf8), isPython: python).literals.map(\.magnitude)
    }

    private func text(_ source: String, python: Bool = true) -> String {
        String(decoding: SourceText(Array(source.utf8), isPython: python).bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("x = 5", [5]), ("x5 = y_6 + z7", []), ("[1, -24, 252]", [1, 24, 252]),
            ("0x1F + 0b101 + 0o17", [31, 5, 15]), ("1_000_000", [1_000_000]),
            ("1.5 + 2e3 + .25 + 3j + 4.", []), ("1if x else 2", [1, 2]), ("a[3:-4]", [3, 4]),
            ("'1 2 3'.split()", [1, 2, 3]), ("t = b'7,8'", [7, 8]), ("t = r'\\d9'", [9]),
            ("t = f\"{x}10\"", [10]),
            ("t = '''4\n5'''", [4, 5]), ("t = 'it\\'s 6'", [6]), ("t = '\\x31\\x32'", [12]),
            ("t = '1\\n2'", [1, 2]),
            ("t = '1' '2'", [12]), ("x = 1  # 2 3\ny = 4", [1, 4]), ("t = '# 5'", [5]),
        ])
    func `integers of Python are read, those in strings too, comments and floats are not`(
        source: String, expected: [UInt64]
    ) {
        #expect(literals(source) == expected)
    }

    @Test(
        arguments: [
            ("int x = 5;", [5]), ("0x1F 0b11 017 0", [31, 3, 15, 0]),
            ("7u + 8L + 9ULL + 10uz", [7, 8, 9, 10]),
            ("1'000'000", [1_000_000]), ("1.5f + 2e3 + .5 + 0x1p4 + 3.", []),
            ("/* 1 2 */ 3 // 4\n5", [3, 5]), ("\"6 7\" '8'", [6, 7]), ("// \"9\n10", [10]),
            ("#define T 1, 2\nint t[] = {T, 3};", [1, 2, 3]), ("\"1 \" \"2\"", [1, 2]), ("x1 + y_2", []),
        ])
    func `integers of C are read, those in strings too, comments and characters are not`(
        source: String, expected: [UInt64]
    ) {
        #expect(literals(source, python: false) == expected)
    }

    @Test func `what documents or tests a Python program is no part of it`() {
        #expect(literals("\"\"\"Terms: 1, 2, 3\"\"\"\ndef a(n):\n    '4 5'\n    return '6'") == [6])
        #expect(literals("x = \"\"\"7\n8\"\"\"") == [7, 8])
        #expect(literals("f(\n'9'\n)") == [9])
        #expect(literals("assert a(1) == 2\nassert [\n3,\n4] == b\n5") == [5])
        #expect(literals("assert (t := [1, 2, 3])\n4") == [1, 2, 3, 4])
        #expect(literals("assertion = 6") == [6])
    }

    @Test func `assertions of C are no data, unless they assign`() {
        #expect(
            literals("#include <assert.h>\nint x = 1;\nassert(f(2) == 3 && g(4) <= 5);\n6", python: false)
                == [1, 6])
        #expect(literals("assert((t[0] = 7, t[1] = 8)); 9", python: false) == [0, 7, 1, 8, 9])
    }

    @Test func `the text has no comments and no blanks but between words`() {
        #expect(text("def a( n ):   # note\n\n    return   n  +  1\n") == "def a(n):\nreturn n+1\n")
        #expect(
            text("int  a ( int n )\n{ /* note */ return n; }", python: false) == "int a(int n)\n{return n;}")
    }

    @Test func `unfinished tokens end with the source`() {
        for source in [
            "'", "\"1 2", "'''3", "\"\\", "'\\x", "0x", "/*", "1_", "(", ")", "assert (", "\\", "rb'",
        ] {
            for python in [true, false] {
                for end in ["", "\n", "\u{0}", "\u{e9}"] { _ = text(source + end, python: python) }
            }
        }
        #expect(literals("t = \"1 2") == [1, 2])
    }

    @Test func `numbers of any size are compared in whatever base they are written`() {
        let sources = [
            "340282366920938463463374607431768211456", "0x100000000000000000000000000000000",
            "0b1" + String(repeating: "0", count: 128), "0o4" + String(repeating: "0", count: 42),
        ]
        #expect(Set(sources.flatMap { literals($0) }).count == 1)
        #expect(
            literals(sources[0]) == [Magnitude.of(decimal: "-340282366920938463463374607431768211456".utf8)])
        #expect(literals("340282366920938463463374607431768211457") != literals(sources[0]))
        #expect(literals("18446744073709551615") != literals("18446744073709551616"))
        #expect(
            literals("9223372036854775807 7640891576956012828") == [
                9_223_372_036_854_775_807 % Magnitude.modulus, 7_640_891_576_956_012_828,
            ])
    }

    @Test func `powers of two and ten are not taken for small numbers`() {
        for radix: UInt8 in [2, 10] {
            var magnitude = Magnitude(radix: radix)
            magnitude.add(digit: 1)
            for _ in 0..<19 { magnitude.add(digit: 0) }
            for _ in 0..<500 {
                magnitude.add(digit: 0)
                var copy = magnitude
                #expect(copy.finish() > 100_000)
            }
        }
    }

    @Test func `sources of a quarter of a mebibyte are read in a moment`() {
        let size = 256 << 10
        for piece in ["1,", "'1' ", "\"", "(", "9", "0x", "'''", "assert 1\n", "1 2 3 4 5 6 7 8 ", "\\"] {
            let source = Array(String(repeating: piece, count: size / piece.utf8.count).utf8)
            let elapsed = ContinuousClock().measure {
                for python in [true, false] { _ = SourceText(source, isPython: python) }
            }
            // Unoptimised, on a busy machine; what takes quadratic time takes minutes.
            #expect(elapsed < .seconds(8), "\(piece)")
        }
    }
}
