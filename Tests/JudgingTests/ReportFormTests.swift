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
}
