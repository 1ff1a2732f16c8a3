import Testing

@testable import Judging

@Suite struct LanguagePythonTests {
    @Test func `a function is asked for one index after the other`() throws {
        let result = try Python.run("def a(n): return n * n", .function("a"), questions: [3, -2, 0])
        #expect(result.output == "9\n4\n0\n")
        #expect(result.status == 0)
    }

    @Test func `values of ten thousand digits are written in full`() throws {
        let result = try Python.run("def a(n): return 10 ** n", .function("a"), questions: [10_000])
        #expect(result.output == "1" + String(repeating: "0", count: 10_000) + "\n")
    }

    @Test(arguments: [
        ("6.0", "!float 6.0"), ("None", "!NoneType None"), ("'6'", "!str '6'"),
        ("[1, 'x\\n']", "!list [1, 'x\\n']"),
        ("True", "1"), ("10 ** 20 / 1", "!float 1e+20"),
    ])
    func `only integers pass as values`(value: String, line: String) throws {
        let result = try Python.run("def a(n): return \(value)", .function("a"), questions: [1])
        #expect(result.lines == [line])
    }

    @Test func `a value of a class of the candidate's own is no integer, whatever it says of itself`() throws
    {
        let source = """
            class Any:
                def __index__(self): return 7
                def __eq__(self, other): return True
                def __repr__(self): return "7\\n7"
            def a(n): return Any()
            """
        #expect(try Python.run(source, .function("a"), questions: [1]).lines == ["!Any 7?7"])
    }

    @Test func `a child class of int counts by its value and not by its text`() throws {
        let source = """
            class Odd(int):
                def __repr__(self): return "99"
                __str__ = __repr__
                def __add__(self, other): return 98
            def a(n): return Odd(5)
            """
        #expect(try Python.run(source, .function("a"), questions: [1]).lines == ["5"])
    }

    @Test(arguments: [
        "import builtins; builtins.print = builtins.repr = builtins.int = builtins.type = builtins.str = None",
        "import sys, io; sys.stdout = sys.__stdout__ = io.StringIO()",
        "import os, posix; os.write = posix.write = os.read = posix.read = posix._exit = lambda *a: 0",
        "import builtins; builtins.len = builtins.isinstance = builtins.iter = lambda *a: 99",
        "int = str = repr = type = None", "import sys; sys.modules.clear()",
        "print('12345'); import os; os.write(1, b'12345\\n'); os.system",
    ])
    func `replacing what others use changes no answer`(sabotage: String) throws {
        let result = try Python.run(
            "\(sabotage)\ndef a(n): return n + 1", .function("a"), questions: [1, 2])
        #expect(result.lines == ["2", "3"])
    }

    @Test func `a candidate's own prints and reads do not touch questions and answers`() throws {
        let source = """
            import sys
            print("hello")
            rest = sys.stdin.read()
            def a(n):
                print("working", n)
                return len(rest) + n
            """
        let result = try Python.run(source, .function("a"), questions: [4, 5])
        #expect(result.lines == ["4", "5"])
        #expect(result.errors.contains("hello") && result.errors.contains("working 5"))
    }

    @Test func `an exception ends the run with a traceback that shows the source and not the harness`() throws
    {
        let result = try Python.run(
            "def a(n):\n    return 1 // (n - 2)  # here", .function("a"), questions: [1, 2, 3])
        #expect(result.lines == ["-1"])
        #expect(result.status == 1)
        #expect(result.errors.contains("# here") && result.errors.contains("ZeroDivisionError"))
        #expect(!result.errors.contains("serve"))
    }

    @Test func `leaving in the middle leaves the other answers missing`() throws {
        let source = "import os\ndef a(n):\n    if n == 2: os._exit(0)\n    return n"
        let result = try Python.run(source, .function("a"), questions: [1, 2, 3])
        #expect(result.lines == ["1"])
        let exit = "import sys\ndef a(n):\n    if n == 2: sys.exit(0)\n    return n"
        #expect(try Python.run(exit, .function("a"), questions: [1, 2, 3]).status == 1)
    }

    @Test func `a program that reads standard input finds only its index there`() throws {
        let source = "import sys\nn = int(input())\nprint(n * 2, repr(sys.stdin.read()), __name__, sys.argv)"
        let result = try Python.run(source, .stdin, at: 21)
        #expect(result.output == "42 '' __main__ ['solution.py']\n")
        #expect(result.status == 0)
    }

    @Test func `a program's exit status is its own`() throws {
        #expect(try Python.run("import sys; sys.exit(3)", .stdin).status == 3)
        #expect(try Python.run("raise ValueError", .stdin).status == 1)
        #expect(try Python.run("print(1)", .stdin).status == 0)
    }

    @Test func `the index is the first argument`() throws {
        let source = "import sys\nif __name__ == '__main__': print(int(sys.argv[1]) ** 2)"
        #expect(try Python.run(source, .argv, at: -7).output == "49\n")
    }

    @Test func `terms that are printed for ever are heard before a buffer is full`() throws {
        let source =
            "import time\nn = 0\nwhile True:\n    print(n, end=', ')\n    n += 1\n    if n == 5: time.sleep(60)"
        let result = try Python.run(source, .terms, atMost: 15)
        #expect(result.output == "0, 1, 2, 3, 4, ")
    }

    @Test func `a last expression is shown as at a prompt`() throws {
        #expect(try Python.run("[n * n for n in range(4)]", .terms).output == "[0, 1, 4, 9]\n")
        #expect(try Python.run("x = 3", .terms).output == "")
    }

    @Test func `a generator may go on for ever`() throws {
        let source = "def g():\n    n = 1\n    while True:\n        yield n\n        n *= 2"
        let result = try Python.run(source, .generator("g"), atMost: 1000)
        #expect(result.lines.prefix(5) == ["1", "2", "4", "8", "16"])
    }

    @Test func `a list is a variable or a function of a count, its rows written out`() throws {
        #expect(try Python.run("L = [1, [2, 3], (4,)]", .list("L")).lines == ["1", "2", "3", "4"])
        #expect(try Python.run("def L(n): return range(n)", .list("L"), count: 3).lines == ["0", "1", "2"])
        #expect(try Python.run("def L(): return [5]", .list("L"), count: 3).lines == ["5"])
    }

    @Test func `a predicate is tried from the first index on`() throws {
        let result = try Python.run("def isok(n): return n % 3 == 0", .predicate("isok"), at: 4, atMost: 200)
        #expect(result.lines.prefix(3) == ["6", "9", "12"])
    }

    @Test func `a name that is not there is told`() throws {
        let result = try Python.run("x = 1", .function("a"), questions: [1])
        #expect(result.status == 1)
        #expect(result.errors.contains("name 'a' is not defined"))
    }
}
