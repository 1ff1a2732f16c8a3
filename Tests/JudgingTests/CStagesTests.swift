import Sandboxing
import Testing

@testable import Judging

/// Compiles in the jail by the compiler's parts and by its driver, and runs what comes of it.
private struct TwoWays {
    struct Program {
        var ending: Ending
        /// The lines of the diagnostics that tell of errors.
        var errors: [String]
        var image: ProgramImage?

        /// Whether the fast linker made it: it leaves its name in the file.
        var isOfFastLinker: Bool {
            guard let bytes = try? image?.copyBytes() else { return false }
            return String(decoding: bytes, as: UTF8.self).contains("gold 1.")
        }
    }

    let language: CLanguage
    let compileCell: Cell
    let runCell: Cell

    init() throws {
        let language = CLanguage(compiler: try CToolchain.find())
        self.language = language
        let rung = try #require(Judges.rungs.max())
        let jail = try Jail(exactly: rung)
        let profiles = try ["c-compile", "c-run"].map {
            try ProfileStore.named($0).expanding(language.profileVariables)
        }
        compileCell = try jail.makeCell(profiles[0])
        runCell = try jail.makeCell(profiles[1])
    }

    func compile(
        _ source: String, _ entry: Entry = .stdin, byParts: Bool, changing: (inout CStages) -> Void = { _ in }
    ) throws -> Program {
        let bytes = Array(source.utf8)
        let plan = try language.compilePlan(
            for: entry, source: bytes, scan: CSourceScan(bytes), output: "a.out")
        let executable: Sandboxing.Program.Executable
        var arguments = plan.arguments
        if byParts {
            var stages = try #require(plan.stages)
            changing(&stages)
            arguments = stages.arguments
            executable = .image(try DriverProgram.image.get())
        } else {
            executable = .path(plan.executable)
        }
        let run = try compileCell.start(.init(executable, arguments: arguments, collects: "a.out"))
        run.write(plan.input)
        run.closeInput()
        let (output, report) = try Self.whole(run)
        let errors = output.errors.split(separator: "\n").filter { $0.contains("rror:") }.map(String.init)
        return Program(ending: report.ending, errors: errors, image: run.collected)
    }

    /// What a program prints for an input, and how it ends.
    func run(_ image: ProgramImage, _ input: String = "7\n") throws -> String {
        let run = try runCell.start(.init(.image(image), arguments: ["./a.out"]))
        run.write(Array(input.utf8))
        run.closeInput()
        let (output, report) = try Self.whole(run)
        return "\(output.output)\(report.ending)"
    }

    private static func whole(_ run: Run) throws -> ((output: String, errors: String), RunReport) {
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        while true {
            switch try run.next() {
            case .output(let bytes): output += bytes
            case .errorOutput(let bytes): errors += bytes
            case .timedOut: break
            case .ended(let report):
                let text = (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
                return (text, report)
            }
        }
    }
}

@Suite(.serialized) struct CStagesTests {
    private static let plain = [
        "#include <stdio.h>\nint main(void) { long n; scanf(\"%ld\", &n); printf(\"%ld\\n\", n * n); }",
        "#include <math.h>\n#include <stdio.h>\nint main(int c, char **v) { printf(\"%g\", pow(c, .5) + 1); }",
        "#include <math.h>\n#include <stdio.h>\nint main(int c, char **v) { int e; frexp(c * 9., &e); return e; }",
        "#include <stdio.h>\nint a[5] = {1, 2}; static int b[9]; int main(int c, char **v) { return a[c] + b[c]; }",
        "#include <stdlib.h>\nstatic int f(const void *a, const void *b) { return *(char *)b - *(char *)a; }\n"
            + "int main(void) { char t[] = \"sort\"; qsort(t, 4, 1, f); return t[0]; }",
        "#include <stdio.h>\nstatic void __attribute__((constructor)) f(void) { puts(\"early\"); } int main() {}",
        "#include <stdio.h>\nint read(int a, char *b, int c) { return 0; } int main() { return getchar() + 2; }",
        "unsigned __int128 d; int main(int c, char **v) { d = c; return 1000 / (d + 6); }",
        "#include <math.h>\n#include <stdio.h>\nint main(int c, char **v) { printf(\"%f\", ldexp(c, 3) + floor(c)); }",
        "#include <string.h>\n#include <stdio.h>\nint main(int c, char **v) { puts(strerror(c)); return strlen(v[0]); }",
    ]

