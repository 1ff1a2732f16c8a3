import Judging
import Sandboxing
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct SuiteTests {
    private static let sequence = """
        id: A000045
        offset: 0
        terms: "0, 1, 1, 2, 3, 5"
        visible: 2
        count: 5
        limits: {cpu_s: 0.5, memory_mib: 64}
        """

    private func files(_ more: [String: String] = [:]) -> [String: String] {
        var files = [
            "S/sequence.yaml": Self.sequence, "S/submissions/accepted/good.py": "x",
            "S/submissions/wrong_answer/bad.c": "y",
        ]
        files.merge(more) { $1 }
        return files
    }

    /// The error of reading a suite with these files; nil when it reads.
    private func failure(_ more: [String: String]) throws -> CommandFailure? {
        var caught: CommandFailure?
        try Samples.withFolder(files(more)) { folder in
            do throws(CommandFailure) {
                _ = try Suite.read(folder: folder)
            } catch {
                caught = CommandFailure(error.status, error.message.replacing(folder, with: "."))
            }
        }
        return caught
    }

    @Test func `a suite gives each submission its truth, limits and expectation`() throws {
        let more = ["S/submissions.yaml": "wrong_answer/bad.c:\n  first_failure: 3\n  entry: function a\n"]
        try Samples.withFolder(files(more)) { folder in
            let read = try Suite.read(folder: folder)
            #expect(read.map(\.title) == ["S/accepted/good.py", "S/wrong_answer/bad.c"])
            #expect(read.map(\.expectation.verdicts) == [[.accepted], [.wrongAnswer]])
            #expect(read[1].expectation.firstFailure == 3)
            #expect(read[1].expectation.entry == .function("a"))
            #expect(read[0].truth.table.entries.map(\.term) == [0, 1, 1, 2, 3])
            #expect(read[0].truth.visible == 2)
            #expect(read[0].limits == LimitSettings(cpu: .milliseconds(500), memory: .mib(64)))
            #expect(try Suite.read(folder: "\(folder)/S").count == 2)
        }
    }

    @Test(
        arguments: [
            (
                "S/sequence.yaml", "id: A000045\noffset: -9223372036854775808\nterms: '1'",
                "S/sequence.yaml:2: offset must be at least -4000000000000000000"
            ),
            (
                "S/sequence.yaml", "x: &x [a]\n? [*x, *x]\n: 1\n",
                "S/sequence.yaml:2: an alias, or what looks like one; expected values written out, and no '*' straight "
                    + "before a word"
            ),
            (
                "S/sequence.yaml", "offset: 0\nterms: '1'\ncount: 9223372036854775807",
                "S/sequence.yaml:3: count must be at most 4000000000000000000"
            ),
            (
                "S/sequence.yaml", "id: A000045\noffset: 0\nfoo: 1\nterms: '1'",
                "S/sequence.yaml:3: unknown key 'foo'"
            ),
            ("S/sequence.yaml", "offset: x\nterms: '1'", "S/sequence.yaml:1: offset must be an integer"),
            (
                "S/sequence.yaml", "offset: 0\nterms: '1, 2x'",
                "S/sequence.yaml:2: term 2 '2x' has an unexpected 'x' at byte 2; expected canonical integers separated by commas"
            ),
            (
                "S/sequence.yaml", "offset: 0\n",
                "S/sequence.yaml: exactly one of terms and bfile must be given"
            ),
            (
                "S/submissions.yaml", "\nwrong_answer/none.c: {}",
                "S/submissions.yaml:2: there is no submission 'wrong_answer/none.c'"
            ),
            (
                "S/submissions.yaml", "accepted/good.py:\n  verdict: XX",
                "S/submissions.yaml:2: 'XX' is no verdict that can be expected"
            ),
            ("S/submissions/accepted/a.rs", "", "S/submissions/accepted/a.rs: neither .py nor .c"),
            ("S/submissions/odd/a.py", "", "S/submissions/odd: no verdict has this name"),
        ])
    func `a bad suite file is bad input, with file and line`(file: String, text: String, message: String)
        throws
    {
        let failure = try #require(try failure([file: text]))
        #expect(failure.status == .badInput)
        #expect(failure.message.hasSuffix(message), "\(failure.message)")
    }

    @Test func `a folder without submissions is an error`() throws {
        try Samples.withFolder(["empty/readme": ""]) { folder in
            let error = #expect(throws: CommandFailure.self) { try Suite.read(folder: folder) }
            #expect(error?.status == .badInput)
        }
    }

    @Test func `each verdict but a fault of ours has a folder`() {
        for verdict in Verdict.allCases where verdict != .internalError {
            #expect(Expectation.verdict(folder: Expectation.folderName(verdict)) == verdict)
        }
        #expect(Expectation.verdict(folder: "run_time_error") == .runTimeError)
        #expect(Expectation.verdict(folder: "internal_error") == nil)
    }

    @Test func `every expectation can fail`() {
        let report = Samples.wrongAnswer
        let base = Expectation(verdicts: [.wrongAnswer])
        #expect(base.differences(from: report).isEmpty)
        #expect(Expectation(verdicts: [.accepted, .wrongAnswer]).differences(from: report).isEmpty)
        for verdict in Verdict.allCases where verdict != .wrongAnswer {
            #expect(Expectation(verdicts: [verdict]).differences(from: report).count == 1)
        }
        var right = base
        (right.firstFailure, right.passed, right.message) = (7, 7, "a(7)")
        #expect(right.differences(from: report).isEmpty)
        var wrong = base
        (wrong.firstFailure, wrong.passed, wrong.message) = (6, 8, "a(8)")
        #expect(wrong.differences(from: report).count == 3)
    }
}
