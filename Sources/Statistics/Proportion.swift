import Glibc

/// How many of a number of trials succeeded.
public struct Proportion: Sendable, Hashable {
    /// Successes, from 0 to `trials`.
    public let successes: Int
    /// Trials, at least 0.
    public let trials: Int

    /// A proportion. Successes are cut to what the trials allow.
    public init(successes: Int, trials: Int) {
        self.trials = max(0, trials)
        self.successes = min(max(0, successes), self.trials)
    }

    /// Successes in a trial, from 0 to 1; nil without a trial.
    public var rate: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

    /// Wilson's score interval (E. B. Wilson, J. Amer. Statist. Assoc. 22, 1927), which unlike rate ± error stays within
    /// 0 and 1 and means something at rates of 0 and 1.
    /// - Parameter confidence: from 0 to 1, both excluded. Default 0.95.
    /// - Returns: the interval; 0 to 1 without a trial.
    public func wilsonInterval(confidence: Double = 0.95) -> ClosedRange<Double> {
        guard trials > 0 else { return 0...1 }
        let z = Normal.quantile(0.5 + confidence / 2)
        let n = Double(trials)
        let rate = Double(successes) / n
        let centre = (rate + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
        // At the ends the formula gives them exactly but for rounding.
        let low = successes == 0 ? 0 : max(0, centre - half)
        let high = successes == trials ? 1 : min(1, centre + half)
        return low...max(low, high)
    }

    /// The unbiased estimate of pass@k (M. Chen et al., arXiv:2107.03374): the chance that of k trials, drawn without
    /// putting back, at least one succeeded.
    /// - Returns: from 0 to 1; nil where there are fewer than k trials or k is below 1.
    public func pass(at k: Int) -> Double? {
        guard k >= 1, k <= trials else { return nil }
        let failures = trials - successes
        guard failures >= k else { return 1 }
        // The product of (failures - i) / (trials - i): no factorial, which would overflow.
        return 1 - (0..<k).reduce(1.0) { $0 * Double(failures - $1) / Double(trials - $1) }
    }
}

/// The normal distribution.
enum Normal {
    /// The value below which a share of it lies.
    /// Found by bisection, since it is monotone: exact to the last digits, and fast enough.
    /// - Parameter share: from 0 to 1, both excluded; cut to 1e-15 from them.
    static func quantile(_ share: Double) -> Double {
        let share = min(max(share, 1e-15), 1 - 1e-15)
        var (low, high) = (-9.0, 9.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if below(middle) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The share below a value.
    static func below(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }
}
