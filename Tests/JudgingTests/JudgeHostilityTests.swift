import Judging
import Sandboxing
import Testing

/// A program that does something to its process, to the harness in it, or to its value, and what it comes to.
struct Hostility: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var verdicts: Set<Verdict>
    var source: String
    var language = "python"

    init(_ verdicts: Set<Verdict>, _ description: String, _ source: String, language: String = "python") {
        (self.verdicts, testDescription, self.source, self.language) = (
            verdicts, description, source, language
        )
    }

    static let all = processes + harness + values + c

    private static let processes = [
        Hostility(
            [.runTimeError], "closes every descriptor",
            "import os\nos.closerange(0, 256)\ndef a(n): return n * n"),
        Hostility(
            [.runTimeError], "kills its group",
            "import os\ndef a(n): os.killpg(0, 9)"),
        Hostility(
            [.wrongAnswer, .runTimeError], "kills all it can reach",
            """
            import os
            def a(n):
                for pid in (-1, os.getppid(), 1):
                    try: os.kill(pid, 9)
                    except OSError: pass
                return -1
            """),
        Hostility(
            [.accepted], "forks at each question, and is refused",
            """
            import os
            def a(n):
                try: os.fork()
                except OSError: pass
                return n * n
            """),
        Hostility(
            [.accepted], "lowers its own limits",
            """
            import resource
            for kind in range(16):
                try: resource.setrlimit(kind, (0, 0))
                except (OSError, ValueError): pass
            def a(n): return n * n
            """),
        Hostility(
            [.wrongAnswer], "writes beside its answers",
            "import os\ndef a(n):\n    os.write(3, b'1')\n    return n * n"),
        Hostility(
            [.accepted, .runTimeError],
            "reads from every descriptor without waiting, as the harness then does, too",
            """
            import os
            def a(n):
                for fd in range(16):
                    try:
                        os.set_blocking(fd, False)
                        os.read(fd, 100)
                    except OSError: pass
                return n * n
            """),
    ]

    private static let harness = [
        Hostility(
            [.runTimeError], "replaces what the harness's functions are closed over",
            """
            import sys
            def a(n):
                frame = sys._getframe(1)
                while frame:
                    for thing in list(frame.f_locals.values()):
                        for cell in getattr(thing, "__closure__", None) or ():
                            try:
                                if callable(cell.cell_contents): cell.cell_contents = lambda *values: b""
                            except ValueError: pass
                    frame = frame.f_back
                return n * n
            """),
        Hostility(
            [.wrongAnswer], "replaces the code of the harness's functions",
            """
            import sys
            def one(value): return b"1\\n"
            def a(n):
                for thing in sys._getframe(1).f_locals.values():
                    if getattr(thing, "__name__", "") == "send":
                        for cell in thing.__closure__:
                            if cell.cell_contents is not None and callable(cell.cell_contents):
                                write = cell.cell_contents
                                cell.cell_contents = lambda fd, data: (write(fd, b"1\\n"), len(data))[1]
                return n * n
            """),
        Hostility(
            [.accepted], "empties the built-ins and the modules",
            """
            import builtins, sys
            def a(n):
                value = n * n
                builtins.__dict__.clear()
                sys.modules.clear()
                return value
            """),
    ]

    private static func object(_ verdicts: Set<Verdict>, _ description: String, _ body: String) -> Hostility {
        Hostility(
            verdicts, description, "class X:\n    \(body)\nX.__module__ = 'numpy'\ndef a(n): return X()")
    }

    private static let values = [
        object([.wrongAnswer], "an index of its own", "def __index__(self): return 10**9"),
        object([.wrongAnswer], "an index that is none", "def __index__(self): return 'AC'"),
        object([.runTimeError], "an index that leaves", "def __index__(self): raise SystemExit(0)"),
        object([.runTimeError], "a text that leaves", "def __repr__(self): raise SystemExit(0)"),
        object([.wrongAnswer], "a text without end", "def __repr__(self): return repr(self)"),
        object([.wrongAnswer], "only a number by int()", "def __int__(self): return 0"),
        Hostility(
            [.runTimeError], "a type that says it is an int",
            """
            class Meta(type):
                def mro(cls): return [cls, int, object]
            class X(metaclass=Meta): pass
            def a(n): return X()
            """),
        Hostility(
            [.wrongAnswer], "a type of a long name", "X = type('x' * 10**6, (), {})\ndef a(n): return X()"),
        Hostility(
            [.wrongAnswer], "an answer when it is let go",
            """
            import os
            class X(int):
                def __del__(self): os.write(3, b"5\\n")
            def a(n): return X(n * n)
            """),
        Hostility(
            [.runTimeError], "more digits than the program allows itself",
            "import sys\nsys.set_int_max_str_digits(640)\ndef a(n): return n * n if n < 5 else 10**700"),
    ]

    private static let c = [
        Hostility(
            [.runTimeError], "closes every descriptor, in C",
            "#include <unistd.h>\nlong a(long n) { for (int i = 0; i < 256; i++) close(i); return n * n; }",
            language: "c"),
        Hostility(
            [.wrongAnswer], "writes in the harness's place",
            """
            #include <sys/syscall.h>
            #include <unistd.h>
            long __write(int fd, const void *data, unsigned long size) { return syscall(SYS_write, fd, "7\\n", 2), size; }
            long a(long n) { return n * n; }
            """, language: "c"),
        Hostility(
            [.wrongAnswer], "answers all before main",
            """
            #include <stdlib.h>
            #include <unistd.h>
            __attribute__((constructor)) static void first(void) { write(1, "0\\n1\\n4\\n9\\n16\\n25\\n36\\n49\\n64\\n81\\n", 28); _exit(0); }
            long a(long n) { return n; }
            """, language: "c"),
        Hostility(
            [.wrongAnswer], "answers in a signal handler and leaves with 0",
            """
            #include <signal.h>
            #include <unistd.h>
            static void handler(int number) { write(3, "0\\n", 2); _exit(0); }
            long a(long n) { signal(SIGSEGV, handler); return *(volatile long *)0; }
            """, language: "c"),
        Hostility(
            [.wrongAnswer], "gives several lines at once",
            "const char *a(long n) { return \"0\\n1\\n4\\n9\\n16\"; }", language: "c"),
        Hostility(
            [.wrongAnswer], "gives what looks like the harness's own line",
            "const char *a(long n) { return \"!int 0\"; }", language: "c"),
    ]
}

