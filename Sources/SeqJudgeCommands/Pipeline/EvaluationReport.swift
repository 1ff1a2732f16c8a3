import Evaluation
import Judging
import Statistics

/// An evaluation for people and for programs.
struct EvaluationReport: Sendable {
    /// The files of the verdicts.
    var name: String
    var summary: EvaluationSummary
    /// What tokens cost; nil: not told.
    var prices: TokenPrices?
    /// Another model, how many problems both answer, and the test; nil: there is none.
    var other: (name: String, summary: EvaluationSummary, problems: Int, test: Resampling.PairedResult)?

    var text: String {
        var lines = ["\(DisplayText.line(name)): \(DisplayText.count(summary.attempts, "answer"))"]
        lines += facts.map { label, text in
            "  \(label)\(String(repeating: " ", count: max(1, 22 - label.count)))\(text)"
        }
        lines += table("by difficulty", summary.byDifficulty.map { (Self.range($0.range), $0.estimate) })
        lines += table("by family", summary.byFamily.prefix(12).map { ($0.family, $0.estimate) })
        lines += counts("verdicts", summary.verdicts)
        lines += counts("findings", summary.findings)
        if let other {
            lines += ["", "  against \(DisplayText.line(other.name))"]
            lines += comparison(other.problems, other.test, other.summary).map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Labels with their texts.
    private var facts: [(label: String, text: String)] {
        var facts = [("accuracy", Self.estimate(summary.accuracy))]
        facts += summary.passAt.sorted { $0.key < $1.key }.map { ("pass@\($0.key)", Self.estimate($0.value)) }
        for (label, share) in [
            ("visible terms", summary.visible), ("hidden terms", summary.hidden),
            ("held-out terms", summary.tail),
        ] where share.trials > 0 {
            facts.append((label, "\(Self.percent(share.rate)) of \(DisplayText.grouped(share.trials))"))
        }
        if summary.tail.trials > 0 {
            facts.append(("right by the tests only", DisplayText.count(summary.overfitted, "answer")))
        }
        if summary.unjudged > 0 {
            facts.append(("could not be judged", DisplayText.count(summary.unjudged, "answer")))
        }
        return facts + costs
    }

    /// What the answers cost, as far as it is known.
    private var costs: [(label: String, text: String)] {
        let cost = summary.cost
        var costs: [(String, String)] = []
        if cost.answers > 0 {
            let each =
                cost.right > 0
                ? ", \(DisplayText.grouped(cost.tokens.completion / cost.right)) for a right answer" : ""
            costs.append(
                (
                    "tokens",
                    "\(DisplayText.grouped(cost.tokens.prompt)) read, \(DisplayText.grouped(cost.tokens.completion)) written"
                        + each
                ))
        }
        if let price {
            let each =
                cost.right > 0 ? ", \(PlotScale.short(price / Double(cost.right))) for a right answer" : ""
            costs.append(("cost", PlotScale.short(price) + each))
        }
        if let seconds = cost.judgingSeconds {
            costs.append(("judging", "\(DisplayText.time(.seconds(seconds))) of CPU time"))
        }
        return costs
    }

    private var price: Double? {
        guard let prices, summary.cost.answers > 0 else { return nil }
        return summary.cost.price(prompt: prices.prompt, completion: prices.completion)
    }

    private func table(_ name: String, _ rows: [(String, EvaluationSummary.Estimate)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        return ["", "  \(name)"]
            + rows.map { label, estimate in
                let label = DisplayText.line(label)
                return
                    "    \(label)\(String(repeating: " ", count: max(1, 20 - label.count)))\(Self.estimate(estimate))"
            }
    }

    private func counts(_ name: String, _ counts: [String: Int]) -> [String] {
        guard !counts.isEmpty else { return [] }
        return ["", "  \(name)"]
            + Self.sorted(counts).map { "    \(DisplayText.grouped($0.value))  \(DisplayText.line($0.key))" }
    }

    private static func sorted(_ counts: [String: Int]) -> [(key: String, value: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    private func comparison(
        _ problems: Int, _ test: Resampling.PairedResult, _ other: EvaluationSummary
    ) -> [String] {
        [
            "accuracy \(Self.estimate(other.accuracy))",
            "difference \(Self.points(test.difference)), from \(Self.points(test.interval.lowerBound)) to "
                + "\(Self.points(test.interval.upperBound)), on \(DisplayText.count(problems, "problem"))",
            "better on \(DisplayText.grouped(test.better)), worse on \(DisplayText.grouped(test.worse)), p = "
                + PlotScale.short(test.pValue),
        ]
    }

    /// `46.2% (40.1 - 52.3, 200 problems)`.
    static func estimate(_ estimate: EvaluationSummary.Estimate) -> String {
        guard let mean = estimate.mean, let interval = estimate.interval else { return "not known" }
        let problems = DisplayText.count(estimate.problems, "problem")
        return
            "\(percent(mean)) (\(tenths(interval.lowerBound)) - \(tenths(interval.upperBound)), \(problems))"
    }

    private static func percent(_ rate: Double?) -> String { rate.map { tenths($0) + "%" } ?? "not known" }

    /// Hundredths of a rate, with one place.
    private static func tenths(_ rate: Double) -> String {
        let value = Int((rate * 1_000).rounded())
        return "\(value < 0 ? "-" : "")\(abs(value) / 10).\(abs(value) % 10)"
    }

    private static func points(_ difference: Double) -> String {
        (difference >= 0 ? "+" : "") + tenths(difference) + " points"
    }

    private static func range(_ range: ClosedRange<Double>) -> String {
        "\(PlotScale.short(range.lowerBound)) - \(PlotScale.short(range.upperBound))"
    }
}

extension EvaluationReport {
    /// For programs: rates and bounds are numbers from 0 to 1, and null where nothing is known.
    var json: JSONText {
        var members: [JSONText.Member] = [
            .init(name: "schema_version", value: .integer(JSONReport.schemaVersion)),
            .init(name: "verdict_files", value: .string(name)),
        ]
        members += Self.members(summary)
        members.append(.init(name: "cost", value: costJSON))
        members.append(
            .init(
                name: "comparison",
                value: .optional(other.map { $0 }) { other in
                    .members([
                        "verdict_files": .string(other.name), "problems": .integer(other.problems),
                        "accuracy": Self.json(other.summary.accuracy),
                        "difference": .number("\(other.test.difference)"),
                        "low": .number("\(other.test.interval.lowerBound)"),
                        "high": .number("\(other.test.interval.upperBound)"),
                        "better": .integer(other.test.better), "worse": .integer(other.test.worse),
                        "p_value": .number("\(other.test.pValue)"),
                    ])
                }))
        return .object(members)
    }

    private var costJSON: JSONText {
        let cost = summary.cost
        return .members([
            "answers": .integer(cost.answers), "right": .integer(cost.right),
            "prompt_tokens": .integer(cost.tokens.prompt),
            "completion_tokens": .integer(cost.tokens.completion),
            "price": .optional(price) { .number("\($0)") },
            "judging_cpu_s": .optional(cost.judgingSeconds) { .number("\($0)") },
        ])
    }

    private static func members(_ summary: EvaluationSummary) -> [JSONText.Member] {
        [
            .init(name: "answers", value: .integer(summary.attempts)),
            .init(name: "unjudged", value: .integer(summary.unjudged)),
            .init(name: "accuracy", value: json(summary.accuracy)),
            .init(
                name: "pass_at",
                value: .object(
                    summary.passAt.sorted { $0.key < $1.key }.map {
                        .init(name: "\($0.key)", value: json($0.value))
                    })),
            .init(
                name: "by_difficulty",
                value: .array(
                    summary.byDifficulty.map {
                        .members([
                            "from": .number("\($0.range.lowerBound)"),
                            "to": .number("\($0.range.upperBound)"),
                            "accuracy": json($0.estimate),
                        ])
                    })),
            .init(
                name: "by_family",
                value: .object(summary.byFamily.map { .init(name: $0.family, value: json($0.estimate)) })),
            .init(name: "visible_terms", value: json(summary.visible)),
            .init(name: "hidden_terms", value: json(summary.hidden)),
            .init(name: "held_out_terms", value: json(summary.tail)),
            .init(name: "right_by_the_tests_only", value: .integer(summary.overfitted)),
            .init(name: "verdicts", value: json(summary.verdicts)),
            .init(name: "findings", value: json(summary.findings)),
        ]
    }

    private static func json(_ estimate: EvaluationSummary.Estimate) -> JSONText {
        .members([
            "mean": .optional(estimate.mean) { .number("\($0)") },
            "low": .optional(estimate.interval) { .number("\($0.lowerBound)") },
            "high": .optional(estimate.interval) { .number("\($0.upperBound)") },
            "problems": .integer(estimate.problems),
        ])
    }

    private static func json(_ share: Proportion) -> JSONText {
        .members(["passed": .integer(share.successes), "required": .integer(share.trials)])
    }

    private static func json(_ counts: [String: Int]) -> JSONText {
        .object(counts.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .integer($0.value)) })
    }
}

extension EvaluationReport {
    /// One page with bars and intervals.
    var page: Page {
        let title = "Evaluation of \(name)"
        let versus: HTML? = other.map { other in
            let rows: [HTML] = comparison(other.problems, other.test, other.summary).map { "<p>\($0)</p>\n" }
            return "<p>\(HTML.path(other.name))</p>\n\(rows)"
        }
        return Page(
            title: title,
            body: """
                <h1>Evaluation of \(HTML.path(name))</h1>
                <p>\(DisplayText.count(summary.attempts, "answer"))</p>
                \(Page.facts(facts))\
                \(Page.section("Against another model", versus))\
                \(Page.section("By difficulty", IntervalBars(summary.byDifficulty.map { (Self.range($0.range), $0.estimate) }).html))\
                \(Page.section("By family", IntervalBars(summary.byFamily.prefix(30).map { ($0.family, $0.estimate) }).html))\
                \(Page.section("Verdicts", Bars(bars: verdictBars).html))\
                \(Page.section("What is wrong", Bars(bars: findingBars).html))
                """)
    }

    private var verdictBars: [Bars.Bar] {
        Verdict.allCases.map { verdict in
            Bars.Bar(
                label: "\(Page.badge(verdict)) \(verdict.name)",
                count: summary.verdicts[verdict.rawValue] ?? 0,
                colour: Page.colour(verdict))
        }
    }

    private var findingBars: [Bars.Bar] {
        Self.sorted(summary.findings).map { Bars.Bar(label: HTML.text($0.key), count: $0.value) }
    }
}

/// Means with their intervals, a row each.
private struct IntervalBars {
    private let rows: [(label: String, estimate: EvaluationSummary.Estimate)]

    init(_ rows: [(String, EvaluationSummary.Estimate)]) { self.rows = rows.map { ($0.0, $0.1) } }

    /// Nil where there is no row.
    var html: HTML? {
        guard !rows.isEmpty else { return nil }
        let height = 22 * rows.count + 24
        let marks: [HTML] = rows.enumerated().map { place, row in
            let y = 22 * place + 14
            guard let mean = row.estimate.mean, let interval = row.estimate.interval else { return "" }
            return """
                <text x="150" y="\(y + 4)" text-anchor="end">\(DisplayText.line(String(row.label.prefix(22))))</text>\
                <line class="grid" x1="160" x2="460" y1="\(y)" y2="\(y)"/>\
                <line class="series" x1="\(x(interval.lowerBound))" x2="\(x(interval.upperBound))" y1="\(y)" y2="\(y)"/>\
                <circle class="right" cx="\(x(mean))" cy="\(y)" r="4"><title>\(EvaluationReport.estimate(row.estimate))</title></circle>\
                <text x="514" y="\(y + 4)" text-anchor="end">\(DisplayText.grouped(row.estimate.problems))</text>

                """
        }
        return """
            <figure><svg viewBox="0 0 520 \(height)" role="img" aria-label="accuracy">
            \(marks)<text x="160" y="\(height - 6)" text-anchor="middle">0%</text>\
            <text x="460" y="\(height - 6)" text-anchor="middle">100%</text></svg>
            <figcaption>Accuracy with its interval at 95 %, and how many problems there are.</figcaption></figure>
            """
    }

    private func x(_ rate: Double) -> Int { 160 + Int((min(max(rate, 0), 1) * 300).rounded()) }
}
