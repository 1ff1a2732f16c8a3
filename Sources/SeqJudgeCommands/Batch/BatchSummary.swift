import Judging
import Sandboxing

/// What came of a batch: for people at its end, and as JSON after `Documentation/schemas/batch-summary.schema.json`.
struct BatchSummary: Sendable {
    var moment: BatchMoment
    /// Whether it was stopped by a signal.
    var isInterrupted = false
    /// Why it ended early, where that was no signal.
    var failure: String?

    private var tally: BatchTally { moment.tally }

    /// A table of the verdicts, and the sums.
    var text: String {
        var rows: [[String]] = []
        for verdict in Verdict.allCases {
            guard let count = tally.verdicts[verdict] else { continue }
            rows.append([
                verdict.rawValue, verdict.name, DisplayText.grouped(count),
                BatchMoment.tenths(Double(count) * 100 / Double(max(1, tally.records))) + "%",
            ])
        }
        rows.append(["", "in all", DisplayText.grouped(tally.records), ""])
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                return column < 2 ? cell + gap : gap + cell
            }
            return "  " + cells.joined(separator: "  ").trimmingEnd()
        }
        lines.append("  " + sums.joined(separator: ", "))
        return lines.joined(separator: "\n") + "\n"
    }

    private var sums: [String] {
        var sums = [
            "\(BatchMoment.tenths(moment.rate)) checks a second",
            "candidates' CPU \(DisplayText.time(tally.cpu))", "wall \(DisplayText.time(moment.elapsed))",
        ]
        if moment.earlier > 0 { sums.append("\(DisplayText.grouped(moment.earlier)) done before") }
        if tally.retries > 0 { sums.append(DisplayText.count(tally.retries, "retry", "retries")) }
        for level in Suspicion.Level.allCases where level > .absent {
            if let count = tally.suspicions[level] {
                sums.append("suspicion \(level.rawValue) \(DisplayText.grouped(count))")
            }
        }
        for kind in VerdictRecord.ErrorKind.allCases {
            if let count = tally.errors[kind] {
                sums.append("IE \(kind.rawValue) \(DisplayText.grouped(count))")
            }
        }
        if let rung = tally.enforcement?.rung { sums.append("rung \(rung.rawValue)") }
        return sums
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "records": .integer(tally.records), "done_before": .integer(moment.earlier),
            "verdicts": .object(
                Verdict.allCases.map { .init(name: $0.rawValue, value: .integer(tally.verdicts[$0] ?? 0)) }),
            "errors": .object(
                VerdictRecord.ErrorKind.allCases.map {
                    .init(name: $0.rawValue, value: .integer(tally.errors[$0] ?? 0))
                }),
            "suspicion": .object(
                Suspicion.Level.allCases.map {
                    .init(name: $0.rawValue, value: .integer(tally.suspicions[$0] ?? 0))
                }),
            "cpu_s": .seconds(tally.cpu), "wall_s": .seconds(moment.elapsed),
            "checks_per_second": .number(DisplayText.seconds(.seconds(moment.rate))),
            "retries": .integer(tally.retries),
            "rung": .optional(tally.enforcement?.rung) { .string($0.rawValue) },
            "lacking": .array((tally.enforcement?.lacking ?? []).map { .string($0) }),
            "interrupted": .bool(isInterrupted),
            "failure": .optional(failure) { .string($0) },
        ])
    }
}

extension String {
    /// The text without blanks at its end.
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
