import Foundation
import Glibc
import Testing

@testable import SeqJudgeCommands

/// The built command with real candidates. One at a time: each of them has the machine's processors busy.
@Suite(.serialized) struct BatchEndToEndTests {
    private static let squares =
        #"{"id": "sq", "source": "def a(n): return n*n", "language": "python", "terms": [0, 1, 4]}"#

    private func batch(_ arguments: [String], _ input: String = "") throws -> ChildProcess.Result {
        try ChildProcess.run(try ChildProcess.seqjudge, ["batch"] + arguments, input: input)
    }

    private func verdicts(_ result: ChildProcess.Result) -> [String] {
        result.output.split(separator: "\n").compactMap { line in
            let record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return record?["verdict"] as? String
        }
    }

    @Test func `candidates in both languages are judged, from text and from files`() throws {
        let files = [
            "in/requests.jsonl": """
            \(Self.squares)
            {"id": 2, "source": "long a(long n) { return n; }", "language": "c", "terms": [0, 1, 4], "visible": 2}
            {"id": 3, "file": "own/loop.py", "terms": [1], "limits": {"cpu_s": 0.2}}
            {"id": 4, "file": "own/cubes.py", "sequence": "A000578"}
            {"id": 5, "source": "int a(", "language": "c", "terms": [1]}

            """,
            "in/own/loop.py": "def a(n):\n    while True: pass\n",
            "in/own/cubes.py": "def a(n): return n ** 3\n",
            "cubes/sequence.yaml": "id: A000578\noffset: 0\nterms: '0, 1, 8, 27'\ncount: 3\n",
        ]
        try Samples.withFolder(files) { folder in
            let result = try batch([
                "\(folder)/in/requests.jsonl", "--ordered", "--truth", "\(folder)/cubes", "--quiet",
                "--summary",
                "\(folder)/summary.json", "--hide-expected", "--details",
            ])
            #expect(result.status == 0 && result.errors == "", "\(result.errors)")
            #expect(verdicts(result) == ["AC", "WA", "TLE", "AC", "CE"])
            #expect(
                result.output.contains(#""passed":2,"required":3,"visible_passed":2,"visible_required":2,"#))
            #expect(!result.output.contains(#""expected":""#))
            let summary = try String(contentsOfFile: "\(folder)/summary.json", encoding: .utf8)
            #expect(summary.contains("\"records\": 5") && summary.contains("\"AC\": 2"))
        }
    }

    @Test func `records without measurements are the same in every run`() throws {
        let input = """
            \(Self.squares)
            {"id": 2, "source": "def a(n): return n", "language": "python", "terms": [0, 1, 4]}
            {"id": 3, "source": "print(", "language": "python", "terms": [0]}

            """
        let arguments = ["--ordered", "--quiet", "--reproducible", "--diagnose", "failures"]
        let first = try batch(arguments, input)
        #expect(first.status == 0 && verdicts(first) == ["AC", "WA", "CE"], "\(first)")
        #expect(try batch(arguments, input).output == first.output)
        for member in ["cpu_s", "wall_s", "peak_bytes", "compile_cpu_s", "retries"] {
            #expect(
                first.output.split(separator: "\n").allSatisfy { $0.contains("\"\(member)\":null") },
                "\(member)")
            #expect(
                !(try batch(["--quiet"], Self.squares).output.contains("\"\(member)\":null")), "\(member)")
        }
        #expect(try batch(["--reproducible", "--details"]).status == 64)
    }

    @Test func `every way to end has its exit status`() throws {
        #expect(try batch([]).status == 0)
        #expect(try batch([], Self.squares).status == 0)
        let malformed = try batch([], "x\n" + Self.squares)
        #expect(malformed.status == 65 && verdicts(malformed).sorted() == ["AC", "IE"])
        let strict = try batch(["--strict", "--jobs", "1"], "x\n" + Self.squares)
        #expect(strict.status == 65 && strict.output == "")
        #expect(strict.errors.contains("line 1, column 1: an unexpected 'x'"))
        let noTool = try batch(
            ["--cc", "/nonexistent"], Self.squares + "\n" + #"{"source": "", "language": "c", "terms": [1]}"#)
        #expect(noTool.status == 70 && verdicts(noTool).sorted() == ["AC", "IE"])
        #expect(noTool.output.contains(#""kind":"tool""#))
        #expect(try batch(["/nonexistent"]).status == 65)
        #expect(try batch(["--truth", "/nonexistent"]).status == 65)
        for arguments in [
            ["--resume"], ["--jobs", "0"], ["--shard", "3/2"], ["--overwrite"], ["--max-line", "x"],
        ] {
            #expect(try batch(arguments).status == 64, "\(arguments)")
        }
    }

    @Test func `a line longer than allowed is told, and the next one is judged`() throws {
        let long = "{\"source\": \"" + String(repeating: "x", count: 5_000) + "\"}\n"
        let result = try batch(["--max-line", "1KiB", "--ordered", "--quiet"], long + Self.squares)
        #expect(verdicts(result) == ["IE", "AC"])
        #expect(result.output.contains("a line of more than 1 KiB; --max-line raises that"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal ends a batch whose input stays open, with its records out`(number: Int32) throws {
        let process = try ChildProcess.start(try ChildProcess.seqjudge, ["batch", "--jobs", "1"])
        let input = try #require(process.standardInput as? Pipe).fileHandleForWriting
        let output = try #require(process.standardOutput as? Pipe).fileHandleForReading
        try input.write(contentsOf: Data((Self.squares + "\n").utf8))
        // What there is; to wait for a number of bytes would be to wait for the end.
        let first = output.availableData
        #expect(String(decoding: first, as: UTF8.self).contains(#""verdict":"AC""#))
        kill(process.processIdentifier, number)
        let result = try ChildProcess.finish(process)
        #expect(result.status == 130 && result.output == "")
        #expect(result.errors.contains("accepted"))
        try input.close()
    }

    @Test func `a second signal ends the runs in flight`() throws {
        let loop =
            #"{"source": "def a(n):\n  while 1: pass", "language": "python", "terms": [1], "limits": {"cpu_s": 60, "check_cpu_s": 60}}"#
        let process = try ChildProcess.start(
            try ChildProcess.seqjudge, ["batch", "--jobs", "1"], input: Self.squares + "\n" + loop)
        // With the first record the signals are its own to handle.
        let output = try #require(process.standardOutput as? Pipe).fileHandleForReading
        #expect(String(decoding: output.availableData, as: UTF8.self).contains(#""verdict":"AC""#))
        let start = ContinuousClock.now
        for _ in 0..<2 {
            usleep(700_000)
            kill(process.processIdentifier, SIGINT)
        }
        let result = try ChildProcess.finish(process)
        #expect(result.status == 130 && result.output == "")
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test func `a reader that goes away ends the batch with its reason`() throws {
        let lines = repeatElement(Self.squares, count: 20).joined(separator: "\n")
        let program = try ChildProcess.seqjudge
        let script = "{ \"$0\" batch --jobs 1; echo status $? >&2; } | head -n 1"
        let result = try ChildProcess.run("sh", ["-c", script, program], input: lines)
        #expect(verdicts(result) == ["AC"])
        #expect(result.errors.contains("standard output: closed by its reader"))
        #expect(result.errors.contains("status 70"))
    }

    @Test func `a file that may grow no further keeps whole records only, and a resume completes it`() throws
    {
        // Large records, because the limit holds for the jail's own program, too.
        let meta = String(repeating: "x", count: 300_000)
        let lines = repeatElement("{\"meta\": \"\(meta)\"}\n", count: 20).joined()
        try Samples.withFolder(["in": lines]) { folder in
            let (input, path) = ("\(folder)/in", "\(folder)/out")
            let program = try ChildProcess.seqjudge
            // The shell counts in blocks of 512 bytes. The signal is ignored, so that the write fails instead.
            let script = "trap '' XFSZ; ulimit -f 8192; exec \"$0\" batch \"$1\" --jobs 1 --output \"$2\""
            let full = try ChildProcess.run("sh", ["-c", script, program, input, path])
            #expect(full.status == 70 && full.errors.contains("File too large"), "\(full.errors)")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasSuffix("}\n") && text.utf8.count <= 8192 * 512 && text.utf8.count > 3_000_000)
            let resumed = try batch([input, "--output", path, "--resume", "--ordered"])
            #expect(resumed.status == 65, "\(resumed.errors)")
            #expect(try BatchFixture.lines(path) == Array(1...20))
        }
    }
}
