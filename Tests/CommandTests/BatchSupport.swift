import Foundation
import Glibc
import Judging
import Synchronization
import Terms

@testable import SeqJudgeCommands

/// Batches in memory: text in, records out, and a judge that the test decides about.
enum BatchFixture {
    /// A request for each number, of distinct ids.
    static func requests(_ count: Int) -> String {
        (1...max(1, count)).prefix(count).map {
            #"{"id": \#($0), "source": "a", "language": "python", "terms": [1]}"# + "\n"
        }.joined()
    }

    /// A judge that accepts at once whatever it is given.
    static let accepting: LineJudge.Check = { (candidate, truth, _, _) async throws(JudgeError) in
        let count = truth.table.entries.count
        return CheckReport(
            verdict: .accepted, explanation: "right", candidateName: candidate.name, sequenceID: nil,
            truthSource: truth.table.source, tally: CaseTally(required: count, passed: count),
            limits: CheckLimits())
    }

    static func lineJudge(
        isStrict: Bool = false, library: TruthLibrary? = nil, _ check: @escaping LineJudge.Check = accepting
    ) throws -> LineJudge {
        var judge = LineJudge(library: try library ?? TruthLibrary(paths: [], offsets: nil), check: check)
        judge.isStrict = isStrict
        return judge
    }

    /// What `read` of a source gives for a text, in chunks of so many bytes.
    static func chunks(_ text: String, size: Int = 100) -> @Sendable () -> LineSource.Chunk {
        let rest = Mutex(Array(text.utf8)[...])
        return {
            rest.withLock { rest in
                if rest.isEmpty { return .end }
                defer { rest = rest.dropFirst(size) }
                return .bytes(Array(rest.prefix(size)))
            }
        }
    }

    /// Runs a batch from a text into a file.
    @discardableResult
    static func run(
        _ text: String, into path: String, policy: RecordOutput.Policy = .refuse, jobs: Int = 3,
        window: Int? = nil, shard: Shard = .whole, control: BatchControl = BatchControl(),
        judge: LineJudge? = nil
    ) async throws -> (tally: BatchTally, control: BatchControl) {
        let output = try RecordOutput(path: path, policy: policy, input: nil)
        let nothing = EarlierWork(lines: DoneLines(shard: shard))
        let earlier = policy == .resume ? try ResumeReader.read(output, shard: shard) : nothing
        let source = LineSource(
            name: "input", longest: 1 << 16, shard: shard, done: earlier.lines, control: control,
            read: chunks(text))
        let sink = RecordSink(output, window: window, earlier: earlier.tally, control: control)
        let lines = try judge ?? lineJudge()
        let runner = BatchRunner(source: source, sink: sink, control: control, jobs: jobs) {
            await lines.judge($0)
        }
        await runner.run()
        sink.close()
        return (sink.tally, control)
    }

    /// The records in a file, in its order.
    static func records(_ path: String) throws -> [[String: Any]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// The line numbers of the records in a file, in its order.
    static func lines(_ path: String) throws -> [Int] { try records(path).map { $0["line"] as? Int ?? -1 } }

    /// Runs the body with a new folder, and removes it afterwards.
    static func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "seqjudge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path())
    }
}

/// Lets tasks wait until a test says so.
actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// How many came to it.
    private(set) var arrived = 0

    func pass() async {
        arrived += 1
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Counts from 0, for several threads.
    final class Counter: Sendable {
        private let value = Atomic(0)

        func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
    }

    /// Waits until so many came, for at most five seconds.
    func wait(for count: Int) async -> Bool {
        for _ in 0..<500 where arrived < count { try? await Task.sleep(for: .milliseconds(10)) }
        return arrived >= count
    }
}

/// Random numbers that are the same in each run (SplitMix64), so that a failure can be seen again.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
