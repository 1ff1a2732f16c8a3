/// Judges the lines of a source, several at a time, and puts the records into a sink.
struct BatchRunner: Sendable {
    /// What comes of one line.
    enum Outcome: Sendable {
        case record(JudgedLine)
        /// The run was ended from outside: a resume judges the line.
        case cancelled
        /// The batch is to stop here, without a record for the line.
        case stop(CommandFailure)
    }

    let source: LineSource
    let sink: RecordSink
    let control: BatchControl
    /// How many lines are judged at a time.
    var jobs: Int
    /// How a line is judged; a value, so that a test can put another in its place.
    var judge: @Sendable (RequestLine) async -> Outcome

    /// Returns when the input has ended or the batch was stopped, and all that was in flight has come to its end.
    func run() async {
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                // As many tasks as jobs, each taking line after line: what waits is the input, not a task for each
                // line.
                for _ in 0..<max(1, jobs) { group.addTask { await work() } }
            }
        }
        control.onCancel { task.cancel() }
        await task.value
    }

    private func work() async {
        while true {
            await sink.enter()
            guard let item = await source.next() else { return sink.leave() }
            switch await judge(item.line) {
            case .record(let line): sink.deliver(line, at: item.position)
            case .cancelled: sink.deliver(nil, at: item.position)
            case .stop(let failure):
                control.fail(failure, stage: .draining)
                sink.deliver(nil, at: item.position)
            }
        }
    }
}
