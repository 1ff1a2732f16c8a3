import ArgumentParser
import Glibc
import Sandboxing

/// Measures the rows and prints the table.
@main
struct BenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Measure what judging costs, as ratios to bare commands.",
        discussion: """
            Each row but those of the batch is the ratio of a piece of work in the jail to the same work done bare, \
            measured in turns; the ratio is the median of the ratios within the rounds. A row whose tool is missing \
            is left out with the reason. The goals beside the figures are for information: the exit status is 0 \
            whatever the figures are, and 130 when it was interrupted.
            """, subcommands: [JudgeBatchCommand.self])

    @Option(
        parsing: .upToNextOption,
        help:
            "The rows to measure: \(RowName.allCases.map(\.rawValue).joined(separator: ", ")). (default: all)"
    )
    var only: [RowName] = []

    @Option(
        parsing: .upToNextOption,
        help: "The jails: full, userns, lockdown, bubblewrap. The batch takes the best. (default: all)")
    var jails: [JailName] = []

    @Option(
        help: "Rounds of a single run; of a check a quarter, of a program with sympy a twentieth, at least 5."
    )
    var rounds = 200

    @Option(help: "How many candidates the batch has.")
    var batch = 10_000

    @Option(help: "What the batch's candidates are drawn from.")
    var seed: UInt64 = 1

    @Option(help: "The form of the table.")
    var format: Format = .text

    @Option(
        help: ArgumentHelp(
            "Write the batch's candidates as JSON Lines and measure nothing.", valueName: "file"))
    var writeBatch: String?

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

    mutating func validate() throws {
        guard rounds > 0, batch > 0 else { throw ValidationError("--rounds and --batch are at least 1.") }
    }

    func run() async throws {
        if let writeBatch {
            return try BatchFile.write(Mixture(seed: seed), count: batch, to: writeBatch)
        }
        do {
            try await Interruption.cancelling { [self] in
                // Not left to the last reference, which an error may hold on to.
                let scratch = try Scratch()
                defer { scratch.remove() }
                try await measure(scratch)
            }
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }

    private func measure(_ scratch: Scratch) async throws {
        let tools = Tools()
        var report = Report(machine: Machine(tools, rounds: rounds, seed: seed))
        let rows = only.isEmpty ? RowName.allCases : only
        let bench = Bench(
            tools: tools, scratch: scratch, jails: jails.isEmpty ? JailName.allCases : jails, rounds: rounds)
        for row in rows where row != .batch && row != .load {
            tell(row.rawValue)
            do {
                report.add(try await measure(row, bench))
            } catch let error as Missing {
                report.skipped.append(Skipped(row: row, jail: nil, reason: error.description))
            }
        }
        try await measureBatch(rows, bench, &report)
        switch format {
        case .json: print(try report.json, terminator: "")
        case .text, .markdown:
            print(Tables(report: report, isMarkdown: format == .markdown).text, terminator: "")
        }
    }

    private func measure(_ row: RowName, _ bench: Bench) async throws -> RowOutcome {
        switch row {
        case .cRun: try await bench.cRun()
        case .pythonRun: try await bench.pythonRun()
        case .checkPython: try await bench.checkPython()
        case .checkC: try await bench.checkC(remembering: false)
        case .checkCachedC: try await bench.checkC(remembering: true)
        case .functionPython: try await bench.functionPython()
        case .functionC: try await bench.functionC()
        case .sympy: try await bench.sympy()
        case .batch, .load: RowOutcome(figures: [], skipped: [])
        }
    }

    private func measureBatch(_ rows: [RowName], _ bench: Bench, _ report: inout Report) async throws {
        let (wantsBatch, wantsLoad) = (rows.contains(.batch), rows.contains(.load))
        guard wantsBatch || wantsLoad else { return }
        do {
            _ = try (bench.tools.python.get(), bench.tools.compiler.get())
        } catch {
            let left = rows.filter { $0 == .batch || $0 == .load }
            report.skipped += left.map { Skipped(row: $0, jail: nil, reason: error.description) }
            return
        }
        tell("batch of \(batch)")
        let rung = jails.lazy.compactMap(Bench.rung).first { (try? Jail(exactly: $0)) != nil }
        let batches = BatchRows(scratch: bench.scratch, rung: rung, seed: seed, count: batch)
        let sittings = try await batches.sit(batch: wantsBatch, load: wantsLoad)
        report.sittings = sittings.map(Report.Sitting.init)
        let mixture = Mixture(seed: seed)
        report.unintended = (sittings.first?.verdicts ?? []).enumerated().compactMap { number, verdict in
            let intended = mixture[number].fate.rawValue
            return verdict == intended ? nil : Flip(id: "\(number)", first: intended, second: verdict)
        }
        if wantsBatch, let one = sittings.first(where: { $0.jobs == 1 }),
            let two = sittings.first(where: { $0.jobs == 2 })
        {
            report.figures += Figure.batch(one, two, unintended: report.unintended.count)
        }
        if wantsLoad, let calm = sittings.first(where: { $0.jobs == BatchRows.processors }),
            let loaded = sittings.last
        {
            report.flips = BatchRows.flips(calm, loaded)
            report.figures += Figure.load(calm, loaded, flips: report.flips.count)
        }
    }

    /// What is going on, for whoever waits.
    private func tell(_ text: String) {
        let line = "measuring \(text)\n"
        _ = line.withCString { write(STDERR_FILENO, $0, line.utf8.count) }
    }
}
