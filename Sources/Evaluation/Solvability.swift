public import Statistics

/// How many samples of a model solve each problem.
public struct Solvability: Sendable {
    /// What is known of one problem.
    public struct Item: Sendable, Hashable {
        /// The problem's id.
        public var problem: String
        /// How many of the samples that could be judged are right.
        public var proportion: Proportion
        /// Samples that could not be judged; they count for nothing.
        public var unjudged: Int
    }

    /// In the order in which the problems first came.
    public let items: [Item]

    /// Counts the samples of each problem.
    public init(_ attempts: some Sequence<Attempt>) {
        var order: [String] = []
        var counts: [String: (right: Int, judged: Int, unjudged: Int)] = [:]
        for attempt in attempts {
            if counts[attempt.problem] == nil { order.append(attempt.problem) }
            var count = counts[attempt.problem] ?? (0, 0, 0)
            switch attempt.isCorrect {
            case true?: count = (count.right + 1, count.judged + 1, count.unjudged)
            case false?: count.judged += 1
            case nil: count.unjudged += 1
            }
            counts[attempt.problem] = count
        }
        items = order.compactMap { problem in
            counts[problem].map {
                Item(
                    problem: problem, proportion: Proportion(successes: $0.right, trials: $0.judged),
                    unjudged: $0.unjudged)
            }
        }
    }

    /// Ranges of solvability to select by.
    public enum Preset: String, Sendable, CaseIterable {
        /// What the paper trains on (arXiv 2510.14620): up to a rate of 0.46, and not below one solution at all.
        case paper
        /// Neither always solved nor never.
        case learnable
        /// All.
        case all

        /// The rates that are selected.
        public var range: ClosedRange<Double> {
            switch self {
            case .paper: Double.leastNonzeroMagnitude...0.46
            case .learnable: Double.leastNonzeroMagnitude...1.0.nextDown
            case .all: 0...1
            }
        }
    }

    /// The problems whose rate is within a range. Those without a judged sample are in none.
    public func selected(_ range: ClosedRange<Double>) -> [Item] {
        items.filter { $0.proportion.rate.map(range.contains) ?? false }
    }

    /// How many problems have which rate.
    public func histogram(bins: Int = 10) -> Histogram {
        Histogram(items.compactMap(\.proportion.rate), bins: bins)
    }
}
