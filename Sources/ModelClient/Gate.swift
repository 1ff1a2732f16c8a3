/// Lets so many through at a time, and so many a minute.
actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// The least time between two starts.
    private let spacing: Duration
    private var next = ContinuousClock.now

    init(atATime: Int, aMinute: Int?) {
        free = max(1, atATime)
        spacing = aMinute.map { .seconds(60) / max(1, $0) } ?? .zero
    }

    /// Waits for a place. Who comes in gives it back by ``leave()``.
    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }

    /// How long the one who asks has to wait before a request is sent.
    func delay() -> Duration {
        guard spacing > .zero else { return .zero }
        let now = ContinuousClock.now
        let start = max(now, next)
        next = start + spacing
        return now.duration(to: start)
    }
}
