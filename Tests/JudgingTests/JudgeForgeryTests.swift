import Judging
import Sandboxing
import Terms
import Testing

/// A program that tries to be accepted without computing anything.
struct Forgery: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var entry: Entry = .function("a")
    var source: String

    static let all = [
        Forgery(testDescription: "prints the verdict", entry: .stdin, source: "print('AC')"),
        Forgery(
            testDescription: "prints all integers", entry: .terms,
            source: "i = 0\nwhile True:\n    print(i)\n    i += 1"),
        Forgery(
            testDescription: "prints all integers as one answer", entry: .stdin,
            source: "print(*range(100))"),
        Forgery(testDescription: "leaves at once with 0", source: "import os\nos._exit(0)"),
        Forgery(testDescription: "leaves with 0 when asked", source: "import os\ndef a(n): os._exit(0)"),
        Forgery(testDescription: "raises SystemExit(0)", source: "def a(n): raise SystemExit(0)"),
        Forgery(testDescription: "leaves with 100", entry: .stdin, source: "import sys\nsys.exit(100)"),
        Forgery(
            testDescription: "is equal to everything",
            source: """
                class Any(int):
                    def __eq__(self, other): return True
                    def __hash__(self): return 0
                    def __repr__(self): return "AC"
                    __str__ = __format__ = __repr__
                def a(n): return Any(7)
                """),
        Forgery(
            testDescription: "replaces print and int",
            source: """
                import builtins
                class Int(int):
                    def __add__(self, other): return other
                builtins.print = lambda *a: None
                builtins.int = Int
                builtins.type = lambda *a: int
                def a(n): return Int(7)
                """),
        Forgery(
            testDescription: "reads every descriptor",
            source: """
                import os, fcntl
                def a(n):
                    for fd in range(3, 1024):
                        try:
                            flags = fcntl.fcntl(fd, fcntl.F_GETFL)
                            fcntl.fcntl(fd, fcntl.F_SETFL, flags | os.O_NONBLOCK)
                            data = os.read(fd, 65536)
                            if data: return int(data.split()[-1])
                        except (OSError, ValueError): pass
                    return -1
                """),
        Forgery(
            testDescription: "rewrites its answer at exit", entry: .stdin,
            source: "import atexit\nn = input()\nprint(1)\natexit.register(lambda: print('AC'))"),
        Forgery(
            testDescription: "looks into its callers",
            source: """
                import sys
                def a(n):
                    frame = sys._getframe()
                    found = []
                    while frame:
                        found += [v for v in frame.f_locals.values() if type(v) is int and v > n]
                        frame = frame.f_back
                    return found[0] if found else -1
                """),
        Forgery(
            testDescription: "counts and does not look at n",
            source: "state = -1\ndef a(n):\n    global state\n    state += 1\n    return state * state"),
        Forgery(
            testDescription: "remembers what it gave for n, but gives in order",
            source: """
                squares, given = iter([k * k for k in range(99)]), {}
                def a(n):
                    if n not in given: given[n] = next(squares)
                    return given[n]
                """),
        Forgery(
            testDescription: "answers before it is asked",
            source: """
                import os
                for fd in range(3, 9):
                    try: os.write(fd, b"".join(b"%d\\n" % (k * k) for k in range(13)))
                    except OSError: pass
                def a(n): raise SystemExit(0)
                """),
    ]
}

@Suite("Forged answers and looked-for terms")
struct JudgeForgeryTests {
    @Test("No forgery is accepted", arguments: Forgery.all, Judges.rungs)
    func refused(_ forgery: Forgery, _ rung: Rung) async throws {
        let report = try await Judges.on(rung).judge(forgery.source, "python", forgery.entry)
        #expect(report.verdict != .accepted)
        #expect(report.verdict != .internalError, "\(report.explanation)")
    }

    /// Looks for the canary, which the pattern describes without holding it. `PLANTED` makes the control: the very same
    /// search by a program that does hold it.
    static let search = """
        import gc, os, re, sys
        wanted = re.compile(rb"(?:7319){5}")
        held = PLANTED
        def memory():
            try:
                maps = open("/proc/self/maps").read()
                file = os.open("/proc/self/mem", os.O_RDONLY)
            except OSError:
                return
            for line in maps.splitlines():
                start, end = (int(x, 16) for x in line.split()[0].split("-"))
                try: yield os.pread(file, end - start, start)
                except (OSError, OverflowError, MemoryError): pass
        def a(n):
            places = [k.encode() + b"=" + v.encode() for k, v in os.environ.items()]
            places += [x.encode() for x in sys.argv]
            for thing in gc.get_objects():
                items = thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple) else ()
                places += [x if type(x) is bytes else str(x).encode() for x in items if type(x) in (int, str, bytes)]
            hit = any(wanted.search(x) for x in places) or any(wanted.search(x) for x in memory())
            sys.stderr.write("found " + ("it" if hit else "nothing") + "\\n")
            return 1
        """

    @Test(
        "A required term is nowhere that a program can look; one of its own is found", arguments: Judges.rungs
    )
    func canary(_ rung: Rung) async throws {
        let canary = try #require(Term("73197319731973197319"))
        let truth = Truth(table: TermTable(offset: 0, terms: [canary, canary], source: "canary"))
        let judge = try Judges.on(rung)
        func errors(_ planted: String) async throws -> String {
            let source = Self.search.replacing("PLANTED", with: planted)
            return try await judge.judge(source, against: truth).diagnostics
        }
        #expect(try await errors("b'7319' * 5").contains("found it"))
        #expect(try await errors("0").contains("found nothing"))
    }
}
