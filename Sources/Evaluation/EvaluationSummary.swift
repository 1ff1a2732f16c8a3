public import Statistics

/// What the answers of a model come to.
public struct EvaluationSummary: Sendable {
    /// A mean over problems.
    public struct Estimate: Sendable, Hashable {
        /// The mean; nil where no problem has what it takes.
        public var mean: Double?
        /// A bootstrap interval over problems.
        public var interval: ClosedRange<Double>?
        /// How many problems it is made of.
        public var problems: Int
    }

    /// The share of answers that are right: the mean over problems of each one's own rate.
    public let accuracy: Estimate
    /// pass@k by k, over the problems with at least k judged samples.
    public let passAt: [Int: Estimate]
    /// The accuracy of the problems of each part, in order: by difficulty, in quarters, and by family.
    public let byDifficulty: [(range: ClosedRange<Double>, estimate: Estimate)]
    public let byFamily: [(family: String, estimate: Estimate)]
    /// The share of terms that are right: those shown, those that decide besides, and those held out.
    public let visible: Proportion
    public let hidden: Proportion
    public let tail: Proportion
    /// Right answers that are wrong on the held-out terms: they only fit the tests.
    public let overfitted: Int
    /// How many answers came to each verdict, and to each first finding.
    public let verdicts: [String: Int]
    public let findings: [String: Int]
    /// Answers that could not be judged, and count for nothing.
    public let unjudged: Int
    /// Answers in all.
    public let attempts: Int
    /// What the answers cost.
    public let cost: EvaluationCost
    /// Each problem's rate, for a comparison.
    public let rates: [String: Double]

    /// Evaluates answers.
    /// - Parameters:
    ///   - ks: the k of pass@k. Default 1, 5, 10.
    ///   - confidence: of all intervals. Default 0.95.
    ///   - seed: what the intervals depend on. Default 0.
    public init(_ attempts: [Attempt], ks: [Int] = [1, 5, 10], confidence: Double = 0.95, seed: UInt64 = 0) {
        let items = Solvability(attempts).items.filter { $0.proportion.trials > 0 }
        func estimate(_ values: [Double]) -> Estimate {
            let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
            return Estimate(
                mean: mean,
                interval: Resampling.bootstrapInterval(ofMean: values, confidence: confidence, seed: seed),
                problems: values.count)
        }
        accuracy = estimate(items.compactMap(\.proportion.rate))
        passAt = Dictionary(
            uniqueKeysWithValues: Set(ks).map { k in
                (k, estimate(items.compactMap { $0.proportion.pass(at: k) }))
            })
        rates = Dictionary(
            uniqueKeysWithValues: items.compactMap { item in item.proportion.rate.map { (item.problem, $0) } }
        )
        let known = Dictionary(attempts.map { ($0.problem, $0) }) { first, _ in first }
        byDifficulty = Self.quarters(items.map { ($0, known[$0.problem]?.difficulty) }).map { range, part in
            (range, estimate(part.compactMap(\.proportion.rate)))
        }
        byFamily = Dictionary(grouping: items) { known[$0.problem]?.family ?? "" }
            .filter { !$0.key.isEmpty }
            .map { ($0.key, estimate($0.value.compactMap(\.proportion.rate))) }
            .sorted { ($1.1.problems, $0.0) < ($0.1.problems, $1.0) }
        let judged = attempts.filter { $0.isCorrect != nil }
        visible = Self.share(judged.compactMap(\.visible))
        hidden = Self.share(judged.compactMap(\.hidden))
        tail = Self.share(judged.compactMap(\.tail))
        overfitted = judged.count { $0.isCorrect == true && $0.tail?.isWhole == false }
        verdicts = attempts.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
        findings = judged.reduce(into: [:]) { if let code = $1.finding { $0[code, default: 0] += 1 } }
        unjudged = attempts.count - judged.count
        self.attempts = attempts.count
        cost = EvaluationCost(attempts)
    }

    private static func share(_ parts: [Attempt.Part]) -> Proportion {
        Proportion(
            successes: parts.reduce(0) { $0 + $1.passed }, trials: parts.reduce(0) { $0 + $1.required })
    }

    /// Four parts of equal size by difficulty; those of which it is not known are in none. Fewer where many are alike.
    private static func quarters(
        _ items: [(item: Solvability.Item, difficulty: Double?)]
    ) -> [(ClosedRange<Double>, [Solvability.Item])] {
        let sorted = items.compactMap { item, difficulty in difficulty.map { (item, $0) } }.sorted {
            $0.1 < $1.1
        }
        guard !sorted.isEmpty else { return [] }
        var parts: [(ClosedRange<Double>, [Solvability.Item])] = []
        var start = 0
        for quarter in 1...4 {
            var end = max(start, sorted.count * quarter / 4)
            // Equal difficulties stay together.
            while end > start, end < sorted.count, sorted[end].1 == sorted[end - 1].1 { end += 1 }
            guard end > start else { continue }
            let part = sorted[start..<end]
            parts.append((sorted[start].1...sorted[end - 1].1, part.map(\.0)))
            start = end
        }
        return parts
    }
}

/// Two models on the same problems.
public enum EvaluationComparison {
    /// A paired test over the problems that both have answers to; nil where there is none.
    public static func test(
        _ first: EvaluationSummary, _ second: EvaluationSummary, seed: UInt64 = 0
    ) -> (problems: Int, result: Resampling.PairedResult)? {
        let common = first.rates.keys.filter { second.rates[$0] != nil }.sorted()
        let pairs = common.compactMap { key in
            first.rates[key].flatMap { one in second.rates[key].map { (one, $0) } }
        }
        return Resampling.pairedTest(pairs.map(\.0), pairs.map(\.1), seed: seed).map { (pairs.count, $0) }
    }
}
