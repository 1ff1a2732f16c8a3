import Judging
import Sandboxing
import Terms
import Testing

/// What a candidate can make of the words of a report.
@Suite("The form of reports")
struct ReportFormTests {
    @Test("What the kernel takes for no program is the candidate's fault", arguments: Judges.rungs)
    func malformed(_ rung: Rung) async throws {
        // The loader's name, with no byte 0 behind it.
        let source =
            "__asm__(\".section .interp,\\\"a\\\"\\n.ascii \\\"x\\\"\\n.text\");\nint a(int n) { return n * n; }"
        let report = try await Judges.on(rung).judge(source, "c")
        #expect(report.verdict == .runTimeError)
        #expect(report.explanation.contains("does not take it for a program"))
    }

    @Test(
        "A program cannot send itself a signal by which the kernel tells of a limit or the filter",
        arguments: ["SIGXCPU", "SIGXFSZ", "SIGSYS"])
    func forgedSignals(_ name: String) async throws {
        for rung in Judges.rungs {
            let judge = try Judges.on(rung)
            let python = try await judge.judge(
                "import os, signal\ndef a(n): os.kill(os.getpid(), signal.\(name))")
            #expect(python.verdict == .runTimeError)
            #expect(python.explanation.contains("OSError"))
            let c = try await judge.judge(
                "#include <signal.h>\nint a(int n) { return raise(\(name)) ? n * n : -1; }", "c")
            #expect(c.verdict == .accepted, "\(c.explanation)")
        }
    }

    static let talkative: [(String, String)] = [
        (
            "python",
            "def f(\(String(repeating: "a", count: 60_000)), \(String(repeating: "a", count: 60_000))): 0"
        ),
        ("python", (0..<9_000).map { "def f\($0)(n): return n\n" }.joined()),
        ("python", "def f(n):\n    raise ValueError('\\u202e' + 'x' * 90000 + '\\x9b31m\\x1b[31m')\na = f"),
        ("c", (0..<9_000).map { "int f\($0)(int n) { return n; }\n" }.joined()),
        ("c", "int \u{9b}31m\u{202e}(int n) { return n; }"),
        ("c", "int b(int n) { return \(String(repeating: "x", count: 90_000)); }"),
    ]

    @Test("Explanations and diagnostics are short and plain text", arguments: talkative)
    func short(_ language: String, _ source: String) async throws {
        let report = try await Judges.on(#require(Judges.rungs.max())).judge(source, language)
        #expect(report.verdict == .compileError || report.verdict == .runTimeError)
        #expect(report.explanation.utf8.count < 1_000)
        #expect(report.diagnostics.utf8.count <= 16_384)
        for scalar in (report.explanation + report.diagnostics).unicodeScalars where scalar != "\n" {
            #expect(
                scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format)
        }
    }
}