@Suite("What a program does to its own process")
struct JudgeHostilityTests {
    @Test(
        "It is the program's own doing, and no answer of it counts but the right one",
        arguments: Hostility.all, Judges.rungs)
    func hostile(_ hostility: Hostility, _ rung: Rung) async throws {
        let report = try await Judges.on(rung).judge(hostility.source, hostility.language)
        #expect(hostility.verdicts.contains(report.verdict), "\(report.explanation)\n\(report.diagnostics)")
        #expect(report.retries == 0)
    }

    @Test(
        "Values that are no integers are told by their type",
        arguments: [
            ("float", "4.0"), ("str", "'4'"), ("bytes", "b'4'"), ("list", "[4]"), ("NoneType", "None"),
            ("complex", "4 + 0j"), ("Fraction", "__import__('fractions').Fraction(4)"),
            ("Decimal", "__import__('decimal').Decimal(4)"), ("generator", "(x for x in [4])"),
            ("coroutine", "f()"), ("X", "X()"),
        ])
    func noInteger(_ type: String, _ value: String) async throws {
        let source = """
            class X:
                def __index__(self): return 4
                __int__ = __index__
            async def f(): return 4
            def a(n): return \(value)
            """
        let report = try await Judges.on(#require(Judges.rungs.max())).judge(source)
        #expect(report.verdict == .wrongAnswer)
        // A generator and a list are taken for what they are: no term at n.
        #expect(
            report.explanation.contains(type == "NoneType" ? "nothing is returned" : "type \(type) "),
            "\(report.explanation)")
    }
}
