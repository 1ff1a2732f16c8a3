import Diagnosis
import Judging
import Sandboxing
import Terms

/// The report of one check as a page.
struct CheckPage: Sendable {
    var report: CheckReport
    var context: ReportContext

    /// The most cases that are listed; of more, those that failed and the first ones.
    static let mostCases = 5_000

    var page: Page {
        let name = report.sequenceID.map { " · \($0)" } ?? ""
        return Page(
            title: "\(report.verdict.rawValue) · \(context.path)\(name)",
            body: """
                <h1>\(Page.badge(report.verdict)) \(HTML.path(context.path))</h1>
                <p>\(HTML.text(report.explanation))</p>
                \(Page.section("What is wrong", findings))\
                \(Page.section("First failure", failure))\
                \(Page.section("What was judged", Page.facts(TextReport(report: report, context: context).facts)))\
                \(Page.section("Time and memory", plots))\
                \(Page.section("Cases", cases))\
                \(Page.section(report.verdict == .compileError ? "Compiler" : "Standard error", diagnostics))
                """)
    }

    private var findings: HTML? {
        let findings = FindingText.shown(report, hidesExpected: context.hidesExpected)
        guard !findings.isEmpty else { return nil }
        let items: [HTML] = findings.map { finding in
            let hint: HTML =
                finding.hint.isEmpty ? "" : "<br/><span class=\"soft\">\(HTML.text(finding.hint))</span>"
            return "<li>\(HTML.text(FindingText.line(finding)))\(hint)</li>\n"
        }
        return "<ol class=\"findings\">\n\(items)</ol>"
    }

    private var failure: HTML? {
        guard let item = report.firstFailure else { return nil }
        let place: HTML =
            "<p>At n = \(item.index)\(report.tally.visibleRequired == nil ? "" : item.isVisible ? ", a visible term" : ", a hidden term").</p>\n"
        if case .wrong(let actual) = item.outcome, !context.hidesExpected {
            let digits = DigitsDifference(expected: item.expected, actual: actual)
            return place + digits.html(("expected", "got"))
        }
        let expected = context.hidesExpected ? "(hidden)" : DisplayText.term(item.expected, limit: 200)
        return place + Page.facts([("expected", expected), ("got", CheckPage.answer(item, limit: 200))])
    }

    /// What came in place of the term, in words where it is no integer.
    static func answer(_ item: CaseReport, limit: Int) -> String {
        switch item.outcome {
        case .passed: DisplayText.term(item.expected, limit: limit)
        case .wrong(let actual): DisplayText.term(actual, limit: limit)
        case .malformed(let reason, let excerpt): "\"\(excerpt)\": \(reason)"
        case .missing: "no answer"
        case .stopped(let verdict): "no answer: \(verdict.name)"
        }
    }

    private var plots: HTML? {
        let plots = CheckPlots(report).plots.compactMap(\.html)
        if !plots.isEmpty { return "\(plots)" }
        return report.cases.count > 1
            ? "<p class=\"soft\">Terms that come from one stream have no times of their own.</p>" : nil
    }

    private var diagnostics: HTML? {
        let text = report.diagnostics
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        return "<pre>\(HTML.text(text, isBlock: true))</pre>"
    }

    private var cases: HTML? {
        guard !report.cases.isEmpty else { return nil }
        var shown = report.cases
        var note: HTML = ""
        if shown.count > CheckPage.mostCases {
            shown = Array(
                (shown.filter { !$0.isPassed } + shown.filter(\.isPassed)).prefix(CheckPage.mostCases))
            shown.sort { $0.index < $1.index }
            let (some, all) = (DisplayText.grouped(shown.count), DisplayText.grouped(report.cases.count))
            note =
                "<p class=\"soft\">\(some) of \(all) cases are listed, those that failed first of all.</p>\n"
        }
        let hasTimes = shown.contains { $0.cpu != nil }
        let hasMemory = shown.contains { $0.peakMemory != nil }
        let rows: [HTML] = shown.map { row($0, hasTimes, hasMemory) }
        let table: HTML = """
            <div class="scroll"><table>
            <thead><tr><th class="number">n</th>\(context.hidesExpected ? "" : "<th>expected</th>" as HTML)<th>got</th>\
            \(hasTimes ? "<th class=\"number\">CPU time</th>" : "" as HTML)\
            \(hasMemory ? "<th class=\"number\">memory</th>" : "" as HTML)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>
            """
        let choices = [
            RowFilter.Choice(kind: "wrong", label: "failed", count: shown.count { !$0.isPassed }),
            RowFilter.Choice(kind: "right", label: "passed", count: shown.count(where: \.isPassed)),
        ]
        return note + RowFilter(name: "cases", choices: choices, total: shown.count).around(table)
    }

    private func row(_ item: CaseReport, _ hasTimes: Bool, _ hasMemory: Bool) -> HTML {
        let kind: HTML = item.isPassed ? "right" : "wrong"
        let expected: HTML =
            context.hidesExpected
            ? "" : "<td class=\"term\">\(DisplayText.term(item.expected, limit: 60))</td>"
        let got =
            item.isPassed
            ? (context.hidesExpected ? "right" : "same") : CheckPage.answer(item, limit: 60)
        let time: HTML = hasTimes ? "<td class=\"number\">\(CheckPage.shortTime(item.cpu))</td>" : ""
        let memory: HTML =
            hasMemory ? "<td class=\"number\">\(item.peakMemory.map { "\($0)" } ?? "")</td>" : ""
        return """
            <tr class="\(kind)"><td class="number">\(item.index)</td>\(expected)<td class="term">\(HTML.text(got))</td>\
            \(time)\(memory)</tr>

            """
    }

    /// Three significant digits: a case of a warm function takes microseconds.
    private static func shortTime(_ time: Duration?) -> String {
        guard let time else { return "" }
        return PlotScale.label(time.inSeconds, .seconds)
    }
}

/// Time and memory of a check against n.
struct CheckPlots: Sendable {
    var report: CheckReport

    init(_ report: CheckReport) { self.report = report }

    /// CPU time and memory, each where it is known.
    var plots: [Plot] { [time, memory].filter { $0.points.count > 1 } }

    /// CPU time of each case.
    var time: Plot {
        Plot(
            caption: "CPU time", quantity: .seconds,
            points: points { $0.cpu?.inSeconds }, curve: growth)
    }

    /// How the time of the cases that were answered grows; nil where nothing can be told.
    private var growth: Plot.Curve? {
        let times = report.cases.compactMap { item -> (index: Int, seconds: Double)? in
            if case .stopped = item.outcome { return nil }
            return item.cpu.map { (item.index, $0.inSeconds) }
        }
        let least = times.map(\.seconds).min() ?? 0
        return GrowthFit(GrowthFit.points(times, hasProcesses: report.usage.runs > 1)).map { fit in
            Plot.Curve(label: "grows like \(fit)") { n in least + fit.seconds(at: n) }
        }
    }

    private var memory: Plot {
        Plot(
            caption: "Peak memory", quantity: .bytes,
            points: points { $0.peakMemory.map { Double($0.bytes) } })
    }

    private func points(_ value: (CaseReport) -> Double?) -> [Plot.Point] {
        report.cases.compactMap { item in
            value(item).map { Plot.Point(index: item.index, value: $0, isRight: item.isPassed) }
        }
    }
}
