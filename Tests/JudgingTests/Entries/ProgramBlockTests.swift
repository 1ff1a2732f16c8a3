import Judging
import Testing

@Suite struct ProgramBlockTests {
    private func programs(_ text: String) -> [ProgramBlock.Program] {
        ProgramBlock(reading: text.utf8).programs
    }

    private func text(_ program: ProgramBlock.Program?) -> String {
        String(decoding: program?.source ?? [], as: UTF8.self)
    }

    @Test func `a program keeps the line numbers of its text`() throws {
        let block = ProgramBlock(
            reading:
                "%I A000290\n%o A000290 (PARI) a(n)=n^2\n%o A000290 (Python)\n%o A000290 x = 1\n%o A000290 print(x)\n%K A000290 nonn\n"
                .utf8)
        #expect(block.sequenceID == "A000290")
        let program = try #require(block.programs.first)
        #expect(block.programs.count == 1 && program.language == "python" && program.line == 4)
        #expect(text(program) == "\n\n\nx = 1\nprint(x)\n")
    }

    @Test func `a head may have code behind it`() {
        #expect(programs("(Python) print(1)\n(C) int x;").map(text) == ["print(1)\n", "\nint x;\n"])
        #expect(programs("(Python 3) # a comment\nprint(1)").map(text) == ["# a comment\nprint(1)\n"])
    }

    @Test func `other languages are passed over`() {
        #expect(programs("(Haskell)\nmain = print 1\n(Sage) print(1)\n").isEmpty)
        #expect(programs("print(1)\n").isEmpty)
        #expect(programs("(Python)\n(Magma) [1];\n").isEmpty)
    }

    @Test(arguments: [
        ("(Python)\ndef a(n):\n..return n", "\ndef a(n):\n  return n\n"),
        ("(Python)\nfor n in x:\n. . print(n)", "\nfor n in x:\n    print(n)\n"),
        ("(Python)\nx = (y\n.z())", "\nx = (y\n.z())\n"),
        ("(Python)\nx = [\n.5, .25]", "\nx = [\n.5, .25]\n"),
        ("(Python)\nif x:\n\tprint(1)\n \tprint(2)", "\nif x:\n        print(1)\n        print(2)\n"),
        ("(Python)\nif x:\n\u{a0}\u{a0}print(1)", "\nif x:\n  print(1)\n"),
        ("(Python)\n  def a(n):\n    return n", "\ndef a(n):\n  return n\n"),
        ("(Python)\nprint(1)\n_A. Person_, Feb 03 2004", "\nprint(1)\n"),
        ("(Python)\n_x, y_ = 1, 2004", "\n_x, y_ = 1, 2004\n"),
        (
            "(Python)\n>>> x = 1\n>>> for n in [x]:\n...     print(n)\n...\n1",
            "\nx = 1\nfor n in [x]:\n    print(n)\n"
        ),
        ("(Python)\r\nprint(1)\r\n", "\nprint(1)\n"),
        ("\u{feff}(Python)\nprint(1)", "\nprint(1)\n"),
    ])
    func `what is customary and no program is taken away`(block: String, source: String) {
        #expect(text(programs(block).first) == source)
    }

    @Test func `an alternative is a program of its own, with the imports before it`() {
        let found = programs(
            "(Python)\nfrom math import gcd\nx = gcd(2, 4)\n# Alternative:\nprint(gcd(6, 4))\n")
        #expect(
            found.map(text) == [
                "\nfrom math import gcd\nx = gcd(2, 4)\n",
                "\nfrom math import gcd\n\n# Alternative:\nprint(gcd(6, 4))\n",
            ])
        #expect(programs("(Python)\n# Alternative programs follow\nprint(1)").count == 1)
    }

    @Test func `a block is told from a program`() {
        #expect(ProgramBlock.begins("%o A000045 (Python)\n".utf8))
        #expect(ProgramBlock.begins("\n(Python)\nprint(1)".utf8))
        #expect(ProgramBlock.begins("%I A000045 M0692\n".utf8))
        for source in [
            "print(1)", "# (Python)\nprint(1)", "%matplotlib\n", "(a, b) = 1, 2", "", "int main() {}",
        ] {
            #expect(!ProgramBlock.begins(source.utf8))
        }
    }

    @Test func `any bytes are read in a moment, and few programs made of them`() {
        let heads = String(repeating: "(Python)\nx\n", count: 20_000)
        let time = ContinuousClock().measure {
            #expect(programs(heads).count == ProgramBlock.mostPrograms)
            _ = ProgramBlock(reading: (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            _ = ProgramBlock(reading: String(repeating: "(Python)\n# Alternative\n.", count: 10_000).utf8)
        }
        #expect(time < .seconds(20))
    }
}
