public import ArgumentParser
public import Evaluation
import Statistics

/// `seqjudge solvability`: how many samples of a model solve each problem.
struct SolvabilityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solvability",
        abstract: "Tell how many samples solve each problem, and select problems by it.",
        discussion: """
            Reads verdicts of `batch` about requests of `candidates`. For each problem: samples, right ones, the rate with a Wilson interval, and the \
            unbiased pass@k. Samples that could not be judged (IE) count for nothing.

            Exit status: 0 done; 64 usage; 65 bad input; 70 the output could not be written.
            """)

    @Argument(help: ArgumentHelp("Verdicts; - for standard input.", valueName: "file")) var inputs: [String]

    @Option(
        help: ArgumentHelp(
            "The file for the rates, JSON Lines. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The k of pass@k; may be repeated.", valueName: "number")) var k: [Int] = [
        1, 5, 10,
    ]

    @Option(
        help: ArgumentHelp(
            "Which problems go to --selected: paper (0 < rate <= 0.46), learnable (0 < rate < 1) or all.",
            valueName: "preset"))
    var preset: Solvability.Preset = .learnable

    @Option(help: ArgumentHelp("Instead of a preset: the lowest rate.", valueName: "rate")) var lower: Double?
    @Option(help: ArgumentHelp("And the highest.", valueName: "rate")) var upper: Double?

    @Option(help: ArgumentHelp("Problems, from which --selected takes its lines.", valueName: "file"))
    var problems: String?

    @Option(
        help: ArgumentHelp(
            "The file for the selected problems, as they stand in --problems.", valueName: "file"))
    var selected: String?

    @Option(help: ArgumentHelp("The file for a histogram of the rates, as SVG.", valueName: "file")) var svg:
        String?

    @Flag(help: "Tell nothing on standard error but errors.") var quiet = false

    mutating func validate() throws {
        if k.contains(where: { $0 < 1 }) { throw ValidationError("--k must be at least 1.") }
        for rate in [lower, upper].compactMap({ $0 }) where !(0...1).contains(rate) {
            throw ValidationError("Rates are from 0 to 1.")
        }
        if let lower, let upper, lower > upper { throw ValidationError("--lower must not be above --upper.") }
        if (problems == nil) != (selected == nil) {
            throw ValidationError("--problems and --selected go together.")
        }
    }

    mutating func run() async throws {
        let command = self
        try await exiting { () async throws(CommandFailure) in try command.count() }
    }

    private func count() throws(CommandFailure) -> CommandStatus {
        let solvability = Solvability(try VerdictLine.attempts(in: inputs))
        let rates = try LineOutput(path: output)
        for item in solvability.items { try rates.put(SolvabilityLine(item, ks: k)) }
        try rates.finish()
        let range = range
        let chosen = solvability.selected(range)
        if let problems, let selected {
            try RecordSelection.copy(problems, to: selected, ids: Set(chosen.map(\.problem)))
        }
        let histogram = solvability.histogram()
        if let svg { try FileBytes.write(HistogramPicture.svg(histogram), path: svg) }
        if !quiet {
            StandardStream.error.write(HistogramPicture.text(histogram))
            let (all, some) = (
                DisplayText.count(solvability.items.count, "problem"), DisplayText.grouped(chosen.count)
            )
            StandardStream.error.write("  \(all), \(some) selected\n")
        }
        return .success
    }

    private var range: ClosedRange<Double> {
        guard lower != nil || upper != nil else { return preset.range }
        let low = lower ?? 0
        return low...max(low, upper ?? 1)
    }
}

extension Solvability.Preset: ExpressibleByArgument {}

/// The rate of a problem, as `reward` reads it again.
struct SolvabilityLine: Codable, Sendable {
    var problem: String
    var samples: Int
    var right: Int
    var unjudged: Int
    /// Null where no sample was judged.
    var rate: Double?
    /// The ends of the Wilson interval at 95 %.
    var low: Double
    var high: Double
    /// By k, as text; only where there are that many samples.
    var passAt: [String: Double]

    enum CodingKeys: String, CodingKey {
        case problem, samples, right, unjudged, rate, low, high
        case passAt = "pass_at"
    }

    init(_ item: Solvability.Item, ks: [Int]) {
        problem = item.problem
        (samples, right, unjudged) = (item.proportion.trials, item.proportion.successes, item.unjudged)
        rate = item.proportion.rate
        let interval = item.proportion.wilsonInterval()
        (low, high) = (interval.lowerBound, interval.upperBound)
        passAt = ks.reduce(into: [:]) { $0["\($1)"] = item.proportion.pass(at: $1) }
    }

    /// A rate that is not known is null, and not left out.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(problem, forKey: .problem)
        try container.encode(samples, forKey: .samples)
        try container.encode(right, forKey: .right)
        try container.encode(unjudged, forKey: .unjudged)
        try container.encode(rate, forKey: .rate)
        try container.encode(low, forKey: .low)
        try container.encode(high, forKey: .high)
        try container.encode(passAt, forKey: .passAt)
    }
}

/// Takes lines of a file by their ids, unchanged.
enum RecordSelection {
    static func copy(_ source: String, to target: String, ids: Set<String>) throws(CommandFailure) {
        let file = try LineOutput(path: target)
        try JSONLines.forEach(source) { (line) throws(CommandFailure) in
            let facts = try JSONLines.decode(ProblemFacts.self, line, source, "problem")
            if ids.contains(facts.id) { try file.write(line.bytes + [UInt8(ascii: "\n")]) }
        }
        try file.finish()
    }
}
