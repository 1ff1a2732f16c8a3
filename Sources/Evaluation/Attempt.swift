/// One judged answer to a problem.
public struct Attempt: Sendable, Hashable {
    /// How many terms of a part of a problem were right.
    public struct Part: Sendable, Hashable {
        /// Terms that were right.
        public var passed: Int
        /// Terms there are.
        public var required: Int

        /// A part.
        public init(passed: Int, required: Int) {
            self.passed = passed
            self.required = required
        }

        /// Whether all are right; true where there is none.
        public var isWhole: Bool { passed >= required }
    }

    /// What an answer takes of a model.
    public struct Tokens: Sendable, Hashable {
        /// Tokens that the model read, and that it wrote.
        public var prompt: Int
        public var completion: Int

        /// Counts of tokens.
        public init(prompt: Int, completion: Int) {
            self.prompt = prompt
            self.completion = completion
        }
    }

    /// The problem's id.
    public var problem: String
    /// The verdict's code: `AC`, `WA` and so on. `IE` is a fault of ours or the host's, and no failure.
    public var verdict: String
    /// The terms that the statement shows, those that decide besides, and those that are held out; nil: not known.
    public var visible: Part?
    public var hidden: Part?
    public var tail: Part?
    /// The code of the first finding of the diagnosis; nil where there is none.
    public var finding: String?
    /// How hard the problem is, and its family; nil: not known.
    public var difficulty: Double?
    public var family: String?

    /// Tokens that the model read and wrote for it; nil: not known.
    public var tokens: Tokens?
    /// CPU time of judging it, in seconds; nil: not known.
    public var judgingSeconds: Double?

    /// An attempt of which only the verdict is known.
    public init(problem: String, verdict: String) {
        self.problem = problem
        self.verdict = verdict
    }

    /// Whether it is right; nil where that could not be found out.
    public var isCorrect: Bool? { verdict == "IE" ? nil : verdict == "AC" }
}
