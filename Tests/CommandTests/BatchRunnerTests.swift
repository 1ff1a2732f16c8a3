import Foundation
import Glibc
import Judging
import Synchronization
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct BatchRunnerTests {
    @Test func `each line gets one record, with its id`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out.jsonl"
            let (tally, _) = try await BatchFixture.run(BatchFixture.requests(100), into: path)
            #expect(try BatchFixture.lines(path).sorted() == Array(1...100))
            for record in try BatchFixture.records(path) {
                #expect(record["id"] as? Int == record["line"] as? Int)
                #expect(record["verdict"] as? String == "AC")
            }
            #expect(tally.records == 100 && tally.verdicts == [.accepted: 100] && tally.status == .success)
        }
    }

    @Test func `no input is no record, and a success`() async throws {
        try await BatchFixture.inFolder { folder in
            let (tally, control) = try await BatchFixture.run("", into: "\(folder)/out")
            #expect(tally.records == 0 && tally.status == .success && control.failure == nil)
        }
    }

    /// A judge that takes the longer the earlier the line is.
    private static func slowFirst(_ count: Int) throws -> LineJudge {
        try BatchFixture.lineJudge { (candidate, truth, options, profile) async throws(JudgeError) in
            let digits = candidate.name.dropFirst("line-".count).prefix { $0 != "." }
            try? await Task.sleep(for: .milliseconds(4 * (count - (Int(digits) ?? 0))))
            return try await BatchFixture.accepting(candidate, truth, options, profile)
        }
    }

    @Test func `order is kept when it is asked for, and only then`() async throws {
        try await BatchFixture.inFolder { folder in
            let judge = try Self.slowFirst(8)
            let text = BatchFixture.requests(8)
            _ = try await BatchFixture.run(text, into: "\(folder)/a", jobs: 8, window: 8, judge: judge)
            #expect(try BatchFixture.lines("\(folder)/a") == Array(1...8))
            _ = try await BatchFixture.run(text, into: "\(folder)/b", jobs: 8, judge: judge)
            let lines = try BatchFixture.lines("\(folder)/b")
            #expect(lines != Array(1...8) && lines.sorted() == Array(1...8))
        }
    }

    @Test(arguments: [1, 2, 5])
    func `every window comes to its end in order`(window: Int) async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            _ = try await BatchFixture.run(BatchFixture.requests(50), into: path, jobs: 4, window: window)
            #expect(try BatchFixture.lines(path) == Array(1...50))
        }
    }

    @Test func `a slow line holds back no more than the window, and reading stops`() async throws {
        try await BatchFixture.inFolder { folder in
            let (first, judged) = (Gate(), Gate())
            let judge = try BatchFixture.lineJudge {
                (candidate, truth, options, profile) async throws(JudgeError) in
                if candidate.name == "line-1.py" {
                    await first.pass()
                } else {
                    await judged.pass()
                }
                return try await BatchFixture.accepting(candidate, truth, options, profile)
            }
            await judged.open()
            async let run = BatchFixture.run(
                BatchFixture.requests(500), into: "\(folder)/out", jobs: 3, window: 10, judge: judge)
            #expect(await judged.wait(for: 9))
            try await Task.sleep(for: .milliseconds(50))
            #expect(await judged.arrived == 9)
            #expect(try BatchFixture.lines("\(folder)/out").isEmpty)
            await first.open()
            _ = try await run
            #expect(try BatchFixture.lines("\(folder)/out") == Array(1...500))
        }
    }

    @Test func `no more is read than is judged, but for one chunk`() async throws {
        try await BatchFixture.inFolder { folder in
            let gate = Gate()
            let judge = try BatchFixture.lineJudge {
                (candidate, truth, options, profile) async throws(JudgeError) in
                await gate.pass()
                return try await BatchFixture.accepting(candidate, truth, options, profile)
            }
            let reads = Mutex(0)
            let chunks = BatchFixture.chunks(BatchFixture.requests(1_000), size: 1_000)
            let control = BatchControl()
            let source = LineSource(name: "input", longest: 1 << 16, control: control) {
                reads.withLock { $0 += 1 }
                return chunks()
            }
            let sink = RecordSink(
                try RecordOutput(path: "\(folder)/out", policy: .refuse, input: nil), window: nil,
                control: control)
            let runner = BatchRunner(source: source, sink: sink, control: control, jobs: 2) {
                await judge.judge($0)
            }
            async let run: Void = runner.run()
            #expect(await gate.wait(for: 2))
            try await Task.sleep(for: .milliseconds(30))
            #expect(reads.withLock { $0 } == 1)
            #expect(await gate.arrived == 2)
            await gate.open()
            await run
            #expect(sink.tally.records == 1_000)
        }
    }

    @Test func `shares of a batch have all its lines, each once`() async throws {
        try await BatchFixture.inFolder { folder in
            var lines: [Int] = []
            for position in 1...3 {
                let path = "\(folder)/\(position)"
                let shard = try #require(Shard(argument: "\(position)/3"))
                _ = try await BatchFixture.run("\n" + BatchFixture.requests(20), into: path, shard: shard)
                lines += try BatchFixture.lines(path)
            }
            #expect(lines.sorted() == Array(2...21))
        }
    }

    @Test func `a malformed line is a record, and the batch goes on`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            let text =
                BatchFixture.requests(1) + "{\"id\": 5, \"meta\": 7, \"x\": 1}\n" + BatchFixture.requests(1)
            let (tally, _) = try await BatchFixture.run(text, into: path, jobs: 1)
            let record = try BatchFixture.records(path)[1]
            #expect(record["verdict"] as? String == "IE" && record["line"] as? Int == 2)
            #expect(record["id"] as? Int == 5 && record["meta"] as? Int == 7)
            let error = try #require(record["error"] as? [String: Any])
            #expect(error["kind"] as? String == "input" && error["column"] as? Int == 22)
            #expect(tally.records == 3 && tally.status == .badInput)
        }
    }

    @Test func `strict stops at a malformed line, which gets no record`() async throws {
        try await BatchFixture.inFolder { folder in
            let path = "\(folder)/out"
            let text = BatchFixture.requests(2) + "x\n" + BatchFixture.requests(500)
            let (_, control) = try await BatchFixture.run(
                text, into: path, jobs: 1, judge: BatchFixture.lineJudge(isStrict: true))
            #expect(control.failure?.status == .badInput)
            #expect(control.failure?.message.hasPrefix("line 3, column 1: ") == true)
            #expect(try BatchFixture.lines(path) == [1, 2])
        }
    }

    @Test func `what the host lacks is an error of its kind, and the batch goes on`() async throws {
        let kinds: [(JudgeError.Kind, String, CommandStatus)] = [
            (.toolMissing, "tool", .internalFault), (.refused, "refused", .internalFault),
            (.internalFault, "host", .internalFault), (.input, "input", .badInput),
        ]
        for (kind, name, status) in kinds {
            try await BatchFixture.inFolder { folder in
                let judge = try BatchFixture.lineJudge { (_, _, _, _) async throws(JudgeError) in
                    throw JudgeError(kind, "no gcc", hint: "install it")
                }
                let (tally, _) = try await BatchFixture.run(
                    BatchFixture.requests(3), into: "\(folder)/out", judge: judge)
                let error = try #require(
                    BatchFixture.records("\(folder)/out")[0]["error"] as? [String: Any])
                #expect(error["kind"] as? String == name)
                #expect(error["message"] as? String == "no gcc; install it")
                #expect(tally.records == 3 && tally.status == status)
            }
        }
    }
}
