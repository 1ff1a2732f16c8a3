import Glibc

/// What the reward is made with. The paper (arXiv 2510.14620) names its parts, a logarithm of solvability and the success
/// rate of the model's own cases with a smoothing ε, and publishes neither form nor constants; these are ours.
public struct RewardParameters: Sendable, Hashable {
    /// How much more a right answer to a problem that nobody solves is worth than one to a problem that all solve: α, at
    /// least 0. Default 1: twice as much.
    public var solvabilityWeight = 1.0
    /// How much of a right answer's reward hangs on the model's own cases: β, from 0 to 1. Default 0.5.
    public var caseWeight = 0.5
    /// What right cases are worth beside a wrong answer: γ, from 0 to 1 - β, so that a wrong answer is never worth more
    /// than a right one. Default 0.1.
    public var wrongAnswerCredit = 0.1
    /// Where the logarithm is cut off: ε, above 0 and below 1. Default 0.01: below one solution in a hundred, problems are
    /// hardly told apart.
    public var solvabilityFloor = 0.01
    /// How many wrong cases are thought of besides the model's own, so that one right case counts less than many: κ, at
    /// least 0. Default 1.
    public var caseSmoothing = 1.0

    /// The defaults.
    public init() {}

    /// Why the parameters cannot be used, in one line; nil when they can.
    public var fault: String? {
        let all = [solvabilityWeight, caseWeight, wrongAnswerCredit, solvabilityFloor, caseSmoothing]
        if !all.allSatisfy(\.isFinite) { return "a parameter is not a number" }
        if solvabilityWeight < 0 { return "the solvability weight must not be below 0" }
        if !(0...1).contains(caseWeight) { return "the case weight must be from 0 to 1" }
        if !(0...1 - caseWeight).contains(wrongAnswerCredit) {
            return "the credit of a wrong answer must be from 0 to 1 - the case weight"
        }
        if solvabilityFloor <= 0 || solvabilityFloor >= 1 {
            return "the solvability floor must be above 0 and below 1"
        }
        if caseSmoothing < 0 { return "the case smoothing must not be below 0" }
        return nil
    }
}
