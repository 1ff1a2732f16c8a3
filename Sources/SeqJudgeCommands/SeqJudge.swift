public import ArgumentParser
import Glibc

/// The command line of seqjudge.
public struct SeqJudge: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "seqjudge", abstract: "Judge untrusted programs that compute integer sequences.",
        discussion: "A manual page is in Documentation/seqjudge.1.",
        version: "0.1.0",
        subcommands: [
            CheckCommand.self, TestCommand.self, BatchCommand.self, DoctorCommand.self, ProfilesCommand.self,
            CacheCommand.self, SequencesCommand.self, CompareCommand.self, ConsensusCommand.self,
            ProblemsCommand.self,
            SampleCommand.self, ReflectCommand.self, ExportCommand.self, CandidatesCommand.self,
            SolvabilityCommand.self, RewardCommand.self, EvalCommand.self,
        ])

    public init() {}
}

extension SeqJudge {
    /// Runs the command line of this process and ends it, with the status of what came of it. As ArgumentParser does it,
    /// but that what it quotes of the command line is made fit for a terminal.
    public static func runAndExit() async -> Never {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Glibc.exit(0)
        } catch {
            let status = exitCode(for: error)
            let message = DisplayText.block(fullMessage(for: error))
            let stream: StandardStream = status.isSuccess ? .output : .error
            if !message.isEmpty { stream.write(message + "\n") }
            Glibc.exit(status.rawValue)
        }
    }
}
