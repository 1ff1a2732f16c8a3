public import ArgumentParser

/// The command line of seqjudge.
public struct SeqJudge: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "seqjudge", abstract: "Judge untrusted programs that compute integer sequences.")

    public init() {}
}
