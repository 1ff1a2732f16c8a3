/// The tables of a report, for a terminal or as Markdown.
struct Tables {
    let report: Report
    let isMarkdown: Bool

    /// The most candidates that are listed by id.
    private static let mostListed = 20

    var text: String {
        var parts = [heading]
        if !report.ratios.isEmpty { parts.append(ratios) }
        if !report.figures.isEmpty { parts += [figures, sittings] }
        parts += [listed("judged differently under load", report.flips)]
        parts += [listed("not the intended verdict (intended, given)", report.unintended)]
        if !report.skipped.isEmpty { parts.append(skipped) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        report.machine.entries
            .map { isMarkdown ? "- \($0.name): \($0.value)\n" : Self.padded($0.name, 9) + $0.value + "\n" }
            .joined()
    }

    private var ratios: String {
        var lines = [
            [
                "what / compared with", "jail", "ratio", "middle half", "goal", "bare ms", "jailed ms",
                "first ms",
            ]
        ]
        var previous: RowName?
        for figure in report.ratios {
            lines.append([
                figure.row == previous ? "" : title(figure.row), figure.jail,
                Figure.text(figure.ratio.median),
                Figure.text(figure.ratio.lower) + "–" + Figure.text(figure.ratio.upper),
                figure.goal ?? "", Figure.text(figure.bare.median), Figure.text(figure.jailed.median),
                figure.first.map(Figure.text) ?? "",
            ])
            previous = figure.row
        }
        return table(lines)
    }

    private var figures: String {
        let rows = report.figures.map { ["\($0.row.rawValue): \($0.name)", $0.text, $0.goal ?? ""] }
        return table([["batch of \(report.sittings.first?.count ?? 0)", "figure", "goal"]] + rows)
    }

    private var sittings: String {
        report.sittings.map { sitting in
            let verdicts = sitting.verdicts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            return
                "\(isMarkdown ? "- " : "")\(sitting.jobs) jobs on \(sitting.rung): \(verdicts); hash \(sitting.hash)\(repeated(sitting))\n"
        }.joined()
    }

    private func repeated(_ sitting: Report.Sitting) -> String {
        sitting.retried.isEmpty
            ? "" : "; repeated: " + sitting.retried.prefix(Self.mostListed).joined(separator: ", ")
    }

    private func listed(_ title: String, _ flips: [Flip]) -> String {
        guard !flips.isEmpty else { return "" }
        let some = flips.prefix(Self.mostListed).map { "\($0.id): \($0.first) \($0.second)" }
        let more = flips.count > some.count ? ", and \(flips.count - some.count) more" : ""
        return "\(title): \(some.joined(separator: ", "))\(more)\n"
    }

    private var skipped: String {
        var rows: [String: [String]] = [:]
        var reasons: [String] = []
        for item in report.skipped {
            let reason = (item.jail.map { "\($0.rawValue): " } ?? "") + item.reason
            if rows[reason] == nil { reasons.append(reason) }
            rows[reason, default: []].append(item.row.rawValue)
        }
        return reasons.map { reason in
            let names = rows[reason, default: []].joined(separator: ", ")
            return "\(isMarkdown ? "- " : "")not measured: \(names); \(reason)\n"
        }.joined()
    }

    /// Without the marks of Markdown on a terminal.
    private func title(_ row: RowName) -> String {
        isMarkdown ? row.title : row.title.split(separator: "`", omittingEmptySubsequences: false).joined()
    }

    private func table(_ lines: [[String]]) -> String {
        guard let head = lines.first else { return "" }
        if isMarkdown {
            let rule = "|" + head.map { _ in "---|" }.joined()
            let rows = lines.map { "| " + $0.joined(separator: " | ") + " |" }
            return ([rows[0], rule] + rows.dropFirst()).joined(separator: "\n") + "\n"
        }
        let widths = head.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).map { Self.padded($0, $1) }.joined(separator: "  ")
            return String(cells.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
