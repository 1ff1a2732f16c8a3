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
}
