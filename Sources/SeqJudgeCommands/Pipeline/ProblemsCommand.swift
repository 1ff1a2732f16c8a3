import ArgumentParser
import ModelClient
import Problems
import Sandboxing
import Terms

/// `seqjudge problems`: sequences as programming problems.
struct ProblemsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "problems", abstract: "Make programming problems of sequences, and check them.",
        subcommands: [Pack.self, Validate.self])
}

extension ProblemsCommand {
    /// `seqjudge problems pack`.
    struct Pack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pack", abstract: "Make a problem of each sequence.",
            discussion: """
                A problem has a description, two examples from the smallest indices, hidden tests from those that follow, and \
                held-out terms after them; all indices are the sequence's own. Words come from templates, or from a language \
                model that never sees the hidden terms. The same seed gives the same problems.

                A model is asked once more where its words cannot be used; then the sequence is named and dropped, and so \
                is one that the model gave no answer for. With --answers a rerun asks only for what is not there yet.

                Exit status: 0 done, also where sequences were dropped; 64 usage; 65 bad input; 70 the model gave no \
                answer for a sequence, or the output or the answers could not be written; 77 the model's server refuses \
                the key; 130 interrupted. With 77 and 130 the output stays as it was.
                """)

        @Argument(
            help: ArgumentHelp(
                "Sequences, JSON Lines with \"id\", \"offset\", \"terms\" and \"description\" or \"name\"; - for standard input.",
                valueName: "file"))
        var inputs: [String]

        @Option(
            help: ArgumentHelp("The file for the problems. (default: standard output)", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp("What all choices depend on.", valueName: "number")) var seed: UInt64 = 0

        @Option(help: ArgumentHelp("Hidden tests of a problem: 5-8.", valueName: "range"))
        var hidden = CountRange(5...8)

        @Option(help: ArgumentHelp("Held-out terms of a problem, at most.", valueName: "number")) var tail =
            20

        @Option(help: ArgumentHelp("CPU time that a solution has for a term.", valueName: "time"))
        var cpuTime = TimeArgument(.seconds(2))

        @Option(help: ArgumentHelp("CPU time that it has for all terms together.", valueName: "time"))
        var checkCpuTime = TimeArgument(.seconds(10))

        @Option(help: ArgumentHelp("Memory that it has.", valueName: "size"))
        var memory = SizeArgument(.mib(256))

        @Option(help: ArgumentHelp("Where the sequences come from, if they do not say.", valueName: "text"))
        var source: String?

        @Option(help: ArgumentHelp("Their licence, if they do not say.", valueName: "text")) var licence:
            String?

        @OptionGroup(title: "Language model") var model: ModelArguments

        @Flag(help: "Tell nothing on standard error but errors and what a model left out.") var quiet = false

        mutating func validate() throws {
            if tail < 0 { throw ValidationError("--tail must not be negative.") }
            if checkCpuTime.duration < cpuTime.duration {
                throw ValidationError("--check-cpu-time is below --cpu-time.")
            }
            if memory.byteCount < .mib(16) { throw ValidationError("--memory must be at least 16MiB.") }
        }

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try await command.pack() }
        }
    }

    /// `seqjudge problems validate`.
    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate",
            abstract: "Find problems that are incomplete, give terms away, or cannot be understood.",
            discussion: """
                Without a model each problem is checked for what it must hold, for indices that follow each other, and for \
                words that give away terms or the sequence's id. With one, it also solves the two examples of those \
                without a fault from the words alone. Problems without a fault go to --output; those that the model gave \
                no usable answer about are told as unknown and do not.

                Exit status: 0 no faults; 1 faults; 64 usage; 65 bad input; 70 unknown problems, or the output or the \
                answers could not be written; 77 the model's server refuses the key; 130 interrupted. With 77 and 130 \
                the output stays as it was.
                """)

        @Argument(
            help: ArgumentHelp("Problems, as pack writes them; - for standard input.", valueName: "file"))
        var inputs: [String]

        @Option(
            help: ArgumentHelp(
                "The file for the problems without a fault. (default: none)", valueName: "file"))
        var output: String?

        @OptionGroup(title: "Language model") var model: ModelArguments

        @Flag(help: "Tell nothing on standard error but errors.") var quiet = false

        mutating func run() async throws {
            let command = self
            try await exiting { () async throws(CommandFailure) in try await command.check() }
        }
    }
}

/// A range of counts on the command line: `5-8`, or one number.
struct CountRange: ExpressibleByArgument, Sendable, Equatable {
    var range: ClosedRange<Int>

    init(_ range: ClosedRange<Int>) { self.range = range }

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first.flatMap({ $0 }), let last = parts.last.flatMap({ $0 }),
            parts.count <= 2,
            first >= 1, first <= last, last <= 1_000
        else { return nil }
        range = first...last
    }

    var defaultValueDescription: String { "\(range.lowerBound)-\(range.upperBound)" }
}
