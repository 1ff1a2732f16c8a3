import Fuzzing
import Sandboxing
import Testing
import Verification

@testable import Judging

/// What is read of candidates' sources and of the harness, changed at random. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct LanguageFuzzTests {
    private static let descriptions = [
        """
        function\ta\t1\t1\tgenerator,helper\t3
        function\tA000045_list\t0\t1\tvarargs\t12
        variable\tb\tlist\t1
        variable\ta45\talias\t2
        import\tmath
        fact\tprints
        fact\texpression
        done

        """, "syntax\t1\t2\tinvalid syntax\tdef (\ndone\n",
    ]

    @Test func `a description of a Python source is read whole or not at all`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let words = [
                "\t", "\n", "done\n", "function\tf\t1\t1\t\t1\n", "fact\treads\n", "A000045", "isA000045",
                "list",
            ]
            Fuzz(.mutations(of: Self.descriptions, words: words)) { bytes in
                guard let analysis = try? PythonAnalysis(parsing: bytes) else { return }
                let names = analysis.functions.map(\.name) + analysis.variables.map(\.name)
                try require(Set(names).count == names.count, "a name is there twice")
                for id in [nil, "A000045"] {
                    do {
                        let decision = try EntryDetector.python(analysis, sequenceID: id)
                        _ = try EntryDetector.confirm(decision.entry, python: analysis)
                    } catch let error as EntryError {
                        try require(
                            error.description.utf8.count < 12_000,
                            "an error of \(error.description.utf8.count) bytes")
                    }
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    private static let sources = [
        """
        #include <stdio.h>
        #define F(x) \\
            ((x) + 1)
        static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } /* } */
        struct s { int x; } make(void);
        __attribute__((noinline)) unsigned long long a(long n) { char c = '}'; return "\\"{"[0] + c; }
        int isA000045(int n) { return 1; }
        int main(int argc, char **argv) { printf("%s", argv[1]); return 0; } // }
        """, "#include <gmp.h>\r\nvoid a(mpz_t r, int n)\r\n{\r\n}\r\n",
    ]

    @Test func `a source in C is looked through`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let words = [
                "{", "}", "(", ")", ";", "\"", "'", "\\", "\\\n", "/*", "*/", "//", "#", "__attribute__((",
                "main",
            ]
            Fuzz(.mutations(of: Self.sources, words: words)) { bytes in
                let scan = CSourceScan(bytes)
                let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
                try require(
                    scan.functions.allSatisfy { (1...lines).contains($0.line) }, "a line beyond the last")
                try require(scan.functions.allSatisfy { $0.name != "main" && !$0.name.isEmpty }, "a name")
                do {
                    let decision = try EntryDetector.c(scan, sequenceID: "A000045")
                    _ = try EntryDetector.confirm(decision.entry, c: scan)
                } catch let error as EntryError {
                    try require(
                        error.description.utf8.count < 12_000,
                        "an error of \(error.description.utf8.count) bytes")
                }
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a line of a harness, or of who writes in its place, is an answer fit for a report`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = ["!NoneType None", "!float 1.5", "-12345", "!double 1.5e300", "!char* \"\"", "!"]
            Fuzz(.mutations(of: samples, words: ["!", " ", "\u{1b}[2J"]), memory: 64 << 20) { bytes in
                let reading = AnswerLine.read(bytes)
                guard case .malformed(let found) = reading else { return }
                let text = found.reason + found.excerpt
                try require(
                    text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "'\(text)' is not fit for a terminal"
                )
                try require(text.utf8.count < 500, "\(text.utf8.count) bytes")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `what a program writes to standard error is fit for a report`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = [
                "Traceback:\n  File \"x\"\nValueError: é\n", "\u{1b}[31mred\u{1b}[0m\r\n\u{202e}x\u{85}\n",
            ]
            Fuzz(.mutations(of: samples, words: ["\n", "\r", "\u{feff}", "\u{200d}"]), memory: 64 << 20) {
                bytes in
                let text = Diagnostics.text(bytes)
                try require(
                    text.unicodeScalars.count <= 10 * Diagnostics.most,
                    "\(text.unicodeScalars.count) characters")
                for scalar in text.unicodeScalars
                where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) {
                    try require(scalar == "\n" || scalar == "\t", "a control character \(scalar.value)")
                }
                guard let last = Diagnostics.lastLine(bytes) else { return }
                try require(
                    !last.contains("\n") && last.count <= 200 && !last.isEmpty, "the last line '\(last)'")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a calling convention is read as it is written`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let samples = [
                "stdin", "argv", "function a", "generator:fib", "list A000045_list", "predicate is_ok",
                "terms",
            ]
            Fuzz(.mutations(of: samples)) { bytes in
                guard let entry = Entry(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
                try require(Entry(parsing: "\(entry)") == entry, "'\(entry)' is read otherwise")
            }.run()
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
