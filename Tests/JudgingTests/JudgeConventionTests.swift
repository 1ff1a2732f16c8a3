import Judging
import Sandboxing
import Terms
import Testing

/// A right program for the squares, by one calling convention. `RIGHT` stands where a fault can be put.
struct Specimen: Sendable, CustomTestStringConvertible {
    var language: String
    var entry: Entry
    var source: String

    var testDescription: String { "\(language), \(entry)" }

    /// The same program with a statement executed before each answer from n = 5 on.
    func broken(_ statement: String) -> String {
        source.replacing("FAULT", with: statement)
    }

    var right: String { broken(language == "c" ? ";" : "pass") }
    var wrong: String { broken(language == "c" ? "n++;" : "n += 1") }
    var endless: String { broken(language == "c" ? "for (volatile int i = 0;; i++);" : "while True: pass") }
    var failing: String { broken(language == "c" ? "__builtin_trap();" : "1 // 0") }

    static let python = [
        Specimen(
            language: "python", entry: .stdin,
            source: "n = int(input())\nif n >= 5:\n    FAULT\nprint(n * n)\n"),
        Specimen(
            language: "python", entry: .argv,
            source: "import sys\nn = int(sys.argv[1])\nif n >= 5:\n    FAULT\nprint(n * n)\n"),
        Specimen(
            language: "python", entry: .function("a"),
            source: "def a(n):\n    if n >= 5:\n        FAULT\n    return n * n\n"),
        Specimen(
            language: "python", entry: .terms,
            source: "for n in range(20):\n    if n >= 5:\n        FAULT\n    print(n * n)\n"),
        Specimen(
            language: "python", entry: .generator("g"),
            source:
                "def g():\n    for n in range(99):\n        if n >= 5:\n            FAULT\n        yield n * n\n"
        ),
        Specimen(
            language: "python", entry: .list("f"),
            source:
                "def f(count):\n    for n in range(count):\n        if n >= 5:\n            FAULT\n        yield n * n\n"
        ),
    ]

    static let c = [
        Specimen(
            language: "c", entry: .stdin,
            source: "#include <stdio.h>\nint main(void) { long n; if (scanf(\"%ld\", &n) != 1) return 1;\n"
                + "if (n >= 5) { FAULT } printf(\"%ld\\n\", n * n); return 0; }\n"),
        Specimen(
            language: "c", entry: .argv,
            source:
                "#include <stdio.h>\n#include <stdlib.h>\nint main(int c, char **v) { long n = atol(v[c - 1]);\n"
                + "if (n >= 5) { FAULT } printf(\"%ld\\n\", n * n); return 0; }\n"),
        Specimen(
            language: "c", entry: .function("a"),
            source: "long a(long n) { if (n >= 5) { FAULT } return n * n; }\n"),
        Specimen(
            language: "c", entry: .terms,
            source: "#include <stdio.h>\nint main(void) { for (long k = 0; k < 20; k++) { long n = k;\n"
                + "if (n >= 5) { FAULT } printf(\"%ld\\n\", n * n); } return 0; }\n"),
    ]

    static let all = python + c
}

@Suite("Each calling convention on each rung")
struct JudgeConventionTests {
    @Test("A right program is accepted and every term counted", arguments: Specimen.all, Judges.rungs)
    func right(_ specimen: Specimen, _ rung: Rung) async throws {
        let report = try await Judges.on(rung).judge(specimen.right, specimen.language, specimen.entry)
        #expect(report.verdict == .accepted, "\(report.explanation)\n\(report.diagnostics)")
        #expect(
            report.tally == CaseTally(required: 10, passed: 10, visibleRequired: 4, visiblePassed: 4))
        #expect(report.tally.hiddenPassed == 6)
        #expect(report.enforcement.rung == rung)
        #expect(report.firstFailure == nil)
    }

    @Test("A program right on the visible terms alone is wrong", arguments: Specimen.all, Judges.rungs)
    func overfitted(_ specimen: Specimen, _ rung: Rung) async throws {
        let options = CheckOptions(allCases: true)
        let report = try await Judges.on(rung).judge(
            specimen.wrong, specimen.language, specimen.entry, options: options)
        #expect(report.verdict == .wrongAnswer, "\(report.explanation)\n\(report.diagnostics)")
        #expect(report.tally.visiblePassed == 4)
        #expect(report.tally.hiddenPassed == 1)
        #expect(report.firstFailure?.index == 5)
        #expect(report.firstFailure?.isVisible == false)
    }

    @Test("A program that never answers exceeds its time", arguments: Specimen.all, Judges.rungs)
    func endless(_ specimen: Specimen, _ rung: Rung) async throws {
        let limits = CheckLimits(run: Limits(cpu: .milliseconds(300)), checkCPU: .milliseconds(600))
        let report = try await Judges.on(rung).judge(
            specimen.endless, specimen.language, specimen.entry, options: CheckOptions(limits: limits))
        #expect(report.verdict == .timeLimitExceeded, "\(report.explanation)\n\(report.diagnostics)")
        #expect(report.tally.passed < 10)
    }

    @Test("A program that dies in the middle is a run-time error", arguments: Specimen.all, Judges.rungs)
    func failing(_ specimen: Specimen, _ rung: Rung) async throws {
        let report = try await Judges.on(rung).judge(
            specimen.failing, specimen.language, specimen.entry)
        #expect(report.verdict == .runTimeError, "\(report.explanation)\n\(report.diagnostics)")
    }

    @Test("A predicate is asked for the terms in order", arguments: Judges.rungs)
    func predicate(_ rung: Rung) async throws {
        let judge = try Judges.on(rung)
        let source = "def p(n): return int(n ** 0.5) ** 2 == n"
        #expect(try await judge.judge(source, "python", .predicate("p")).verdict == .accepted)
        let wrong = "def p(n): return n != 16 and int(n ** 0.5) ** 2 == n"
        #expect(try await judge.judge(wrong, "python", .predicate("p")).verdict == .wrongAnswer)
        let c = "int p(long n) { for (long i = 0; i <= n; i++) if (i * i == n) return 1; return 0; }"
        #expect(try await judge.judge(c, "c", .predicate("p")).verdict == .accepted)
    }

    @Test("Sleeping, hoarding, flooding and bad syntax have verdicts of their own", arguments: Judges.rungs)
    func otherVerdicts(_ rung: Rung) async throws {
        let judge = try Judges.on(rung)
        let limits = CheckLimits(run: Limits(cpu: .seconds(1), wall: .milliseconds(500)))
        let asleep = try await judge.judge(
            "import time\ndef a(n): time.sleep(60)", options: CheckOptions(limits: limits))
        #expect(asleep.verdict == .idlenessLimitExceeded)
        let hoard = "def a(n):\n    x = []\n    while True: x.append(bytearray(1 << 22))"
        let hoarding = try await judge.judge(hoard).verdict
        // Without a cgroup the limit is the address space, which the program meets as an error of its own.
        #expect([.memoryLimitExceeded, .runTimeError].contains(hoarding))
        let flood = "while True: print(1)"
        #expect(try await judge.judge("x = 0\n" + flood, "python", .stdin).verdict == .outputLimitExceeded)
        #expect(try await judge.judge("def a(n) return n").verdict == .compileError)
        #expect(try await judge.judge("long a(long n) { return }}", "c").verdict == .compileError)
    }
}
