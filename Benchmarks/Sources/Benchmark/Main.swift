import ArgumentParser

/// What judging costs, as ratios to bare commands.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Measure what judging costs, as ratios to bare commands.",
        subcommands: [MeasureCommand.self, JudgeBatchCommand.self], defaultSubcommand: MeasureCommand.self)
}
