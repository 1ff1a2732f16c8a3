import Foundation
import Glibc
import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct BatchResumeTests {
    @Test(arguments: [false, true])
    func `a batch cut off at any byte of its last two records ends with one record for each line`(
        ordered: Bool
    ) async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            let text = BatchFixture.requests(3) + "no request\n\n" + BatchFixture.requests(2)
            let window = ordered ? 8 : nil
            try await BatchFixture.run(text, into: path, window: window)
            let whole = Array(try Data(contentsOf: URL(filePath: path)))
            let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
            for size in (ends[3] + 1)...whole.count {
                try Data(whole.prefix(size)).write(to: URL(filePath: path))
                let judged = Gate()
                await judged.open()
                let judge = try BatchFixture.lineJudge {
                    (candidate, truth, options, profile) async throws(JudgeError) in
                    await judged.pass()
                    return try await BatchFixture.accepting(candidate, truth, options, profile)
                }
                let (tally, _) = try await BatchFixture.run(
                    text, into: path, policy: .resume, window: window, judge: judge)
                #expect(try BatchFixture.lines(path).sorted() == [1, 2, 3, 4, 6, 7], "cut at \(size)")
                #expect(tally.records == 6 && tally.errors == [.input: 1] && tally.status == .badInput)
                #expect(await judged.arrived <= 2)
                #expect(
                    Array(try Data(contentsOf: URL(filePath: path))).starts(with: whole.prefix(ends[3] + 1)))
            }
        }
    }

    @Test func `lines that are missing in the middle are judged, and no others`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            let text = BatchFixture.requests(60)
            try await BatchFixture.run(text, into: path)
            var records = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            var numbers = SeededNumbers(7)
            records = Array(records.shuffled(using: &numbers).prefix(35))
            try (records.joined(separator: "\n") + "\n").write(
                toFile: path, atomically: true, encoding: .utf8)
            let gate = Gate()
            await gate.open()
            let judge = try BatchFixture.lineJudge {
                (candidate, truth, options, profile) async throws(JudgeError) in
                await gate.pass()
                return try await BatchFixture.accepting(candidate, truth, options, profile)
            }
            try await BatchFixture.run(text, into: path, policy: .resume, judge: judge)
            #expect(await gate.arrived == 25)
            #expect(try BatchFixture.lines(path).sorted() == Array(1...60))
        }
    }

    @Test func `records with numbers beyond reason are summed up all the same`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            let most = String(Int.max)
            let record = #"{"line":N,"digest":"0","verdict":"IE","retries":\#(most),"cpu_s":9000000000000}"#
            let lines = [1, 2, 3].map { record.replacing("N", with: "\($0)") + "\n" }.joined()
            try lines.write(toFile: path, atomically: true, encoding: .utf8)
            let output = try RecordOutput(path: path, policy: .resume, input: nil)
            let earlier = try ResumeReader.read(output, shard: .whole)
            #expect(earlier.tally.records == 3 && earlier.tally.retries == 3 * Int(Int32.max))
        }
    }

    @Test func `the output of another input is refused and stays as it is`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            try await BatchFixture.run(BatchFixture.requests(5), into: path)
            let before = try Data(contentsOf: URL(filePath: path))
            let other = BatchFixture.requests(9).replacing("\"a\"", with: "\"b\"")
            let (_, control) = try await BatchFixture.run(other, into: path, policy: .resume)
            #expect(control.failure?.status == .badInput)
            #expect(control.failure?.message.hasPrefix("input:1: not the line") == true)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test(
        arguments: [
            "{\"line\": 1}\n", "hello\n", "\n", "{\"line\":0,\"digest\":\"00\",\"verdict\":\"AC\"}\n",
            "{\"line\":1,\"digest\":\"x\",\"verdict\":\"AC\"}\n",
            "{\"line\":1,\"digest\":\"00\",\"verdict\":\"??\"}\n",
        ])
    func `a file that is no batch's output is refused and stays as it is`(text: String) async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let error = await #expect(throws: CommandFailure.self) {
                try await BatchFixture.run(BatchFixture.requests(1), into: path, policy: .resume)
            }
            #expect(error?.status == .badInput && error?.message.hasPrefix("\(path):1: no record") == true)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func `the output of another share is refused`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            try await BatchFixture.run(
                BatchFixture.requests(5), into: path, shard: try #require(Shard(argument: "1/2")))
            let error = await #expect(throws: CommandFailure.self) {
                try await BatchFixture.run(
                    BatchFixture.requests(5), into: path, policy: .resume,
                    shard: try #require(Shard(argument: "2/2")))
            }
            #expect(error?.message.contains("not in this --shard") == true)
        }
    }

    @Test func `an output that holds something is kept, unless one says so`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            try await BatchFixture.run(BatchFixture.requests(2), into: path)
            let error = #expect(throws: CommandFailure.self) {
                _ = try RecordOutput(path: path, policy: .refuse, input: nil)
            }
            #expect(error?.status == .usage && error?.hint?.contains("--resume") == true)
            #expect(try BatchFixture.lines(path).count == 2)
            try await BatchFixture.run(BatchFixture.requests(1), into: path, policy: .overwrite)
            #expect(try BatchFixture.lines(path) == [1])
        }
    }

    @Test func `two batches cannot write into one file, nor one into its input`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            do {
                let first = try RecordOutput(path: path, policy: .refuse, input: nil)
                for policy in [RecordOutput.Policy.refuse, .overwrite, .resume] {
                    let error = #expect(throws: CommandFailure.self) {
                        _ = try RecordOutput(path: path, policy: policy, input: nil)
                    }
                    #expect(error?.message.contains("another batch") == true)
                }
                first.unlock()
            }
            _ = try RecordOutput(path: path, policy: .refuse, input: nil)
            let input = try RequestInput(path: path)
            let error = #expect(throws: CommandFailure.self) {
                _ = try RecordOutput(path: path, policy: .overwrite, input: input.identity)
            }
            #expect(error?.status == .usage && error?.message.contains("both") == true)
        }
    }

    /// Measured from outside, as the kernel has it: other tests share this process.
    @Test func `memory stays flat over a hundred thousand records`() throws {
        let program = """
            import resource, subprocess, sys, tempfile
            line = '{"id": 1, "source": "%s", "language": "python", "sequence": "A000001"}\\n' % ("x" * 400)
            peaks = []
            for count in 2000, 100000:
                # By a file, since a child's peak has that of its parent in it at the fork. The figure is the largest of
                # all children so far, so the longer batch comes second.
                with tempfile.NamedTemporaryFile("w") as file:
                    file.writelines(line for _ in range(count))
                    file.flush()
                    subprocess.run([sys.argv[1], "batch", "--quiet", file.name], stdout=subprocess.DEVNULL)
                peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            print(*peaks)
            """
        let result = try ChildProcess.run("python3", ["-c", program, try ChildProcess.seqjudge])
        let peaks = result.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(peaks.count == 2, "\(result)")
        // In KiB. Records that stayed would be 45 MB.
        #expect(peaks[0] > 5_000 && peaks[1] < peaks[0] + 8_000, "\(peaks)")
    }
}
