import Glibc

/// The Case-Synergy Solvability Scaling Reward: a right answer is worth more the fewer solve the problem, and more the
/// more of the cases are right that the model worked out on its way.
///
/// With s the solvability, N_tc of N_c cases right:
///
///     L(s) = ln((s + ε) / (1 + ε)) / ln(ε / (1 + ε))      1 at s = 0, 0 at s = 1
///     c    = N_tc / (N_c + κ)                             0 without a case
///     R    = (1 + α L(s)) (1 - β + β c)                   for a right answer
///     R    = γ c                                          for a wrong one
///
/// R lies between 0 and 1 + α, never falls with c, never rises with s, and a right answer is never worth less than a wrong
/// one with the same cases. The logarithm makes one step from 1 in 100 to 2 in 100 count as much as one from 1 in 10 to 2
/// in 10, which is what the difference in work is like; ε keeps it finite.
public struct Reward: Sendable, Hashable {
    /// What is known about one completion.
    public struct Evidence: Sendable, Hashable {
        /// The share of a reference model's samples that solve the problem, from 0 to 1.
        public var solvability: Double
        /// Whether the program is right; nil where that could not be found out, which is a fault of ours or the host's.
        public var isCorrect: Bool?
        /// How many cases the model wrote itself, and how many of them are right.
        public var cases: Int
        public var rightCases: Int

        /// Evidence. Counts are cut to at least 0, and right cases to the cases.
        public init(solvability: Double, isCorrect: Bool?, cases: Int = 0, rightCases: Int = 0) {
            self.solvability = min(max(solvability, 0), 1)
            self.isCorrect = isCorrect
            self.cases = max(0, cases)
            self.rightCases = min(max(0, rightCases), self.cases)
        }
    }

    /// The parameters.
    public let parameters: RewardParameters

    /// A reward with usable parameters.
    /// - Returns: nil where ``RewardParameters/fault`` is not nil.
    public init?(_ parameters: RewardParameters = RewardParameters()) {
        guard parameters.fault == nil else { return nil }
        self.parameters = parameters
    }

    /// The largest reward that there can be.
    public var highest: Double { 1 + parameters.solvabilityWeight }

    /// The reward; nil, and not 0, where it is not known whether the program is right.
    public func value(_ evidence: Evidence) -> Double? {
        guard let isCorrect = evidence.isCorrect else { return nil }
        let rate = caseRate(evidence)
        guard isCorrect else { return parameters.wrongAnswerCredit * rate }
        let scale = 1 + parameters.solvabilityWeight * hardness(evidence.solvability)
        return scale * (1 - parameters.caseWeight + parameters.caseWeight * rate)
    }

    /// L(s): how hard a problem is, from 0 where all solve it to 1 where none does.
    public func hardness(_ solvability: Double) -> Double {
        let floor = parameters.solvabilityFloor
        let share = min(max(solvability, 0), 1)
        let value = log((share + floor) / (1 + floor)) / log(floor / (1 + floor))
        return min(max(value, 0), 1)
    }

    /// c: the smoothed share of right cases.
    private func caseRate(_ evidence: Evidence) -> Double {
        let total = Double(evidence.cases) + parameters.caseSmoothing
        return total > 0 ? Double(evidence.rightCases) / total : 0
    }
}
