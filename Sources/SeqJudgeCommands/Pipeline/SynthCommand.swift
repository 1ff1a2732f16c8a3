import ArgumentParser
import Synthesis

/// `seqjudge sequences synth`: makes sequences with their programs.
struct SynthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synth",
        abstract: "Make sequences from a grammar, with programs, descriptions and difficulties.",
        discussion: """
            Each line of the output is a sequence in JSON: its terms, a Python program that computes them, a \
            description, how hard it is, and its family. What is made follows from the seed and the other options \
            alone. Documentation/synthesis.md has the grammar and the members.

            Exit status: 0; 1 fewer sequences than asked for were found, and those were written; 64 usage; 65 the output \
            cannot be opened; 70 it cannot be written.
            """)

    @Option(help: ArgumentHelp("What all choices follow from.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(name: [.short, .long], help: ArgumentHelp("How many sequences.", valueName: "number"))
    var count = 1_000

    @Option(
        help: ArgumentHelp(
            "Only these sorts, with commas between them: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")). "
                + "(default: all)", valueName: "list"))
    var kinds: KindList?

    @Option(help: ArgumentHelp("Only sequences at least so hard.", valueName: "number"))
    var minDifficulty: DifficultyArgument?

    @Option(help: ArgumentHelp("Only sequences at most so hard.", valueName: "number"))
    var maxDifficulty: DifficultyArgument?

    @Option(help: ArgumentHelp("Terms for problems, shown and hidden.", valueName: "number"))
    var terms = 40

    @Option(
        help: ArgumentHelp(
            "Further terms, to find out programs that hold only for a while.", valueName: "number"))
    var tail = 20

    @Option(help: ArgumentHelp("The most decimal digits of a term.", valueName: "number"))
    var maxDigits = 1_000

    @Option(help: ArgumentHelp("The file for the sequences. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Also write the summary to this file, as JSON.", valueName: "file"))
    var summary: String?

    @Flag(help: "Tell nothing on standard error but errors.")
    var quiet = false

    mutating func validate() throws {
        guard (1...10_000_000).contains(count) else {
            throw ValidationError("--count must be 1 to 10,000,000.")
        }
        guard (12...400).contains(terms) else { throw ValidationError("--terms must be 12 to 400.") }
        guard (0...400).contains(tail) else { throw ValidationError("--tail must be 0 to 400.") }
        guard (3...10_000).contains(maxDigits) else {
            throw ValidationError("--max-digits must be 3 to 10,000.")
        }
        if let least = minDifficulty, let most = maxDifficulty, most.value < least.value {
            throw ValidationError("--max-difficulty is below --min-difficulty.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.make() }
    }

    var plan: SynthesisPlan {
        var plan = SynthesisPlan()
        plan.seed = seed
        plan.count = count
        if let kinds { plan.kinds = kinds.kinds }
        plan.minimumDifficulty = minDifficulty?.value
        plan.maximumDifficulty = maxDifficulty?.value
        plan.known = terms
        plan.tail = tail
        plan.mostDigits = maxDigits
        return plan
    }

    private func make() throws(CommandFailure) -> CommandStatus {
        let lines = try LineOutput(path: output)
        var synthesizer = Synthesizer(plan: plan)
        var tally = SynthSummary(plan: plan)
        let start = ContinuousClock.now
        let progress = WorkProgress(total: count, .standard(isQuiet: quiet))
        defer { progress.end() }
        while let sequence = synthesizer.next() {
            tally.note(sequence)
            try lines.write(SyntheticRecord.line(sequence))
            progress.counter.advance()
        }
        progress.end()
        try lines.finish()
        tally.drafts = synthesizer.drafts
        tally.drops = synthesizer.drops
        tally.wall = start.duration(to: .now)
        if !quiet { StandardStream.error.write(tally.text) }
        if let summary { try FileBytes.write(tally.json.document, path: summary) }
        guard synthesizer.made < count else { return .success }
        throw CommandFailure(
            .notAccepted,
            "\(DisplayText.count(synthesizer.made, "sequence")) made of \(count): no more were found",
            hint: "ask for fewer, for more --kinds, or for a wider range of difficulty")
    }
}

/// Sorts of sequences with commas between them.
struct KindList: ExpressibleByArgument, Sendable, Equatable {
    var kinds: [Kind]

    init?(argument: String) {
        kinds = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let kind = Kind(rawValue: String(word)), !kinds.contains(kind) else { return nil }
            kinds.append(kind)
        }
    }
}

/// A difficulty such as 4.5.
struct DifficultyArgument: ExpressibleByArgument, Sendable, Equatable {
    var value: Difficulty

    init?(argument: String) {
        guard let value = Difficulty(argument) else { return nil }
        self.value = value
    }
}
