import ArgumentParser
import Judging
import Sandboxing
import Terms

/// `seqjudge consensus`: what accepted programs say beyond the known terms.
struct ConsensusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus",
        abstract: "Have many programs of one sequence vote on terms past the known ones.",
        discussion: """
            Each program is judged on the known terms. Those that are accepted are asked for the terms that follow, and put \
            into groups by their answers: who is alone is right by luck, or wrong later on. The largest group's terms are \
            proposed where more than half agree. They are derived and never the truth: programs with one origin are wrong \
            together. Programs with the same text count as one.

            Exit status: 0 all accepted programs agree; 1 some do not, or fewer than two were accepted; 64 usage; 65 bad \
            input; 69 a needed tool is missing; 70 internal error; 77 the protection asked for cannot be had.
            """)

    @Argument(
        help: ArgumentHelp(
            "Programs: .py and .c files, folders of them, or batch requests in a .jsonl file.",
            valueName: "path"))
    var solutions: [String]

    @OptionGroup(title: "Known terms") var truth: TruthOptions

    @Option(help: ArgumentHelp("How many indices past the known terms are asked for.", valueName: "number"))
    var beyond = 20

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Programs run at a time. (default: one a processor)", valueName: "number"))
    var jobs: Int?

    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Tools and protection") var judge: JudgeOptions

    @OptionGroup var sandbox: ProfileOption

    @Option(help: "The form of the report.") var format: PlainFormat = .text

    mutating func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
        guard (1...CompareCommand.mostIndices).contains(beyond) else {
            throw ValidationError("--beyond is from 1 to \(CompareCommand.mostIndices).")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try await command.vote() }
    }

    private func vote() async throws(CommandFailure) -> CommandStatus {
        let loaded = try truth.load()
        let choice = try sandbox.choice()
        let options = choice.options(limits.settings.over(loaded.limits))
        let all = try SolutionFiles.read(solutions, longest: options.limits.source.bytes)
        guard !all.isEmpty else { throw CommandFailure(.badInput, "there is no program in what was named") }
        let (distinct, copies) = ConsensusCommand.distinct(all)
        let jobs = self.jobs ?? HostRoom.processors
        let configuration = choice.configuration(judge, jobs: jobs)
        let poll = Poll(truth: loaded.truth, beyond: beyond, options: options)
        let ballots = try await Interruption.cancelling { () async throws(JudgeError) in
            let judge = try Judge(configuration: configuration)
            let ballots = try await poll.take(distinct, by: judge, jobs: jobs)
            await judge.close()
            return ballots
        }
        let report = ConsensusReport(
            ballots: ballots, copies: copies, indices: poll.indices, table: loaded.truth.table)
        try StandardStream.output.deliver(format == .text ? report.text : report.json.document)
        return report.status
    }

    /// Candidates with different texts, and for each other one the name of the first with its text.
    static func distinct(_ all: [Candidate]) -> (distinct: [Candidate], copies: [(name: String, of: String)])
    {
        var first: [[UInt8]: String] = [:]
        var distinct: [Candidate] = []
        var copies: [(name: String, of: String)] = []
        for candidate in all {
            // White space at the ends of lines and of the text tells nothing.
            let lines = candidate.source.split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let key = Array(
                lines.map { line in line.reversed().drop { [9, 13, 32].contains($0) }.reversed() }
                    .filter { !$0.isEmpty }.joined(separator: [10]))
            if let name = first[key] {
                copies.append((candidate.name, name))
            } else {
                first[key] = candidate.name
                distinct.append(candidate)
            }
        }
        return (distinct, copies)
    }
}
