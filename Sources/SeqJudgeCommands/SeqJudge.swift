public import ArgumentParser

/// The command line of seqjudge.
public struct SeqJudge: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "seqjudge", abstract: "Judge untrusted programs that compute integer sequences.",
        discussion: "A manual page is in Documentation/seqjudge.1.",
        version: "0.1.0",
        subcommands: [
            CheckCommand.self, TestCommand.self, BatchCommand.self, DoctorCommand.self, ProfilesCommand.self,
            CacheCommand.self,
        ])

    public init() {}
}
