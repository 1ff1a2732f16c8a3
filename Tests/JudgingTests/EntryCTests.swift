import Testing

@testable import Judging

@Suite struct EntryCTests {
    private func detected(_ source: String) throws -> String {
        "\(try EntryDetector.c(CSourceScan(source.utf8), sequenceID: "A000045").entry)"
    }

    @Test(arguments: [
        ("int main() { int n; scanf(\"%d\", &n); }", "stdin"),
        ("int main(int argc, char *argv[]) { return atoi(argv[1]); }", "argv"),
        ("int main(int argc, char **argv) { puts(\"1\"); }", "terms"),
        ("// scanf\n/* int a(int n) {} */ int main(void) { puts(\"scanf(\"); }", "terms"),
        ("int helper(int n) { return n; }\nlong A000045(int n) { return helper(n); }", "function A000045"),
        ("int a(int n) { return n; }\nint main() { printf(\"%d\", a(3)); }", "function a"),
        ("static inline unsigned long long fib(int n) { return n; }", "function fib"),
        ("void f(mpz_t r, int n) { }", "function f"),
        (
            "struct s { int x; };\nint t[] = { 1, 2 };\n__attribute__((noinline)) int g(int n) { return t[n]; }",
            "function g"
        ),
        ("int two(int x, int y) { return x; }\nint one(int x) { return two(x, x); }", "function one"),
        ("int isok(int n) { return 1; }", "predicate isok"),
        ("TABLE(int)\nint main(void) { puts(\"1\"); }", "terms"),
        (
            "TABLE(int) OTHER(long, f(2))\nstatic long f(int n) PURE(1) { return n; }\nlong g(int n) { return n; }",
            "function g"
        ),
        ("int x = f((struct s){ 1 });\nint g(int n) { return x; }", "function g"),
    ])
    func `conventions are found`(source: String, entry: String) throws {
        #expect(try detected(source) == entry)
    }

    @Test func `several possible functions are listed with their lines`() throws {
        let error = try #require(throws: EntryError.self) {
            try detected("int g(int n) { return 1; }\nlong h(int n) { return 2; }")
        }
        #expect(error.choices.map(\.reason) == ["line 1: int g(int n)", "line 2: long h(int n)"])
    }

    @Test func `nothing to ask is an error`() {
        #expect(throws: EntryError.self) { try detected("void f(int n) { }") }
        #expect(throws: EntryError.self) { try detected("int x;") }
    }

    @Test func `a named convention must fit`() throws {
        let scan = CSourceScan("int g(int n) { return 1; }\nvoid v(int n) { }".utf8)
        #expect(try EntryDetector.confirm(.function("g"), c: scan).isNamed)
        for entry in [Entry.function("v"), .function("w"), .list("g"), .generator("g"), .terms, .stdin] {
            #expect(throws: EntryError.self) { try EntryDetector.confirm(entry, c: scan) }
        }
    }

    @Test(arguments: [
        String(repeating: "a ", count: 60_000) + String(repeating: "{}", count: 60_000),
        String(repeating: "a ", count: 60_000) + String(repeating: "){}", count: 40_000),
        "int f(" + String(repeating: "a ", count: 60_000) + String(repeating: "{}", count: 60_000),
        String(repeating: "a ", count: 60_000) + String(repeating: "__attribute__((x)) {}", count: 6_000),
    ])
    func `a source is looked through in a moment, however it is made`(source: String) {
        // What is looked at again for each brace takes minutes.
        let time = ContinuousClock().measure { #expect(CSourceScan(source.utf8).functions.isEmpty) }
        #expect(time < .seconds(20))
    }
}
