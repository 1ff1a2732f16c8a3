import ArgumentParser

/// `seqjudge sequences`: collections of sequences.
struct SequencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sequences", abstract: "Make sequences, and part them for learning and testing.",
        subcommands: [SynthCommand.self, SplitCommand.self])
}
