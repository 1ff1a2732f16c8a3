import Synchronization

/// Puts records out, in the order of the input where that is asked for, and counts them.
final class RecordSink: Sendable {
    private struct State {
        let output: RecordOutput
        /// The position whose record is written next, when order is kept.
        var next = 0
        /// What is finished ahead of its turn; nil inside: without a record.
        var early: [Int: JudgedLine?] = [:]
        /// How many lines were let in and are neither written nor given up.
        var inside = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private let sums: Mutex<BatchTally>
    private let control: BatchControl
    /// How many lines may be between reading and writing; nil: order is not kept.
    private let window: Int?

    /// A sink of records, whose sums begin with those of an earlier sitting.
    init(
        _ output: sending RecordOutput, window: Int?, earlier: BatchTally = BatchTally(),
        control: BatchControl
    ) {
        sums = Mutex(earlier)
        state = Mutex(State(output: output))
        self.window = window
        self.control = control
    }

    /// The sums so far.
    var tally: BatchTally { sums.withLock { $0 } }

    /// Gives the output free. Nothing may be delivered after that.
    func close() { state.withLock { $0.output.unlock() } }

    /// Waits until there is room for one more line. Without that, one slow candidate would let everything after it
    /// pile up in memory.
    func enter() async {
        guard let window else { return }
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard state.inside >= window else {
                    state.inside += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// Gives the room back unused.
    func leave() {
        guard window != nil else { return }
        let freed = state.withLock { RecordSink.free(1, &$0) }
        for continuation in freed { continuation.resume() }
    }

    /// Takes what came of a line; nil: there is to be no record.
    func deliver(_ line: JudgedLine?, at position: Int) {
        let freed = state.withLock { state in
            guard window != nil else {
                write(line, state.output)
                return [CheckedContinuation<Void, Never>]()
            }
            state.early[position] = .some(line)
            var count = 0
            while let turn = state.early.removeValue(forKey: state.next) {
                write(turn, state.output)
                state.next += 1
                count += 1
            }
            return RecordSink.free(count, &state)
        }
        for continuation in freed { continuation.resume() }
    }

    private static func free(_ count: Int, _ state: inout State) -> [CheckedContinuation<Void, Never>] {
        let freed = Array(state.waiting.prefix(count))
        state.waiting.removeFirst(freed.count)
        // Each one that waited takes the room over.
        state.inside -= count - freed.count
        return freed
    }

    private func write(_ line: JudgedLine?, _ output: RecordOutput) {
        guard let line, control.stage < .cancelled else { return }
        do throws(RecordOutput.Failure) {
            try output.write(line.record) { control.stage == .cancelled }
            sums.withLock { $0.add(line) }
        } catch {
            control.fail(output.failure(error), stage: .cancelled)
        }
    }
}
