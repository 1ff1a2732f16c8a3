import ArgumentParser
import FoundationEssentials
import Judging
import Sandboxing

/// Judges a batch in this process and writes its figures to a file: what the measuring one starts.
struct JudgeBatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge-batch", abstract: "Judge a batch and write its figures.", shouldDisplay: false)

    @Argument var count: Int
    @Argument var jobs: Int
    @Argument var seed: UInt64
    @Argument var result: String
    @Option var rung: String?
    @Option var account: String?

    func run() async throws {
        do {
            try await Interruption.cancelling { [self] in try await judge() }
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }

    private func judge() async throws {
        let account = account.map(CPUAccount.init(folder:))
        try account?.join()
        var configuration = JudgeConfiguration()
        configuration.jobs = jobs
        configuration.exactRung = rung.flatMap(Rung.init)
        let judge = try Judge(configuration: configuration)
        let figures = try await BatchSitting(
            Mixture(seed: seed), count: count, judge: judge, account: account
        ).run()
        try JSONEncoder().encode(figures).write(to: URL(filePath: result))
    }
}
