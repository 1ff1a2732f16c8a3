import Dispatch
import Glibc
import Synchronization

/// Whether a batch goes on: shared by those who read, judge and write, and by whoever may stop them.
final class BatchControl: Sendable {
    /// How far a batch has been stopped.
    enum Stage: Int, Sendable, Comparable {
        /// All goes on.
        case running
        /// Nothing more is read; what is in flight is finished and written.
        case draining
        /// What is in flight is ended and leaves no record.
        case cancelled

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private struct State {
        var stage = Stage.running
        var failure: CommandFailure?
        var isInterrupted = false
        var onCancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// How far the batch has been stopped.
    var stage: Stage { state.withLock { $0.stage } }
    /// Why it ends without having judged all, where that is not a signal.
    var failure: CommandFailure? { state.withLock { $0.failure } }
    /// Whether it was stopped from outside.
    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

    /// Stops for a reason of its own; the first reason stands.
    func fail(_ failure: CommandFailure, stage: Stage) {
        state.withLock { $0.failure = $0.failure ?? failure }
        raise(to: stage)
    }

    /// A signal: the first one drains, the second one cancels. Returns how many there were.
    func interrupt() {
        let next = state.withLock { state in
            state.isInterrupted = true
            return state.stage == .running ? Stage.draining : .cancelled
        }
        raise(to: next)
    }

    /// Names what ends the runs in flight; called at once when they are to be ended already.
    func onCancel(_ body: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.onCancel = body
            return state.stage == .cancelled
        }
        if isLate { body() }
    }

    private func raise(to stage: Stage) {
        let action: (@Sendable () -> Void)? = state.withLock { state in
            guard stage > state.stage else { return nil }
            state.stage = stage
            return stage == .cancelled ? state.onCancel : nil
        }
        action?()
    }
}

/// SIGINT and SIGTERM while a batch runs.
struct BatchSignals {
    private static let numbers = [SIGINT, SIGTERM]
    private let sources: [any DispatchSourceSignal]

    /// From now on the signals go to the control. A third one ends the process at once, for the case that what keeps
    /// it is beyond our reach, such as a pipe that nobody reads.
    init(_ control: BatchControl, told: @escaping @Sendable (Int) -> Void) {
        // A closed pipe is an error of write(2), which tells more.
        signal(SIGPIPE, SIG_IGN)
        let count = SignalCount()
        sources = BatchSignals.numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let count = count.next()
                if count > 2 { _exit(CommandStatus.interrupted.rawValue) }
                control.interrupt()
                told(count)
            }
            source.resume()
            return source
        }
    }

    /// Gives the signals back to the system.
    func end() {
        for source in sources { source.cancel() }
        for number in BatchSignals.numbers { signal(number, SIG_DFL) }
    }
}

private final class SignalCount: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
