import Testing

@testable import Judging

/// What is looked at outside the jail costs the judge's own time, which no limit bounds: it has to grow with the source
/// and not with its square. Each source here is as large as one may be; before it was so, some took minutes.
@Suite(.serialized) struct HostileSourceTests {
    private static let size = 256 << 10

    private func repeated(_ piece: String) -> [UInt8] {
        Array(repeatElement(Array(piece.utf8), count: Self.size / piece.utf8.count).joined())
    }

    private func isQuick(_ body: () throws -> Void) rethrows -> Bool {
        let time = try ContinuousClock().measure(body)
        return time < .seconds(10)
    }

    @Test(
        arguments: [
            "a{}", "struct{}", "(){}", "=(){}", "union a(){}", "{", "}", "(", "f(int n){}", "a b(c){};",
            "__attribute__(",
            "__attribute__(()){}", "\"", "'\\\n", "#\\\n", "#\\\r\n", "/*", "//\n", "#include <a>\n", "é",
            "\0", "1",
        ])
    func `a source in C is looked through in one pass`(piece: String) throws {
        let source = repeated(piece)
        #expect(
            isQuick {
                let scan = CSourceScan(source)
                _ = try? EntryDetector.c(scan, sequenceID: "A000045")
                _ = try? EntryDetector.confirm(.function("a"), c: scan)
            })
    }

    @Test(arguments: ["variable\ta%\tlist\t1\n", "function\ta%\t1\t1\t\t1\n", "variable\ta%\talias\t1\n"])
    func `the description of a Python source is read in one pass`(line: String) throws {
        let lines = (0..<32_768).map { line.replacing("%", with: "\($0)") }.joined() + "done\n"
        #expect(
            try isQuick {
                let analysis = try PythonAnalysis(parsing: lines.utf8)
                _ = try? EntryDetector.python(analysis, sequenceID: "A000045")
                _ = try? EntryDetector.confirm(.function("b"), python: analysis)
            })
    }

    @Test func `a message lists a few of many choices`() throws {
        let lines = (0..<1_000).map { "function\tf\($0)\t1\t1\t\t1\n" }.joined() + "done\n"
        let analysis = try PythonAnalysis(parsing: lines.utf8)
        let error = #expect(throws: EntryError.self) { try EntryDetector.python(analysis, sequenceID: nil) }
        #expect(error?.choices.count == 1_000)
        #expect(error?.description.hasSuffix("\n  and 980 more") == true)
        #expect(error?.description.split(separator: "\n").count == 22)
    }

    @Test func `of things with one name the last stays, in the order of the source`() throws {
        let text = """
            variable\ta\tlist\t1
            function\tb\t1\t1\t\t2
            function\ta\t1\t1\t\t3
            function\tb\t2\t2\t\t4
            function\tc\t1\t1\t\t5
            done

            """
        let analysis = try PythonAnalysis(parsing: text.utf8)
        #expect(analysis.functions.map(\.name) == ["a", "b", "c"])
        #expect(analysis.functions.map(\.required) == [1, 2, 1])
        #expect(analysis.variables.isEmpty)
    }

    @Test func `a macro of many lines with DOS line ends is no function`() {
        let lines = ["#define M(x) \\", "int x(int n) \\", "{ return n; }", "int a(int n) { return n; }", ""]
        let scan = CSourceScan(lines.joined(separator: "\r\n").utf8)
        #expect(scan.functions.map(\.name) == ["a"])
        #expect(scan.functions.first?.line == 4)
    }

    @Test func `a function may return a structure that its head defines`() {
        let scan = CSourceScan("struct s { int x; } make(int n) { } int t[] = {1, 2}; int a(int n) { }".utf8)
        #expect(scan.functions.map(\.name) == ["make", "a"])
        #expect(scan.functions.first?.returnType == "struct s")
    }
}