    /// Where two linkers may differ, so that the one that gcc calls must have it.
    private static let special = [
        "int end = 5; int main() { return end; }",
        "extern char edata; char *p = &edata; int main() { return p != 0; }",
        "int a[1 << 29], b[1 << 29]; int main(int c, char **v) { return b[c]; }",
        "__attribute__((weak)) int f(void); int main() { return f ? f() : 3; }",
        "_Thread_local int t = 4; int main() { return t; }",
        "int t __attribute__((section(\"mine\"))) = 6; extern int __start_mine; int main() { return __start_mine; }",
        "__attribute__((visibility(\"hidden\"))) int h = 8; int main() { return h; }",
        "static int (*p)(int); int main(int c, char **v) { int g(int x) { return x + c; } p = g; return p(8); }",
        "static int f(void) { return 9; } static void *r(void) { return f; }\n"
            + "int i(void) __attribute__((ifunc(\"r\"))); int main() { return i(); }",
        "__attribute__((common)) int z; int main() { return z; }",
        "int i; __attribute__((constructor(200))) static void f(void) { i = 7; } int main() { return i; }",
        "asm(\".symver g,f@V1\"); int g(void) { return 5; } int main() { return g(); }",
    ]

    private static let wrong = [
        "int main(void) { return x; }",
        "int main(void) {\n  return 1\n}\nint f(void) { y(); int 3; }",
        "int f(void); int main(void) { return f(); }",
        "#include \"/etc/passwd\"\nint main(void) { return 0; }",
        "#include <no_such_header.h>\nint main(void) { return 0; }",
        "__asm__(\".incbin \\\"/etc/shadow\\\"\"); int main(void) { return 0; }",
        "__asm__(\"no such instruction\"); int main(void) { return 0; }",
        "int _start(void) { return 1; } int main(void) { return 0; }",
        "#define A(x) x x x x x x x x\nint main(void) { return A(A(A(1; y;))) }",
    ]

    @Test(.enabled(if: !Judges.rungs.isEmpty), arguments: plain + special)
    func `the parts make the program that the driver makes`(source: String) throws {
        let ways = try TwoWays()
        let parts = try ways.compile(source, byParts: true)
        let whole = try ways.compile(source, byParts: false)
        #expect(parts.ending == whole.ending)
        #expect(parts.errors == whole.errors)
        guard let image = whole.image else {
            #expect(parts.image == nil)
            return
        }
        #expect(try ways.run(try #require(parts.image)) == ways.run(image))
        #expect(!whole.isOfFastLinker)
    }

    @Test(.enabled(if: !Judges.rungs.isEmpty), arguments: wrong)
    func `the parts refuse what the driver refuses, with the same errors`(source: String) throws {
        let ways = try TwoWays()
        let parts = try ways.compile(source, byParts: true)
        let whole = try ways.compile(source, byParts: false)
        #expect(parts.ending == .exited(1))
        #expect(whole.ending == .exited(1))
        #expect(parts.image == nil)
        // Of the linker's own words only the object's name differs, and gcc adds a line of its own.
        #expect(parts.errors == whole.errors.filter { !$0.hasPrefix("collect2:") })
    }

    @Test(.enabled(if: !Judges.rungs.isEmpty && ToolRun.find("/usr/bin/ld.gold") != nil))
    func `the fast linker gets plain objects and no others`() throws {
        let ways = try TwoWays()
        for source in Self.plain {
            #expect(try ways.compile(source, byParts: true).isOfFastLinker, "\(source)")
        }
        for source in Self.special {
            #expect(try !ways.compile(source, byParts: true).isOfFastLinker, "\(source)")
        }
        let function = "static int a(int n) { return n * n; } int main() { return 3; }"
        #expect(try ways.compile(function, .function("a"), byParts: true).isOfFastLinker)
    }

    @Test(.enabled(if: !Judges.rungs.isEmpty && ToolRun.find("/usr/bin/ld.gold") != nil))
    func `what asks for well-known functions only is linked without the other libraries`() throws {
        let ways = try TwoWays()
        func ending(_ source: String, _ entry: Entry) throws -> Ending {
            try ways.compile(source, entry, byParts: true) { stages in
                stages.fastLinker = []
                stages.linker = ["/nonexistent"]
            }.ending
        }
        #expect(try ending(Self.plain[0], .stdin) == .exited(0))
        #expect(try ending("long a(int n) { return n; }", .function("a")) == .exited(0))
        #expect(try ending(Self.plain[1], .stdin) == .exited(DriverProgram.cannot))
        #expect(try ending(Self.special[0], .stdin) == .exited(DriverProgram.cannot))
    }

