import Judging
import Sandboxing
import Terms
import Testing

@Suite("What a judge is given, and what it says of it")
struct JudgeInputTests {
    private func judge() throws -> Judge { try Judges.on(#require(Judges.rungs.max())) }

    private func kind(_ work: () async throws -> CheckReport) async -> JudgeError.Kind? {
        do {
            _ = try await work()
            return nil
        } catch {
            return (error as? JudgeError)?.kind
        }
    }

    @Test("A prompt is wrong, unless prompts are forgiven")
    func prompts() async throws {
        let source = "n = int(input('n = '))\nprint('a(n) =', n * n)"
        let strict = try await judge().judge(source, "python", .stdin)
        #expect(strict.verdict == .wrongAnswer)
        let options = CheckOptions(forgivePrompts: true)
        let lenient = try await judge().judge(source, "python", .stdin, options: options)
        #expect(lenient.verdict == .accepted, "\(lenient.explanation)")
        #expect(lenient.notes.contains { $0.contains("forgiven") })
        let wrong = try await judge().judge(
            "n = int(input('n = '))\nprint('a(n) =', n)", "python", .stdin, options: options)
        #expect(wrong.verdict == .wrongAnswer)
    }

    @Test("Where several functions may be meant each is tried, and a named one alone")
    func ambiguous() async throws {
        let source = "def double(n): return n + n\ndef square(n): return n * n"
        let report = try await judge().judge(source, "python", nil)
        #expect(report.verdict == .accepted, "\(report.explanation)")
        #expect(report.entry?.entry == .function("square"))
        #expect(try await judge().judge(source, "python", .function("square")).verdict == .accepted)
        let named = try await judge().judge(source, "python", .function("double"))
        #expect(named.verdict == .wrongAnswer)
        #expect(named.entry?.considered.map(\.entry) == [.function("double")])
    }

    @Test("A source above the limit is refused before anything is run, one at the limit is judged")
    func size() async throws {
        let source = "def a(n): return n * n\n"
        var limits = CheckLimits(source: ByteCount(bytes: source.utf8.count))
        let fits = try await judge().judge(source, options: CheckOptions(limits: limits))
        #expect(fits.verdict == .accepted)
        limits.source.bytes -= 1
        let large = try await judge().judge(source, options: CheckOptions(limits: limits))
        #expect(large.verdict == .compileError)
        #expect(large.usage.runs == 0)
    }

    @Test(
        "The largest limits there can be are limits like any other", arguments: Judges.rungs, ["python", "c"])
    func largest(_ rung: Rung, _ language: String) async throws {
        let most = ByteCount(bytes: .max)
        let time = Duration.seconds(6_148_914_690) + .milliseconds(970)
        let run = Limits(cpu: time, memory: most, output: most, threads: .max)
        let limits = CheckLimits(run: run, checkCPU: .seconds(Int64.max / 1_000_000))
        let source = language == "c" ? "long a(long n) { return n * n; }" : "def a(n): return n * n"
        let report = try await Judges.on(rung).judge(source, language, options: CheckOptions(limits: limits))
        #expect(report.verdict == .accepted, "\(report.explanation)")
    }

    @Test("The kernel's own count of seconds, which is a rough one, ends nothing before the exact one does")
    func roughCount() async throws {
        let source = """
            #include <sys/resource.h>
            long a(long n) { struct rlimit r; getrlimit(RLIMIT_CPU, &r); return r.rlim_cur >= 20; }
            """
        let truth = Truth(table: TermTable(offset: 0, terms: [1, 1], source: "ones"))
        let report = try await judge().judge(
            source, "c", against: truth, options: CheckOptions(limits: CheckLimits(checkCPU: .seconds(10))))
        #expect(report.verdict == .accepted, "\(report.explanation)")
    }

    @Test("An empty source gives no terms", arguments: ["python", "c"])
    func empty(_ language: String) async throws {
        for entry in [Entry.stdin, .terms] {
            let report = try await judge().judge("", language, entry)
            #expect([.wrongAnswer, .compileError].contains(report.verdict), "\(report.explanation)")
            #expect(report.tally.passed == 0)
        }
    }

    @Test("A byte order mark and DOS line ends are no fault", arguments: ["python", "c"])
    func lineEnds(_ language: String) async throws {
        let source =
            language == "c"
            ? "long a(long n)\r\n{\r\nreturn n * n;\r\n}\r\n" : "def a(n):\r\n    return n * n\r\n"
        #expect(try await judge().judge(source, language).verdict == .accepted)
        #expect(try await judge().judge("\u{feff}" + source, language).verdict == .accepted)
    }

    @Test("A NUL byte in the source is the candidate's fault")
    func nul() async throws {
        let report = try await judge().judge("def a(n): return n * n\n\0\n")
        #expect(report.verdict == .compileError, "\(report.verdict) \(report.explanation)")
    }

    @Test("Terms of 3,000 digits are compared exactly")
    func huge() async throws {
        let digits = (0..<4).map { "1" + String(repeating: "0", count: 2_998) + "\($0)" }
        let terms = try digits.map { try #require(Term($0)) }
        let truth = Truth(table: TermTable(offset: 0, terms: terms, source: "huge"))
        let right = try await judge().judge("def a(n): return 10 ** 2999 + n", against: truth)
        #expect(right.verdict == .accepted, "\(right.explanation)")
        let wrong = try await judge().judge("def a(n): return 10 ** 2999 + n // 3 * 3", against: truth)
        #expect(wrong.firstFailure?.index == 1)
    }

    @Test(
        "All cases together may not use more than the check's CPU time",
        arguments: [Entry.function("a"), .stdin])
    func total(_ entry: Entry) async throws {
        let burn =
            "import time\ndef a(n):\n    end = time.process_time() + 0.2\n"
            + "    while time.process_time() < end: pass\n    return n * n\n"
        let source = entry == .stdin ? burn + "print(a(int(input())))\n" : burn
        let options = CheckOptions(limits: CheckLimits(checkCPU: .milliseconds(700)))
        let report = try await judge().judge(source, "python", entry, options: options)
        #expect(report.verdict == .timeLimitExceeded)
        #expect((1..<5).contains(report.tally.passed), "\(report.tally.passed) passed")
    }

    @Test("What makes no sense is an error that says so")
    func errors() async throws {
        let judge = try judge()
        let nothing = Truth(table: TermTable(offset: 0, terms: [], source: "nothing"))
        #expect(await kind { try await judge.judge("", against: nothing) } == .input)
        #expect(await kind { try await judge.judge("", "cobol") } == .usage)
        #expect(
            await kind { try await judge.check(Candidate(name: "x.rs", source: []), against: Judges.squares) }
                == .usage)
        var configuration = JudgeConfiguration()
        configuration.python = "/nonexistent/python3"
        configuration.compiler = "/nonexistent/gcc"
        let toolless = try Judge(configuration: configuration)
        #expect(await kind { try await toolless.judge("def a(n): return n") } == .toolMissing)
        #expect(await kind { try await toolless.judge("long a(long n) { return n; }", "c") } == .toolMissing)
    }

    @Test("A rung that is not to be had is refused")
    func refused() throws {
        for rung in Rung.allCases where !Judges.rungs.contains(rung) {
            var configuration = JudgeConfiguration()
            configuration.exactRung = rung
            #expect { try Judge(configuration: configuration) } throws: {
                ($0 as? JudgeError)?.kind == .refused
            }
        }
        // A host that offers every rung has only the contradiction to refuse.
        var configuration = JudgeConfiguration()
        configuration.requiredRung = .full
        configuration.exactRung = .lockdown
        #expect { try Judge(configuration: configuration) } throws: { ($0 as? JudgeError)?.kind == .refused }
    }
}
