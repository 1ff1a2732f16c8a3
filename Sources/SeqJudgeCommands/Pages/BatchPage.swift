import Judging
import Sandboxing

/// The report of a batch as a page.
struct BatchPage: Sendable {
    var summary: BatchSummary
    var records: BatchRecords
    /// The file of the records.
    var source: String

    var page: Page {
        let total = DisplayText.count(records.count, "candidate")
        let accepted = DisplayText.grouped(records.verdicts[.accepted] ?? 0)
        return Page(
            title: "\(accepted) of \(total) accepted",
            body: """
                <h1>\(accepted) of \(total) accepted</h1>
                \(Page.facts(facts))\
                \(Page.section("Verdicts", Bars(bars: verdicts).html))\
                \(Page.section("What is wrong", Bars(bars: findings).html))\
                \(Page.section("Suspicion", Bars(bars: suspicions).html))\
                \(Page.section("Candidates", candidates))
                """)
    }

    private var facts: [(label: String, text: String)] {
        let tally = summary.moment.tally
        return [
            ("records", source),
            ("speed", "\(BatchMoment.tenths(summary.moment.rate)) checks a second"),
            ("time", DisplayText.time(summary.moment.elapsed)),
            ("candidates' CPU", DisplayText.time(tally.cpu)),
            ("rung", tally.enforcement?.rung?.rawValue ?? ""),
            ("ended", summary.isInterrupted ? "early, by a signal" : summary.failure ?? ""),
        ]
    }

    private var verdicts: [Bars.Bar] {
        Verdict.allCases.map { verdict in
            Bars.Bar(
                label: "\(Page.badge(verdict)) \(verdict.name)", count: records.verdicts[verdict] ?? 0,
                colour: Page.colour(verdict))
        }
    }

    private var findings: [Bars.Bar] {
        records.findings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { Bars.Bar(label: HTML.text($0.key), count: $0.value) }
    }

    private var suspicions: [Bars.Bar] {
        records.suspicions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { Bars.Bar(label: HTML.text($0.key), count: $0.value) }
    }

    private var candidates: HTML? {
        guard !records.rows.isEmpty else { return nil }
        let rows: [HTML] = records.rows.map(row)
        let table: HTML = """
            <div class="scroll"><table>
            <thead><tr><th>id</th><th>verdict</th><th>why</th><th class="number">passed</th>\
            <th class="number">CPU time</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """
        let choices = Verdict.allCases.map { verdict in
            RowFilter.Choice(
                kind: "is-\(verdict.rawValue)", label: verdict.rawValue,
                count: records.rows.count { $0.verdict == verdict })
        }
        let filtered = RowFilter(name: "candidates", choices: choices, total: records.rows.count)
            .around(table)
        guard records.rows.count < records.count else { return filtered }
        let (some, most) = (DisplayText.grouped(records.rows.count), BatchRecords.mostOfOne)
        return """
            <p class="soft">\(some) of \(DisplayText.grouped(records.count)) are listed: the first \(most) of each \
            verdict.</p>
            \(filtered)
            """
    }

    private func row(_ row: BatchRecords.Row) -> HTML {
        """
        <tr class="\(Page.colour(row.verdict)) is-\(row.verdict.rawValue)"><td class="term">\(HTML.text(row.id))</td>\
        <td>\(Page.badge(row.verdict))</td><td>\(HTML.text(row.explanation))\(failure(row))</td>\
        <td class="number">\(row.passed)\(row.required.map { " of \($0)" } ?? "")</td>\
        <td class="number">\(row.cpu)</td></tr>

        """
    }

    private func failure(_ row: BatchRecords.Row) -> HTML {
        var facts = [("finding", row.finding ?? "")]
        if let expected = row.expected { facts.append(("expected", expected)) }
        if let actual = row.actual { facts.append(("got", actual)) }
        facts.append(("language", row.language))
        guard facts.contains(where: { $0.0 != "language" && !$0.1.isEmpty }) else { return "" }
        let place: HTML = row.index.map { "n = \($0)" } ?? "more"
        return "<details><summary class=\"soft\">\(place)</summary>\(Page.facts(facts))</details>"
    }
}
