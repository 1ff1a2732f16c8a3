import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct TextReportTests {
    private func render(_ report: CheckReport, hides: Bool = false, coloured: Bool = false) -> String {
        ReportFormat.text.render(
            report, ReportContext(path: "fib.c", hidesExpected: hides, isColoured: coloured))
    }

    @Test func `the ways that were considered are told on request`() {
        let context = ReportContext(path: "fib.c", explainsEntry: true)
        let text = ReportFormat.text.render(Samples.wrongAnswer, context)
        #expect(
            text.contains(
                """

                  ways of asking, the likeliest first:
                    1. function a  WA, 7 terms right  (it is there)
                    2. terms       not tried: function a is final  (it prints)

                """))
        #expect(!render(Samples.wrongAnswer).contains("ways of asking"))
    }

    @Test func `a wrong answer is told with verdict, case, usage and rung`() {
        #expect(
            render(Samples.wrongAnswer) == """
                WA  wrong answer  fib.c
                  a(7) is wrong

                  case        n = 7, hidden
                  expected    13
                  got         21
                  finding     certain: each answer is 8 more than the true term
                  advice      count again
                  or          possible: wrong from n = 7 on
                  terms       7 of 20 terms passed (visible 5 of 5, hidden 2 of 15)
                  suspicion   strong: 7 terms stand in the source; it fails after them
                  sequence    A000045, from b000045.txt
                  entry       function a, the only function of one argument
                  toolchain   gcc 12.2.0
                  time        CPU 12 ms, wall 1.5 s, 1 run; compiler 41 ms
                  memory      2.3 MiB of 256 MiB
                  refused     process creation (2 times)
                  rung        lockdown
                  lacks       no namespace of its own
                  note        a prompt was forgiven

                  standard error:
                    | warning: unused

                """)
    }

    @Test func `a convention is named once`() {
        var report = Samples.accepted
        report.entry = .init(entry: .function("a"), isNamed: false, reason: "function a, the only one of n")
        #expect(render(report).contains("  entry       function a, the only one of n\n"))
        report.entry?.isNamed = true
        #expect(render(report).contains("  entry       function a, as named\n"))
    }

    @Test func `an accepted check is short`() {
        #expect(
            render(Samples.accepted) == """
                AC  accepted  fib.c
                  all 20 terms are right

                  terms       20 of 20 terms passed
                  sequence    from --terms
                  rung        full

                """)
    }

    @Test func `hidden expected terms are in no line`() {
        var report = Samples.wrongAnswer
        report.firstFailure?.expected = 987_654_321
        #expect(render(report).contains("987654321"))
        let text = render(report, hides: true)
        #expect(!text.contains("987654321"))
        #expect(text.contains("expected    (hidden)"))
    }

    @Test func `colour is there only when asked for`() {
        #expect(!render(Samples.wrongAnswer).contains("\u{1b}"))
        #expect(render(Samples.wrongAnswer, coloured: true).hasPrefix("\u{1b}[1;31mWA"))
        #expect(render(Samples.accepted, coloured: true).hasPrefix("\u{1b}[1;32mAC"))
    }

    @Test func `what a candidate prints cannot steer a terminal`() {
        let evil = "\u{1b}]0;title\u{7}\u{9b}31m\r\u{202e}AC  accepted"
        var report = Samples.plain(.wrongAnswer, evil)
        report.diagnostics = evil + "\nsecond"
        report.notes = [evil]
        report.sequenceID = evil
        report.violation = evil
        let failure = CaseReport(
            index: 0, outcome: .malformed(reason: evil, excerpt: evil), expected: 1, isVisible: true)
        report.firstFailure = failure
        let text = ReportFormat.text.render(report, ReportContext(path: evil))
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
        #expect(text.contains("\\x1b]0;title\\x07"))
        #expect(text.contains("    | second"))
    }

    @Test(
        arguments: [
            (Verdict.timeLimitExceeded, "CPU 2 s a case, 10 s in all"),
            (.idlenessLimitExceeded, "wall time 7 s a case"), (.memoryLimitExceeded, "memory 256 MiB"),
            (.outputLimitExceeded, "output 1 MiB a stream"), (.processLimitExceeded, "1 process, 8 threads"),
        ])
    func `the limit that decided is named`(verdict: Verdict, text: String) {
        #expect(render(Samples.plain(verdict)).contains("  limit       \(text)\n"))
        #expect(!render(Samples.plain(.wrongAnswer)).contains("  limit "))
    }

    @Test func `a check that ran nothing says so`() {
        #expect(render(Samples.plain(.compileError)).contains("rung        nothing was run"))
    }
}

@Suite struct DisplayTextTests {
    @Test func `long terms lose their middle and tell their digits`() throws {
        let long = try #require(Term(String(repeating: "1", count: 600) + String(repeating: "2", count: 442)))
        let ones = String(repeating: "1", count: 19)
        let twos = String(repeating: "2", count: 19)
        #expect(DisplayText.term(long) == "\(ones)…\(twos) (1,042 digits)")
        let negative = try #require(Term("-" + long.description))
        #expect(DisplayText.term(negative) == "-\(ones)…\(twos) (1,042 digits)")
    }

    @Test func `a term of forty digits is whole`() throws {
        let digits = String(repeating: "7", count: 40)
        #expect(DisplayText.term(try #require(Term(digits))) == digits)
        #expect(DisplayText.term(try #require(Term(digits + "7"))).contains("…"))
    }

    @Test func `times have the unit that fits`() {
        #expect(DisplayText.time(.microseconds(1_250)) == "1.2 ms")
        #expect(DisplayText.time(.milliseconds(999)) == "999 ms")
        #expect(DisplayText.time(.milliseconds(2_040)) == "2.04 s")
        #expect(DisplayText.time(.zero) == "0 ms")
        #expect(DisplayText.seconds(.microseconds(7)) == "0.000007")
        #expect(DisplayText.seconds(.seconds(2)) == "2")
    }
}
