/// What answers cost: tokens of the model, and processor time of judging.
public struct EvaluationCost: Sendable, Hashable {
    /// Answers whose tokens are known, and how many of these are right.
    public private(set) var answers = 0
    public private(set) var right = 0
    /// Their tokens, read and written.
    public private(set) var tokens = Attempt.Tokens(prompt: 0, completion: 0)
    /// CPU time of judging, in seconds; nil where that of an answer is not known.
    public let judgingSeconds: Double?

    /// The cost of answers.
    public init(_ attempts: [Attempt]) {
        for attempt in attempts {
            guard let own = attempt.tokens else { continue }
            answers += 1
            right += attempt.isCorrect == true ? 1 : 0
            tokens.prompt += own.prompt
            tokens.completion += own.completion
        }
        let seconds = attempts.compactMap(\.judgingSeconds)
        judgingSeconds = seconds.count == attempts.count ? seconds.reduce(0, +) : nil
    }

    /// The price of the tokens, for prices of a million tokens read and written, in the unit of those.
    public func price(prompt: Double, completion: Double) -> Double {
        (Double(tokens.prompt) * prompt + Double(tokens.completion) * completion) / 1e6
    }
}
