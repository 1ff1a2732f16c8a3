import Rewards
import Statistics

/// How rewards move with each parameter.
struct RewardSweep: Sendable {
    /// One value of a parameter.
    struct Step: Sendable {
        var value: Double
        /// Mean rewards; nil where there is no such answer.
        var right: Double?
        var wrong: Double?
        /// Kendall's tau-b with the order under the given parameters; nil where one of the two has no order.
        var agreement: Double?
    }

    /// A parameter with its steps.
    struct Series: Sendable {
        var name: String
        var given: Double
        var steps: [Step]
    }

    private(set) var series: [Series] = []
    private let count: Int

    /// Goes through each parameter's range.
    init(_ evidence: [Reward.Evidence], around given: RewardParameters) {
        let judged = evidence.filter { $0.isCorrect != nil }
        count = judged.count
        let base = Self.rewards(judged, given) ?? []
        func add(
            _ name: String, _ path: WritableKeyPath<RewardParameters, Double>, _ values: [Double]
        ) {
            let steps = values.compactMap { value -> Step? in
                var parameters = given
                parameters[keyPath: path] = value
                guard let rewards = Self.rewards(judged, parameters) else { return nil }
                return Self.step(value, judged, rewards, base)
            }
            series.append(Series(name: name, given: given[keyPath: path], steps: steps))
        }
        add("solvability weight (alpha)", \.solvabilityWeight, [0, 0.25, 0.5, 1, 1.5, 2, 3, 4])
        add("case weight (beta)", \.caseWeight, [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875])
        add("wrong answer credit (gamma)", \.wrongAnswerCredit, [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5])
        add("solvability floor (epsilon)", \.solvabilityFloor, [0.0001, 0.001, 0.01, 0.05, 0.1, 0.5])
        add("case smoothing (kappa)", \.caseSmoothing, [0, 0.5, 1, 2, 4])
    }

    private static func rewards(_ evidence: [Reward.Evidence], _ parameters: RewardParameters) -> [Double]? {
        Reward(parameters).map { reward in evidence.compactMap(reward.value) }
    }

    private static func step(
        _ value: Double, _ evidence: [Reward.Evidence], _ rewards: [Double], _ base: [Double]
    ) -> Step {
        func mean(_ isRight: Bool) -> Double? {
            let part = zip(evidence, rewards).filter { $0.0.isCorrect == isRight }.map(\.1)
            return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
        }
        return Step(
            value: value, right: mean(true), wrong: mean(false),
            agreement: RankCorrelation.kendall(base, rewards))
    }

    var text: String {
        var lines = ["\(DisplayText.count(count, "judged answer"))"]
        for series in series {
            lines += [
                "", "\(series.name), given \(PlotScale.short(series.given))",
                "     value     right     wrong   order",
            ]
            for step in series.steps {
                let cells = [step.value, step.right, step.wrong, step.agreement].map { value in
                    let text = value.map(PlotScale.short) ?? "-"
                    return String(repeating: " ", count: max(0, 10 - text.count)) + text
                }
                lines.append(cells.joined())
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same with a picture for each parameter.
    var page: Page {
        let sections: [HTML] = series.map { series in
            let rows: [HTML] = series.steps.map { step in
                let cells: [HTML] = [step.value, step.right, step.wrong, step.agreement].map {
                    "<td class=\"number\">\($0.map(PlotScale.short) ?? "")</td>"
                }
                return "<tr>\(cells)</tr>\n"
            }
            return Page.section(
                series.name,
                """
                \(LinePlot(series).html)
                <div class="scroll"><table><thead><tr><th class="number">value</th><th class="number">mean, right</th>\
                <th class="number">mean, wrong</th><th class="number">order</th></tr></thead>
                <tbody>\(rows)</tbody></table></div>
                """)
        }
        return Page(
            title: "How rewards move with their parameters",
            body: """
                <h1>How rewards move with their parameters</h1>
                <p>\(DisplayText.count(count, "judged answer")). Order: Kendall's tau with the order under the given parameters.</p>
                \(sections)
                """)
    }
}

/// Means and agreement over a parameter's values, each as a line.
private struct LinePlot {
    let series: RewardSweep.Series

    init(_ series: RewardSweep.Series) { self.series = series }

    var html: HTML {
        let most = max(series.steps.flatMap { [$0.right ?? 0, $0.wrong ?? 0, 1] }.max() ?? 1, 1e-9)
        let lines: [HTML] = [
            line("right", series.steps.map(\.right), most), line("wrong", series.steps.map(\.wrong), most),
            line("agreement", series.steps.map(\.agreement), most),
        ]
        let labels: [HTML] = series.steps.enumerated().map { place, step in
            "<text x=\"\(x(place))\" y=\"174\" text-anchor=\"middle\">\(PlotScale.short(step.value))</text>\n"
        }
        return """
            <figure><svg viewBox="0 0 520 190" role="img" aria-label="\(series.name)">
            <line class="grid" x1="20" x2="500" y1="156" y2="156"/>
            \(lines)\(labels)</svg>
            <figcaption>Blue: mean of right answers. Red: of wrong ones. Dashed: order.</figcaption></figure>
            """
    }

    private func x(_ place: Int) -> Int { 30 + place * 460 / max(1, series.steps.count - 1) }

    private func line(_ kind: HTML, _ values: [Double?], _ most: Double) -> HTML {
        let points: [HTML] = values.enumerated().compactMap { place, value in
            value.map { "\(x(place)),\(156 - Int((max(0, $0) / most * 140).rounded())) " }
        }
        return points.count < 2 ? "" : "<polyline class=\"series \(kind)\" points=\"\(points)\"/>\n"
    }
}
