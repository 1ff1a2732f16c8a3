import Judging

/// The conventions that were considered, for people.
enum ConsideredText {
    /// A heading and a line for each; none where no convention was decided.
    static func lines(_ decision: CheckReport.EntryDecision?) -> [String] {
        guard let decision, !decision.considered.isEmpty else { return [] }
        let widest = decision.considered.map { $0.entry.description.count }.max() ?? 0
        return ["", "  ways of asking, the likeliest first:"]
            + decision.considered.enumerated().map { place, item in
                let entry = item.entry.description
                let gap = String(repeating: " ", count: max(0, min(widest, 40) - entry.count))
                let text = "\(place + 1). \(entry)\(gap)  \(outcome(item.outcome))  (\(item.reason))"
                return "    " + DisplayText.line(text)
            }
    }

    private static func outcome(_ outcome: ConsideredEntry.Outcome) -> String {
        switch outcome {
        case .tried(let verdict, let passed):
            "\(verdict.rawValue), \(DisplayText.count(passed, "term")) right"
        case .notTried(let reason): "not tried: \(reason)"
        }
    }
}
