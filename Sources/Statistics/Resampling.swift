/// Intervals and tests by drawing again from what was seen.
public enum Resampling {
    /// A percentile bootstrap interval of a mean (B. Efron, Ann. Statist. 7, 1979).
    /// - Parameters:
    ///   - values: one for each independent unit (a sequence, not a sample of one).
    ///   - confidence: from 0 to 1, both excluded. Default 0.95.
    ///   - rounds: how often is drawn. Default 10,000.
    ///   - seed: the interval depends on nothing else.
    /// - Returns: the interval; nil without a value.
    public static func bootstrapInterval(
        ofMean values: [Double], confidence: Double = 0.95, rounds: Int = 10_000, seed: UInt64 = 0
    ) -> ClosedRange<Double>? {
        guard !values.isEmpty, rounds > 0 else { return nil }
        var random = SeededRandom(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(rounds)
        for _ in 0..<rounds {
            var sum = 0.0
            for _ in values { sum += values[random.index(below: values.count)] }
            means.append(sum / Double(values.count))
        }
        means.sort()
        let tail = (1 - confidence) / 2
        let low = means[min(rounds - 1, max(0, Int((tail * Double(rounds)).rounded(.down))))]
        let high = means[min(rounds - 1, max(0, Int(((1 - tail) * Double(rounds)).rounded(.up)) - 1))]
        return low...max(low, high)
    }

    /// What a paired comparison of two systems on the same units comes to.
    public struct PairedResult: Sendable, Hashable {
        /// The mean of first minus second.
        public var difference: Double
        /// A bootstrap interval of it, over units.
        public var interval: ClosedRange<Double>
        /// The chance of a mean difference at least as far from 0 if for each unit it were a toss-up which value is whose
        /// (a sign-flip permutation test, two-sided). Never 0: what was seen counts as one of the draws.
        public var pValue: Double
        /// Units where the first is better, and where the second is.
        public var better: Int
        public var worse: Int
    }

    /// Compares two systems, unit by unit.
    /// - Returns: nil when the lists are empty or differ in length.
    public static func pairedTest(
        _ first: [Double], _ second: [Double], confidence: Double = 0.95, rounds: Int = 10_000,
        seed: UInt64 = 0
    ) -> PairedResult? {
        guard first.count == second.count, !first.isEmpty else { return nil }
        let differences = zip(first, second).map { $0 - $1 }
        guard
            let interval = bootstrapInterval(
                ofMean: differences, confidence: confidence, rounds: rounds, seed: seed)
        else { return nil }
        let sum = differences.reduce(0, +)
        // Units without a difference stay as they are, whatever their sign.
        let moving = differences.filter { $0 != 0 }
        var random = SeededRandom(seed: seed ^ 0x5bd1_e995)
        var extreme = 1
        for _ in 0..<rounds {
            var flipped = 0.0
            for value in moving { flipped += random.next() & 1 == 0 ? value : -value }
            // Sums of the same numbers in another order may differ in the last digit.
            if abs(flipped) >= abs(sum) - 1e-12 * Double(differences.count) { extreme += 1 }
        }
        return PairedResult(
            difference: sum / Double(differences.count), interval: interval,
            pValue: Double(extreme) / Double(rounds + 1), better: differences.count { $0 > 0 },
            worse: differences.count { $0 < 0 })
    }
}
