import Diagnosis
import Judging
import Sandboxing

/// The report of fixture suites as a page.
struct SuitePage: Sendable {
    var report: SuiteReport
    /// The folders, as they were named.
    var folders: [String]

    var page: Page {
        let total = DisplayText.count(report.results.count, "submission")
        let colour: HTML = report.mismatched == 0 ? "right" : "wrong"
        let word: HTML = report.mismatched == 0 ? "passed" : "failed"
        return Page(
            title: "\(report.passed) of \(total) as expected",
            body: """
                <h1><span class="badge \(colour)">\(word)</span> \
                \(DisplayText.grouped(report.passed)) of \(total) as expected</h1>
                \(Page.facts(facts))\
                \(Page.section("Verdicts", Bars(bars: verdicts).html))\
                \(Page.section("What is wrong", Bars(bars: findings).html))\
                \(Page.section("Submissions", submissions))
                """)
    }

    private var facts: [(label: String, text: String)] {
        let rungs = Set(report.results.compactMap { $0.report?.enforcement.rung?.rawValue }).sorted()
        let tools = Set(report.results.compactMap { $0.report?.toolchain?.version }).sorted()
        return [
            ("suites", folders.joined(separator: ", ")),
            ("mismatches", DisplayText.grouped(report.mismatched)),
            ("skipped", report.skipped == 0 ? "" : DisplayText.grouped(report.skipped)),
            ("rung", rungs.joined(separator: ", ")), ("toolchain", tools.joined(separator: ", ")),
        ]
    }

    private var verdicts: [Bars.Bar] {
        let counts = Dictionary(grouping: report.results.compactMap { $0.report?.verdict }, by: { $0 })
        return Verdict.allCases.map { verdict in
            Bars.Bar(
                label: "\(Page.badge(verdict)) \(verdict.name)", count: counts[verdict]?.count ?? 0,
                colour: Page.colour(verdict))
        }
    }

    /// The first findings of those that were diagnosed.
    private var findings: [Bars.Bar] {
        let codes = report.results.compactMap { $0.report?.findings.first?.code.rawValue }
        return Dictionary(grouping: codes, by: { $0 }).sorted {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }
        .map { Bars.Bar(label: HTML.text($0.key), count: $0.value.count) }
    }

    private var submissions: HTML? {
        guard !report.results.isEmpty else { return nil }
        let rows: [HTML] = report.results.map(row)
        let table: HTML = """
            <div class="scroll"><table>
            <thead><tr><th>submission</th><th>verdict</th><th>why</th><th class="number">time</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """
        let choices =
            [
                RowFilter.Choice(kind: "wrong", label: "mismatches", count: report.mismatched),
                RowFilter.Choice(kind: "fault", label: "skipped", count: report.skipped),
                RowFilter.Choice(kind: "right", label: "as expected", count: report.passed),
            ]
            + Verdict.allCases.map { verdict in
                RowFilter.Choice(
                    kind: "is-\(verdict.rawValue)", label: verdict.rawValue,
                    count: report.results.count { $0.report?.verdict == verdict })
            }
        return RowFilter(name: "submissions", choices: choices, total: report.results.count).around(table)
    }

    private func row(_ result: SuiteResult) -> HTML {
        let kind: HTML
        let why: HTML
        switch result.outcome {
        case .asExpected: (kind, why) = ("right", HTML.text(result.report?.explanation ?? ""))
        case .skipped(let reason): (kind, why) = ("fault", "skipped: \(HTML.text(reason))")
        case .mismatch(let lines):
            kind = "wrong"
            why = "\(lines.map { "<strong>\(HTML.text($0))</strong><br/>" as HTML })"
        }
        return """
            <tr class="\(kind)\(result.report.map { " is-\($0.verdict.rawValue)" } ?? "")"><td class="term">\(HTML.path(result.submission.title))</td>\
            <td>\(result.report.map { Page.badge($0.verdict) })</td><td>\(why)\(details(result.report))</td>\
            <td class="number">\(result.report == nil ? "" : Page.time(result.wall))</td></tr>

            """
    }

    /// The first failure of a submission, to be opened.
    private func details(_ report: CheckReport?) -> HTML {
        guard let report, let item = report.firstFailure else { return "" }
        let facts = [
            ("expected", DisplayText.term(item.expected, limit: 60)),
            ("got", CheckPage.answer(item, limit: 60)),
        ]
        return "<details><summary class=\"soft\">n = \(item.index)</summary>\(Page.facts(facts))</details>"
    }
}
