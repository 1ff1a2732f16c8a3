import Foundation
import Glibc
import Judging
import Terms
import Testing

@testable import SeqJudgeCommands

@Suite struct BatchStopTests {
    /// A judge that waits at a gate, and heeds cancellation.
    private static func gated(_ gate: Gate) throws -> LineJudge {
        try BatchFixture.lineJudge { (candidate, truth, options, profile) async throws(JudgeError) in
            await gate.pass()
            if Task.isCancelled { throw JudgeError(.cancelled, "cancelled") }
            return try await BatchFixture.accepting(candidate, truth, options, profile)
        }
    }

    @Test(arguments: [nil, 64])
    func `one signal finishes what is in flight and takes nothing new`(window: Int?) async throws {
        try await BatchFixture.inFolder { folder in
            let (gate, control) = (Gate(), BatchControl())
            async let run = BatchFixture.run(
                BatchFixture.requests(100), into: "\(folder)/out", window: window, control: control,
                judge: Self.gated(gate))
            #expect(await gate.wait(for: 3))
            control.interrupt()
            await gate.open()
            _ = try await run
            #expect(try BatchFixture.lines("\(folder)/out").sorted() == [1, 2, 3])
            #expect(control.isInterrupted && control.stage == .draining)
        }
    }

    @Test(arguments: [nil, 64])
    func `a second signal ends what is in flight, and a resume judges it`(window: Int?) async throws {
        try await BatchFixture.inFolder { folder in
            let (gate, control) = (Gate(), BatchControl())
            let text = BatchFixture.requests(20)
            async let run = BatchFixture.run(
                text, into: "\(folder)/out", window: window, control: control, judge: Self.gated(gate))
            #expect(await gate.wait(for: 3))
            control.interrupt()
            control.interrupt()
            await gate.open()
            _ = try await run
            #expect(try BatchFixture.lines("\(folder)/out").isEmpty)
            _ = try await BatchFixture.run(text, into: "\(folder)/out", policy: .resume)
            #expect(try BatchFixture.lines("\(folder)/out").sorted() == Array(1...20))
        }
    }

    @Test func `a batch whose input stands still can be stopped`() async throws {
        try await BatchFixture.inFolder { folder in
            let control = BatchControl()
            let source = LineSource(name: "input", longest: 100, control: control) {
                usleep(1_000)
                return .later
            }
            let sink = RecordSink(
                try RecordOutput(path: "\(folder)/out", policy: .refuse, input: nil), window: nil,
                control: control)
            let runner = BatchRunner(source: source, sink: sink, control: control, jobs: 2) { _ in .cancelled
            }
            async let run: Void = runner.run()
            try await Task.sleep(for: .milliseconds(20))
            control.interrupt()
            await run
            #expect(sink.tally.records == 0)
        }
    }

    @Test func `an input that cannot be read any further ends the batch with its reason`() async throws {
        try await BatchFixture.inFolder { folder in
            let control = BatchControl()
            let source = LineSource(name: "in.jsonl", longest: 100, control: control) {
                .failed("Input/output error")
            }
            let sink = RecordSink(
                try RecordOutput(path: "\(folder)/out", policy: .refuse, input: nil), window: nil,
                control: control)
            await BatchRunner(source: source, sink: sink, control: control, jobs: 1) { _ in .cancelled }.run()
            #expect(control.failure == CommandFailure(.badInput, "in.jsonl: Input/output error"))
        }
    }

    @Test func `a full disk ends the batch with its reason`() async throws {
        let (_, control) = try await BatchFixture.run(
            BatchFixture.requests(50), into: "/dev/full", policy: .overwrite)
        #expect(control.failure?.status == .internalFault)
        #expect(control.failure?.message.contains("No space left") == true)
    }
}
