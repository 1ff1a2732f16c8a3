public import Terms

/// What came of running a program on the tests of a problem.
public struct Judgement: Sendable, Hashable {
    /// A test that failed.
    public struct Failure: Sendable, Hashable {
        /// The index, which was the input.
        public var index: Int
        /// The true term.
        public var expected: Term
        /// What came in its place, in words.
        public var got: String

        /// A failure.
        public init(index: Int, expected: Term, got: String) {
            self.index = index
            self.expected = expected
            self.got = got
        }
    }

    /// The verdict's code; `IE`: it could not be judged, which is no fault of the program's.
    public var verdict: String
    /// Why, in one sentence.
    public var explanation: String
    /// The tests that failed, in order of index; a program that ends early has none for those after it.
    public var failures: [Failure]
    /// The indices whose terms were right.
    public var passed: [Int]
    /// What the diagnosis says, the likeliest first: a code, a sentence, and what to change (or nothing).
    public var findings: [Finding]

    /// A finding in words.
    public struct Finding: Sendable, Hashable {
        public var code: String
        public var sentence: String
        public var hint: String

        /// A finding.
        public init(code: String, sentence: String, hint: String) {
            self.code = code
            self.sentence = sentence
            self.hint = hint
        }
    }

    /// A judgement.
    public init(
        verdict: String, explanation: String, failures: [Failure] = [], passed: [Int] = [],
        findings: [Finding] = []
    ) {
        self.verdict = verdict
        self.explanation = explanation
        self.failures = failures
        self.passed = passed
        self.findings = findings
    }
}
