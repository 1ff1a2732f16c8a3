import Glibc
import Testing

@testable import Judging

/// Compiles C sources as planned and runs them, without a jail.
private enum C {
    static func compile(_ source: String, _ entry: Entry) throws -> (ChildResult, String) {
        let language = CLanguage(compiler: try CToolchain.find())
        let bytes = Array(source.utf8)
        var name = Array("/tmp/seqjudge-test-XXXXXX".utf8CString)
        close(mkstemp(&name))
        let output = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let plan = try language.compilePlan(
            for: entry, source: bytes, scan: CSourceScan(bytes), output: output)
        return (try Child.run(plan.executable, plan.arguments, input: plan.input), output)
    }

    static func run(
        _ source: String, _ entry: Entry, at index: Int = 0, questions: [Int] = [], atMost: Int = .max
    ) throws -> ChildResult {
        let (compilation, program) = try compile(source, entry)
        defer { unlink(program) }
        #expect(compilation.status == 0, "\(compilation.errors)")
        let plan = CLanguage(compiler: try CToolchain.find()).plan(for: entry, program: program)
        let start = plan.start(at: index)
        return try Child.run(
            program, start.arguments, input: start.input + questions.flatMap(plan.question), atMost: atMost)
    }
}

@Suite struct LanguageCTests {
    @Test(arguments: [
        ("int a(int n) { return n * 2; }", "-14"),
        ("unsigned a(int n) { return n; }", "4294967289"),
        ("long long a(long long n) { return n * 1000000007LL; }", "-7000000049"),
        ("#include <stdint.h>\nuint64_t a(uint64_t n) { return n; }", "18446744073709551609"),
        ("#include <stdbool.h>\nbool a(int n) { return n < 0; }", "1"),
        ("char a(int n) { return n; }", "-7"),
        ("__int128 a(int n) { return ((__int128)1 << 127); }", "-170141183460469231731687303715884105728"),
        ("unsigned __int128 a(int n) { return -1; }", "340282366920938463463374607431768211455"),
        (
            "const char *a(int n) { return \"123456789012345678901234567890\"; }",
            "123456789012345678901234567890"
        ),
        ("char *a(int n) { return 0; }", "!char* NULL"),
        ("double a(int n) { return n; }", "!double -7"),
        ("#define int long long\nint a(int n) { return n * 10000000000; }", "-70000000000"),
        ("static int a(int n) { return 3; }", "3"),
        ("#define n 5\n#define v 6\n#define r 7\nint a(int k) { return n; }", "5"),
        ("int a(int n) { return 4; }\nint main() { return a(1); }", "4"),
        ("int read(void) { return 1; }\nint write, dup2, pipe;\nint a(int n) { return read(); }", "1"),
        ("#include <stdio.h>\nint a(int n) { printf(\"99\\n\"); fflush(stdout); return getchar(); }", "-1"),
        ("int a(int n) { return 8; } // \\", "8"),
    ])
    func `a function's value is written whatever its type`(source: String, line: String) throws {
        #expect(try C.run(source, .function("a"), questions: [-7]).lines == [line])
    }

    @Test(
        .enabled(
            if: access("/usr/include/gmp.h", R_OK) == 0
                || access("/usr/include/x86_64-linux-gnu/gmp.h", R_OK) == 0),
        arguments: [
            "void a(mpz_t r, int n) { mpz_ui_pow_ui(r, 10, n); }",
            "void a(unsigned long n, mpz_t r) { mpz_ui_pow_ui(r, 10, n); }",
            "void a(mpz_t r, const mpz_t n) { mpz_ui_pow_ui(r, 10, mpz_get_ui(n)); }",
            "char *a(int n) { mpz_t r; mpz_init(r); mpz_ui_pow_ui(r, 10, n); return mpz_get_str(0, 10, r); }",
        ])
    func `GMP integers of any size are written in full`(source: String) throws {
        let result = try C.run("#include <gmp.h>\n\(source)", .function("a"), questions: [0, 300])
        #expect(result.lines == ["1", "1" + String(repeating: "0", count: 300)])
    }

    @Test func `a predicate's terms are written from the first index on`() throws {
        let result = try C.run(
            "int isok(int n) { return n % 3 == 0; }", .predicate("isok"), at: -4, atMost: 100)
        #expect(result.lines.prefix(3) == ["-3", "0", "3"])
    }

    @Test func `terms that are printed for ever are heard before a buffer is full`() throws {
        let source = """
            #include <stdio.h>
            #include <unistd.h>
            #define int long
            signed main() { for (int n = 0;; n++) { printf("%ld, ", n); if (n == 4) sleep(60); } }
            """
        #expect(try C.run(source, .terms, atMost: 15).output == "0, 1, 2, 3, 4, ")
    }

    @Test func `programs get their index on standard input or as an argument`() throws {
        let reading = "#include <stdio.h>\nint main() { int n; scanf(\"%d\", &n); printf(\"%d\\n\", n + 1); }"
        #expect(try C.run(reading, .stdin, at: 41).output == "42\n")
        let argument = """
            #include <stdio.h>
            #include <stdlib.h>
            int main(int c, char **v) { printf("%d\\n", atoi(v[1]) + c); }
            """
        #expect(try C.run(argument, .argv, at: -5).output == "-3\n")
    }

    @Test func `diagnostics have the candidate's own line numbers`() throws {
        let (result, program) = try C.compile("int a(int n)\n{\n  return m;\n}\n", .function("a"))
        unlink(program)
        #expect(result.status == 1)
        #expect(result.errors.contains("solution.c:3:"))
    }

    @Test func `a crash ends the run by its signal`() throws {
        let result = try C.run(
            "int a(int n) { if (n == 2) __builtin_trap(); return n; }", .function("a"), questions: [1, 2, 3])
        #expect(result.lines == ["1"])
        #expect(result.status == nil)
    }
}
