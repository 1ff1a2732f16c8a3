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

@Suite struct ShownTests {
    private func traits(_ source: String, _ name: String = "f") throws -> Set<PythonAnalysis.Trait> {
        let analysis = try Python.analysis(source)
        let function = try #require(analysis.functions.first { $0.name == name })
        return function.traits.intersection([.isShown, .isCondition])
    }

    @Test(arguments: [
        "print(f(3))", "print([f(n) for n in range(9)])", "print(*[f(n) for n in range(9)], sep=', ')",
        "for n in range(9): print(n, f(n))", "print(list(map(f, range(9))))", "[f(n) for n in range(9)]",
        "x = [f(n) for n in range(9)]\nprint(x)", "x = []\nfor n in range(9): x.append(f(n))\nprint(x)",
        "x = []\nfor n in range(9): x += [f(n)]\nprint(x[:5])", "print(f'{n} {f(n)}')", "print('%d' % f(3))",
        "print(', '.join(str(f(n)) for n in range(9)))", "for x in f(9): print(x)",
        "print(list(islice(f(), 9)))",
        "g = f()\nprint([next(g) for _ in range(9)])", "def main():\n    print(f(2))\nmain()",
        "if __name__ == '__main__':\n    print(f(2))", "print([f(n) for n in range(9)][3:])",
        "print([(n, f(n)) for n in range(9)])", "print(list(takewhile(lambda x: x < 9, f())))",
    ])
    func `what is printed as it is, is shown`(program: String) throws {
        #expect(try traits("def f(n=0): return n\n" + program) == [.isShown])
    }

    @Test(arguments: [
        "print([n for n in range(9) if f(n)])", "for n in range(9):\n    if f(n): print(n, end=', ')",
        "x = []\nfor n in range(9):\n    if f(n):\n        x.append(n)\nprint(x)",
        "print(list(filter(f, range(9))))", "print(*(n for n in range(9) if f(n)))",
        "[n for n in range(9) if f(n)]",
        "n = 0\nwhile n < 9:\n    if f(n): print(n)\n    n += 1",
        "print(', '.join(str(n) for n in range(9) if f(n)))",
    ])
    func `what alone chooses the numbers is a condition`(program: String) throws {
        #expect(try traits("def f(n=0): return n\n" + program) == [.isCondition])
    }

    @Test(arguments: [
        "print(f(3) + 1)", "print([f(n)**2 for n in range(9)])", "print(sum(f(n) for n in range(9)))",
        "print([n*n for n in range(9) if f(n)])", "print([n for n in range(9) if f(n) and n != 3])",
        "print([n for n in range(9) if not f(n)])", "print([n for n in range(9) if f(n + 1)])",
        "for n in range(9):\n    if n > 3:\n        if f(n): print(n)",
        "for n in range(9):\n    if f(n): print(f(n))",
        "for n in range(9):\n    if n > 2: pass\n    elif f(n): print(n)", "print(g(f(3)))",
        "s = 0\nfor n in range(9):\n    print(s)\n    s += f(n)", "x = f(3)",
        "print([f(n) for n in range(9) if n % 2])",
        "print([x for x in f(9) if x > 3])", "print(f)", "print(f(3).bit_length())", "print(-f(3))",
    ])
    func `what is made of a function's values does not show it`(program: String) throws {
        #expect(try traits("def f(n=0): return n\ndef g(n): return n\n" + program) == [])
    }

    @Test func `names that are not there are told, and no others`() throws {
        let source = """
            import os, math as m
            from itertools import count as c
            def a(n, *rest, key=1, **more):
                try: return isqrt(n) + later + len(rest) + key
                except ValueError as error: return [k for k in c() if (w := k) and error and w]
            class K: pass
            later = A000040(3) + isqrt(2) + m.pi + os.sep + K() + __name__ + gcd
            match later:
                case {"x": [first, *others], **rest}: print(first, others, rest)
                case whole: print(whole)
            """
        #expect(try Set(Python.analysis(source, findsMissing: true).missing) == ["isqrt", "A000040", "gcd"])
        #expect(try Python.analysis("print(x)\nx = 1", findsMissing: true).missing == [])
    }

    @Test func `a source is looked through in a moment, however it is made`() throws {
        let chain =
            "x = 1\nif x == 0: print(0)\n" + (1...2_500).map { "elif x == \($0): print(\($0))\n" }.joined()
        let loops = (0..<30).map { i in (0..<30).map { "x\(i) = [x\($0), x\($0)]\n" }.joined() }.joined()
        let appended = String(repeating: "x.append(x)\n", count: 3_000)
        let time = try ContinuousClock().measure {
            for source in [chain, loops + "print(x0)\n", "x = []\n" + appended + "print(x)\n"] {
                let analysis = try Python.analysis(source, findsMissing: true)
                #expect(analysis.facts.contains(.prints))
                #expect(analysis.syntaxFault == nil)
            }
        }
        #expect(time < .seconds(20))
    }
}
