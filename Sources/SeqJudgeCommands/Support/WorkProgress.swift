import Synchronization

/// Tells on standard error how far work on a known number of items is.
struct WorkProgress {
    /// How far it is.
    struct Moment: ProgressMoment {
        var done: Int
        var total: Int?
        var elapsed: Duration

        var rate: Double { elapsed > .zero ? Double(done) / (elapsed / .seconds(1)) : 0 }

        /// `1,234 of 10,000 (12%), 345.6/s, 25 s left`.
        var text: String {
            let all = total ?? 0
            var text = "\(DisplayText.grouped(done)) of \(DisplayText.grouped(all))"
            if all > 0 { text += " (\(done * 100 / all)%)" }
            guard let remaining else { return text }
            return text + ", \(BatchMoment.tenths(rate))/s, \(BatchMoment.roughly(remaining)) left"
        }
    }

    /// How much is done; the ticker's queue reads it while tasks count.
    final class Counter: Sendable {
        fileprivate let done = Atomic(0)

        /// Items that are done.
        var count: Int { done.load(ordering: .relaxed) }

        /// One more item is done.
        func advance() { done.add(1, ordering: .relaxed) }
    }

    let counter = Counter()
    private let ticker: ProgressTicker

    /// Begins to tell, in a form of which one is to tell nothing.
    init(total: Int, _ form: ProgressTicker.Form) {
        let (counter, start) = (counter, ContinuousClock.now)
        ticker = ProgressTicker(form) {
            Moment(
                done: counter.count, total: total, elapsed: start.duration(to: .now))
        }
    }

    /// Stops. Nothing is told after it has returned.
    func end() { ticker.end() }
}