    @Test func `a compiler that a signal ends is told of, and leaves no program`() throws {
        guard !Judges.rungs.isEmpty else { return }
        let ways = try TwoWays()
        // Deeper than the compiler's stack.
        let source =
            "int main(void) { return " + String(repeating: "(", count: 120_000) + "0"
            + String(repeating: ")", count: 120_000) + "; }"
        let parts = try ways.compile(source, byParts: true)
        let whole = try ways.compile(source, byParts: false)
        #expect(parts.image == nil)
        #expect(whole.image == nil)
    }
}

@Suite struct DriverWordsTests {
    @Test func `words are taken as gcc quotes them`() {
        let line = #"as -W "a b" "\"\\\$" "" -o x.o"#
        #expect(DriverWords.split(line) == ["as", "-W", "a b", "\"\\$", "", "-o", "x.o"])
        for bad in [#""a"#, #""a"b"#, #""\x""#, #"a"b"#, #"a\b"#, "it's"] {
            #expect(DriverWords.split(bad) == nil)
        }
    }

    private static let known = """
        Using built-in specs.
        COMPILER_PATH=/nonexistent/:
         /usr/lib/cc1 -quiet - -quiet "-std=gnu17" -o - |
         /usr/bin/as --64 -o /tmp/ccX.o
         /usr/lib/collect2 -plugin /l.so "-plugin-opt=-x" -pie -o a.out /tmp/ccX.o
        """

    @Test func `a driver's commands are learnt word by word`() throws {
        let stages = try #require(CStages(driverSays: Self.known, output: "a.out"))
        #expect(
            stages.compiler
                == ["/usr/lib/cc1", "-quiet", "-", "-quiet", "-std=gnu17", "-MD", "a.d", "-o", "-"])
        #expect(stages.assembler == ["/usr/bin/as", "--64", "--MD", "s.d", "-o", "a.o"])
        #expect(stages.linker.dropFirst() == ["-pie", "-o", "a.out", "a.o"])
    }

    @Test(arguments: [
        ("/usr/lib/cc1", "/usr/lib/cc1plus"), (" |", ""), ("-o -", "-o x.s"), ("-o a.out", "-o b.out"),
        ("-o /tmp/ccX.o", "-o /tmp/ccY.o"), ("collect2 ", "ld "), ("-pie", "-pie -flto"),
        ("COMPILER_PATH", "X"), ("--64", "\"--64"), ("/nonexistent/", "/usr/bin/"),
    ])
    func `a driver that says something else is left to do it itself`(part: String, other: String) {
        let text = Self.known.replacing(part, with: other)
        #expect(text != Self.known)
        #expect(CStages(driverSays: text, output: "a.out") == nil)
    }

    @Test func `linker scripts are written out, and unknown ones are not`() {
        let script = """
            /* GNU ld script */
            OUTPUT_FORMAT(elf64-x86-64)
            GROUP ( /lib/libc.so.6 /usr/lib/libc_nonshared.a  AS_NEEDED ( /lib64/ld.so ) )
            """
        #expect(
            LinkScript.items(of: script) == [
                .option("--start-group"), .file("/lib/libc.so.6"), .file("/usr/lib/libc_nonshared.a"),
                .option("--push-state"), .option("--as-needed"), .file("/lib64/ld.so"),
                .option("--pop-state"), .option("--end-group"),
            ])
        #expect(LinkScript.items(of: "INPUT(-lfoo bar.so)") == [.file("-lfoo"), .file("bar.so")])
        for bad in [
            "", "SECTIONS { }", "GROUP ( a", "GROUP a )", "INPUT ( \"a\" )", "/* a", "SEARCH_DIR(/x)",
            "GROUP ( AS_NEEDED ( AS_NEEDED ( a ) ) )", "OUTPUT_FORMAT(", "PROVIDE ( a = 1 )",
        ] { #expect(LinkScript.items(of: bad) == nil, "\(bad)") }
    }
}
