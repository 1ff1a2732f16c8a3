import FoundationEssentials

/// All that was measured.
struct Report: Codable {
    var machine: Machine
    var ratios: [RatioFigure] = []
    var figures: [Figure] = []
    var sittings: [Sitting] = []
    /// Candidates judged differently under load.
    var flips: [Flip] = []
    /// Candidates whose verdict is not the intended one: the intended and the given.
    var unintended: [Flip] = []
    var skipped: [Skipped] = []

    /// A batch in short.
    struct Sitting: Codable {
        var count: Int
        var jobs: Int
        var rung: String
        var verdicts: [String: Int]
        var hash: String
        /// The ids of candidates whose check was repeated for a reason of the host.
        var retried: [String]

        init(_ figures: BatchFigures) {
            (count, jobs, rung, hash) = (figures.count, figures.jobs, figures.rung, figures.hash)
            retried = figures.retried
            verdicts = Dictionary(uniqueKeysWithValues: figures.counts.map { ($0.verdict, $0.count) })
        }
    }

    init(machine: Machine) { self.machine = machine }

    mutating func add(_ outcome: RowOutcome) {
        ratios += outcome.figures
        skipped += outcome.skipped
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
