import Foundation
import Fuzzing
import Glibc
import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

/// The files of suites, changed at random. `SEQJUDGE_FUZZ_SECONDS` makes it longer.
@Suite struct SuiteFuzzTests {
    private static let words = [
        "\n", ": ", "- ", "{", "}", "[", "]", "# ", "\"", "'", "? ", "&a ", "*a", "|\n  ", "offset: ",
        "count: ", "bfile: b.txt",
        "terms: ", "limits: {cpu_s: ", "verdict: [", "first_failure: ", "---\n", "\\0",
    ]

    private static func isHelpful(_ error: CommandFailure, _ path: String) throws {
        try require(error.status == .badInput, "the status \(error.status)")
        try require(error.message.utf8.count < 3_000, "an error of \(error.message.utf8.count) bytes")
        try require(error.message.contains(path), "an error without its file: \(error.message)")
    }

    @Test func `a sequence.yaml is read, or refused with its file`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let folder = "/tmp/seqjudge-suite-fuzz-\(getpid())"
            mkdir(folder, 0o700)
            try? Data("0 0\n1 1\n2 1\n".utf8).write(to: URL(filePath: "\(folder)/b.txt"))
            let samples = [
                "id: A000045\noffset: 0\nterms: \"0, 1, 1, 2\"\nvisible: 2\ncount: 3\nlimits: {cpu_s: 0.5, memory_mib: 64}\n",
                "id: A45\nname: x\noffset: -3\nterms: [1, -2, 12345678901234567890]\n",
                "bfile: b.txt\noffset: 0\n",
            ]
            Fuzz(.mutations(of: samples, words: Self.words)) { bytes in
                try Data(bytes).write(to: URL(filePath: "\(folder)/sequence.yaml"))
                do {
                    let read = try SequenceDescription.read(path: "\(folder)/sequence.yaml")
                    let table = try TruthOptions.restrict(read.table, count: read.count, indices: nil)
                    _ = TruthOptions.visible(read.visible, of: read.table, in: table)
                    // What a stream of the terms counts.
                    if let last = table.entries.last {
                        try require(last.index - table.offset + 1 > 0, "\(table.offset)")
                    }
                    _ = "\(read.limits.limits(profile: nil))"
                } catch let error as CommandFailure {
                    try Self.isHelpful(error, folder)
                }
            }.run()
            system("rm -rf \(folder)")
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }

    @Test func `a submissions.yaml is read, or refused with its line`() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let folder = "/tmp/seqjudge-suite-fuzz-\(getpid())"
            for path in ["", "/submissions", "/submissions/wrong_answer"] { mkdir(folder + path, 0o700) }
            try? Data("offset: 0\nterms: 1\n".utf8).write(to: URL(filePath: "\(folder)/sequence.yaml"))
            try? Data().write(to: URL(filePath: "\(folder)/submissions/wrong_answer/bad.c"))
            let sample = """
                wrong_answer/bad.c:
                  verdict: [WA, TLE]
                  entry: function a
                  first_failure: 3
                  passed: 2
                  message: "a(3)"
                  profile: c-run
                  requires: [gmp, full]

                """
            Fuzz(.mutations(of: [sample], words: Self.words)) { bytes in
                let path = "\(folder)/submissions.yaml"
                try Data(bytes).write(to: URL(filePath: path))
                do {
                    let read = try Suite.read(folder: folder)
                    try require(
                        read.count == 1 && !read[0].expectation.verdicts.contains(.internalError), "\(read)")
                } catch let error as CommandFailure {
                    try Self.isHelpful(error, path)
                    let hasLine = error.message.dropFirst(path.count + 1).first?.isNumber == true
                    try require(
                        hasLine || error.message.contains("UTF-8"),
                        "an error without a line: \(error.message)")
                }
            }.run()
            system("rm -rf \(folder)")
        }
        #expect(Fuzz.finding(in: result?.standardErrorContent) == nil)
    }
}
