import Testing

@testable import Judging

@Suite struct EntryPythonTests {
    @Test(arguments: [
        ("def A000045(n): return n\ndef a(n): return 2", "function A000045"),
        ("def helper(n): return n\ndef a(n): return helper(n)", "function a"),
        ("def a(n): return n\nprint([a(n) for n in range(10)])", "function a"),
        ("a = lambda n: n", "function a"),
        ("def a(n, memo={}): return n", "function a"),
        ("n = int(input())\nprint(n)", "stdin"),
        ("def solve(n): return n\nprint(solve(int(input())))", "stdin"),
        (
            "import sys\ndef main():\n    print(int(sys.stdin.readline()))\nif __name__ == '__main__':\n    main()",
            "stdin"
        ),
        ("import sys\nprint(int(sys.argv[1]))", "argv"),
        ("print([1, 2, 3])", "terms"),
        ("def f(n): return n\nprint([f(n) for n in range(9)])", "terms"),
        ("def f(n): return n", "function f"),
        ("def A000045_list(n): return [1] * n", "list A000045_list"),
        (
            "def A000045_gen():\n    while True: yield 1\nA000045_list = list(A000045_gen())",
            "generator A000045_gen"
        ),
        ("def gen(start=1):\n    while True: yield start", "generator gen"),
        ("def isok(n): return n % 2 == 0", "predicate isok"),
        ("def isA000045(n): return n > 2", "predicate isA000045"),
        ("def even(n): return n % 2 == 0", "predicate even"),
        ("A000045 = [1, 2, 3]", "list A000045"),
        (
            "def is_odd(n): return n % 2 == 1\ndef count(n): return sum(is_odd(k) for k in range(n))",
            "function count"
        ),
        ("[n * n for n in range(9)]", "terms"),
        ("class S:\n    def main(self): print(input())\nS().main()", "stdin"),
    ])
    func `conventions are found`(source: String, entry: String) throws {
        #expect(try Python.detected(source) == entry)
    }

    @Test func `the reason is told`() throws {
        let analysis = try Python.analysis("def A45(n): return n")
        let decision = try EntryDetector.python(analysis, sequenceID: "A000045")
        #expect(decision.reason == "function A45, of one argument, named like the sequence")
        #expect(!decision.isNamed)
    }

    @Test func `a function of another sequence is not taken for this one`() throws {
        let source = "def A000040(n): return n\ndef A000045(n): return n"
        #expect(try Python.detected(source) == "function A000045")
        #expect(throws: EntryError.self) { try Python.detected(source, nil) }
    }

    @Test func `several possible functions are listed as choices`() throws {
        let analysis = try Python.analysis("def foo(n): return n\ndef bar(n): return n")
        let error = try #require(throws: EntryError.self) {
            try EntryDetector.python(analysis, sequenceID: nil)
        }
        #expect(error.choices.map { "\($0.entry)" } == ["function foo", "function bar"])
        #expect(error.description.contains("--entry \"function bar\""))
    }

    @Test func `nothing to ask is an error`() throws {
        #expect(throws: EntryError.self) { try Python.detected("import math") }
    }

    @Test func `a named function must exist`() throws {
        let analysis = try Python.analysis("def foo(n): return n")
        #expect(throws: EntryError.self) { try EntryDetector.confirm(.function("bar"), python: analysis) }
        #expect(try EntryDetector.confirm(.function("foo"), python: analysis).isNamed)
    }

    @Test func `a source that is not Python has its place told`() throws {
        let fault = try #require(try Python.analysis("x = 1\ny = = 2\n").syntaxFault)
        #expect(fault.line == 2)
        #expect(fault.message.contains("syntax"))
        #expect(try Python.analysis("return 1").syntaxFault?.message.contains("outside function") == true)
        #expect(try Python.analysis("x = \0").syntaxFault != nil)
        #expect(try Python.analysis(String(repeating: "(", count: 20_000)).syntaxFault != nil)
    }

    @Test func `analysing executes nothing`() throws {
        let analysis = try Python.analysis("import os\nos._exit(5)\ndef a(n): return n")
        #expect(analysis.functions.map(\.name) == ["a"])
    }

    @Test func `a description that breaks off is refused`() {
        #expect(throws: AnalysisError.self) { try PythonAnalysis(parsing: "function\ta\t1\t1\t\t1\n".utf8) }
        #expect(throws: AnalysisError.self) { try PythonAnalysis(parsing: "done\nfact\tprints\n".utf8) }
        #expect(throws: AnalysisError.self) { try PythonAnalysis(parsing: "".utf8) }
    }

    @Test func `many names are read in a moment, and a few of them told`() throws {
        let lines = (0..<40_000).map { "variable\tA000045_\($0)\tlist\t\($0 + 1)\n" }
        let time = try ContinuousClock().measure {
            let analysis = try PythonAnalysis(parsing: (lines.joined() + "done\n").utf8)
            #expect(analysis.variables.count == 40_000)
            let error = try #require(throws: EntryError.self) {
                try EntryDetector.python(analysis, sequenceID: "A000045")
            }
            #expect(error.choices.count == 40_000)
            #expect(error.description.utf8.count < 4_000)
        }
        // What compares each with all others takes minutes.
        #expect(time < .seconds(20))
    }

    @Test func `of several things with one name the last is meant`() throws {
        let analysis = try PythonAnalysis(
            parsing: "function\ta\t1\t1\t\t1\nvariable\tb\tlist\t2\nvariable\ta\talias\t3\ndone\n".utf8)
        #expect(analysis.functions.isEmpty)
        #expect(analysis.variables.map(\.name) == ["b", "a"])
    }
}
