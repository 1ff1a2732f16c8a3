import Glibc

/// A ratio of a jailed piece of work to a bare one.
struct RatioFigure: Codable {
    var row: RowName
    var jail: String
    /// Milliseconds.
    var bare: Spread
    /// Milliseconds.
    var jailed: Spread
    var ratio: Spread
    var goal: String?
    /// Milliseconds of the first time, with all that is set up only once.
    var first: Double?

    init(row: RowName, _ result: Contest.Result) {
        self.row = row
        jail = result.contestant.jail
        (bare, jailed, ratio) = (result.bare, result.jailed, result.ratio)
        goal = result.contestant.goal
        first = result.contestant.first.map { $0 / .milliseconds(1) }
    }
}

/// A figure of the batch.
struct Figure: Codable {
    var row: RowName
    var name: String
    var value: Double
    var unit: String
    var goal: String?

    /// The value with its unit: `0.31 ms`.
    var text: String { Self.text(value) + (unit.isEmpty ? "" : " \(unit)") }

    /// Three digits or a little more: `0.31`, `12.4`, `1532`.
    static func text(_ value: Double) -> String {
        let places = value == value.rounded() || abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        let scale = places == 0 ? 1 : places == 1 ? 10 : 100
        let units = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && units > 0 ? "-" : ""
        guard places > 0 else { return sign + String(units) }
        let fraction = String(units % scale)
        return "\(sign)\(units / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}

/// A row, or a jail of a row, that was not measured.
struct Skipped: Codable {
    var row: RowName
    var jail: JailName?
    var reason: String
}

extension Figure {
    /// The figures of a batch at one job and at two.
    static func batch(_ one: BatchFigures, _ two: BatchFigures, unintended: Int) -> [Figure] {
        let figure = { Figure(row: .batch, name: $0, value: $1, unit: $2, goal: $3) }
        return [
            figure("checks a second, 1 job", one.rate, "", nil),
            figure("checks a second, 2 jobs", two.rate, "", nil),
            figure("throughput of 2 jobs / 1 job", two.rate / one.rate, "", "≥ 1.8"),
            figure("CPU a check, the judging process", one.ownCPU, "ms", nil),
            figure("CPU a check, wardens and templates", one.jailCPU ?? .nan, "ms", nil),
            figure(
                "CPU a check, both: all but candidates and compilers",
                one.jailCPU.map { one.ownCPU + $0 } ?? .nan, "ms",
                "≤ 0.3 ms"),
            figure("CPU a check, candidates and compilers", one.candidateCPU, "ms", nil),
            figure("host memory after \(min(1000, two.count)) checks, 2 jobs", two.earlyMemory, "MiB", nil),
            figure("host memory, most after that, 2 jobs", two.mostMemory, "MiB", "flat, ≤ 60 MiB"),
            figure("host memory, high-water mark, 2 jobs", two.peakMemory, "MiB", nil),
            figure("verdicts other than intended", Double(unintended), "", "0"),
            figure("checks repeated for reasons of the host", Double(one.retries + two.retries), "", nil),
        ].filter { !$0.value.isNaN }
    }

    /// The figures of a batch under load.
    static func load(_ calm: BatchFigures, _ loaded: BatchFigures, flips: Int) -> [Figure] {
        let figure = { Figure(row: .load, name: $0, value: $1, unit: $2, goal: $3) }
        return [
            figure("checks a second, \(calm.jobs) jobs", calm.rate, "", nil),
            figure("checks a second, \(loaded.jobs) jobs", loaded.rate, "", nil),
            figure("verdicts that differ between the two", Double(flips), "", "0"),
            figure("host memory, high-water mark, \(loaded.jobs) jobs", loaded.peakMemory, "MiB", nil),
            figure(
                "checks repeated for reasons of the host, \(loaded.jobs) jobs", Double(loaded.retries), "",
                nil),
        ]
    }
}
