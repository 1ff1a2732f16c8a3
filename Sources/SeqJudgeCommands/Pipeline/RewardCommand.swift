import ArgumentParser
import Rewards

/// `seqjudge reward`: what completions are worth to a trainer.
struct RewardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reward",
        abstract: "Reward completions by verdict, solvability and the model's own cases.",
        subcommands: [Give.self, Sweep.self], defaultSubcommand: Give.self)

    /// What both subcommands read.
    struct Inputs: ParsableArguments {
        @Argument(
            help: ArgumentHelp(
                "Verdicts of `batch` about requests of `candidates`; - for standard input.", valueName: "file"
            ))
        var verdicts: [String]

        @Option(help: ArgumentHelp("Rates of problems, as `solvability` writes them.", valueName: "file"))
        var solvability: String?

        @Option(
            help: ArgumentHelp("The solvability of problems without a rate, from 0 to 1.", valueName: "rate"))
        var unknownSolvability = 1.0

        @Flag(
            help:
                "An answer is right only if its held-out terms are right, too: a program that only fits the tests is wrong."
        )
        var heldOut = false

        mutating func validate() throws {
            if !(0...1).contains(unknownSolvability) {
                throw ValidationError("--unknown-solvability is from 0 to 1.")
            }
        }

        /// Each verdict with what its reward is made of, in order.
        func evidence() throws(CommandFailure) -> [(line: VerdictLine, evidence: Reward.Evidence)] {
            var rates: [String: Double] = [:]
            if let solvability {
                try JSONLines.forEach(SolvabilityLine.self, in: solvability, "rate") {
                    (line) throws(CommandFailure) in
                    if let rate = line.rate { rates[line.problem] = rate }
                }
            }
            var all: [(line: VerdictLine, meta: CandidateMeta)] = []
            var tails: [VerdictLine.Answer: String] = [:]
            for path in verdicts {
                try VerdictLine.forEach(in: path) { (line, meta) throws(CommandFailure) in
                    if meta.part != "tail" {
                        all.append((line, meta))
                    } else if heldOut {
                        tails[VerdictLine.Answer(meta)] = line.verdict
                    }
                }
            }
            return all.sorted { $0.line.line < $1.line.line }.map { line, meta in
                let evidence = Reward.Evidence(
                    solvability: rates[meta.problem] ?? unknownSolvability,
                    isCorrect: Self.isRight(line.verdict, tails[VerdictLine.Answer(meta)]),
                    cases: meta.ownCases?.count ?? 0, rightCases: meta.ownCases?.right ?? 0)
                return (line, evidence)
            }
        }

        /// Whether both verdicts are right; nil where that could not be found out. What one of them rejects is wrong, whatever
        /// the other one is.
        private static func isRight(_ tests: String, _ tail: String?) -> Bool? {
            let verdicts = [tests, tail].compactMap { $0 }
            if verdicts.contains(where: { $0 != "AC" && $0 != "IE" }) { return false }
            return verdicts.contains("IE") ? nil : true
        }
    }

    /// `seqjudge reward give`, which is what `reward` alone means.
    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "give", abstract: "Give each verdict its reward.",
            discussion: """
                R = (1 + alpha L(s)) (1 - beta + beta c) for a right answer and gamma c for a wrong one, where \
                L(s) = ln((s + epsilon) / (1 + epsilon)) / ln(epsilon / (1 + epsilon)) for the solvability s, and \
                c = right cases / (cases + kappa). What could not be judged has the reward null, and not 0.

                Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
                """)

        @OptionGroup var inputs: Inputs
        @OptionGroup(title: "Reward") var reward: RewardArguments

        @Option(help: ArgumentHelp("The file for the rewards. (default: standard output)", valueName: "file"))
        var output: String?

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in
                guard let reward = Reward(command.reward.parameters) else { return .usage }
                let output = try LineOutput(path: command.output)
                for (line, evidence) in try command.inputs.evidence() {
                    try output.put(RewardLine(line, evidence, reward.value(evidence)))
                }
                try output.finish()
                return .success
            }
        }
    }

    /// `seqjudge reward sweep`.
    struct Sweep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sweep", abstract: "Show how rewards and their order move with each parameter.",
            discussion: """
                Each parameter goes through its range while the others stay. For each value: the mean reward of right and of wrong \
                answers, and Kendall's tau between the order of the rewards and that under the given parameters (1: the same order).

                Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
                """)

        @OptionGroup var inputs: Inputs
        @OptionGroup(title: "Reward") var reward: RewardArguments
        @OptionGroup var page: PageOption

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in
                let evidence = try command.inputs.evidence().map(\.evidence)
                let sweep = RewardSweep(evidence, around: command.reward.parameters)
                try command.page.write(sweep.page)
                try StandardStream.output.deliver(sweep.text)
                return .success
            }
        }
    }
}

/// A reward as a trainer reads it.
struct RewardLine: Encodable, Sendable {
    var line: Int
    var problem: String
    var sample: Int
    var verdict: String
    var reward: Double?
    var solvability: Double
    var cases: Int
    var rightCases: Int

    enum CodingKeys: String, CodingKey {
        case line, problem, sample, verdict, reward, solvability, cases
        case rightCases = "right_cases"
    }

    init(_ line: VerdictLine, _ evidence: Reward.Evidence, _ reward: Double?) {
        self.line = line.line
        problem = line.meta?.problem ?? ""
        sample = line.meta?.sample ?? 0
        verdict = line.verdict
        self.reward = reward
        solvability = evidence.solvability
        (cases, rightCases) = (evidence.cases, evidence.rightCases)
    }

    /// A reward that is not known is null, and not left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(line, forKey: .line)
        try container.encode(problem, forKey: .problem)
        try container.encode(sample, forKey: .sample)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(reward, forKey: .reward)
        try container.encode(solvability, forKey: .solvability)
        try container.encode(cases, forKey: .cases)
        try container.encode(rightCases, forKey: .rightCases)
    }
}
