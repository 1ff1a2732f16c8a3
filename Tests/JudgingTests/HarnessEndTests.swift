import Testing

@testable import Judging

/// The harness ends an interpreter by itself, since to have it taken apart takes too long: what a program may count on at
/// its end has to be there all the same.
@Suite struct HarnessEndTests {
    @Test(arguments: [
        ("import sys; sys.exit()", 0, ""), ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit('gone')", 1, "gone\n"), ("import sys; sys.exit(256 + 7)", 7, ""),
        ("raise SystemExit(0)", 0, ""), ("pass", 0, ""), ("import sys; sys.exit(None)", 0, ""),
    ])
    func `the exit status is the interpreter's`(source: String, status: Int32, errors: String) throws {
        let result = try Python.run(source, .stdin)
        #expect(result.status == status)
        #expect(result.errors == errors)
    }

    @Test func `exit functions run, and what they print comes out`() throws {
        let result = try Python.run("import atexit\natexit.register(print, 2)\nprint(1)", .stdin)
        #expect(result.output == "1\n2\n")
    }

    @Test func `threads that are no daemons are waited for`() throws {
        let source = """
            import threading, time
            def late():
                time.sleep(0.1)
                print(2)
            threading.Thread(target=late).start()
            print(1)
            """
        #expect(try Python.run(source, .stdin).output == "1\n2\n")
    }

    @Test func `objects of the program's own are let go`() throws {
        let source = """
            class Last:
                def __del__(self): print(2)
            last = Last()
            print(1)
            """
        #expect(try Python.run(source, .stdin).output == "1\n2\n")
    }

    @Test func `what was not flushed comes out, also after an error`() throws {
        let source = "import sys\nsys.stdout.write('1')\nsys.stderr.write('note')\nraise ValueError('x')"
        let result = try Python.run(source, .stdin)
        #expect(result.output == "1" && result.status == 1)
        #expect(result.errors.contains("note") && result.errors.contains("ValueError: x"))
    }

    @Test(arguments: [Entry.stdin, .function("a")])
    func `an error is one also where the program replaces what would tell of it`(entry: Entry) throws {
        let source = """
            import linecache, sys, traceback
            def gone(*details): raise SystemExit(0)
            sys.exc_info = sys.excepthook = traceback.format_exception = linecache.getlines = gone
            sys.stderr = None
            def a(n): raise ValueError("x")
            if input: a(1)
            """
        #expect(try Python.run(source, entry).status == 1)
    }

    @Test func `a source that was described is run by the same process`() throws {
        let (executable, start) = try Python.language().analysis(of: Array("def a(n): return n + 1".utf8))
        let result = try Child.run(
            executable, start.arguments, input: start.input + Array("function a\n4\n5\n".utf8))
        #expect(result.lines.last == "6" && result.lines.contains("done") && result.lines.contains("5"))
        let silent = try Child.run(executable, start.arguments, input: start.input)
        #expect(silent.status == 0 && silent.lines.last == "done")
    }
}
