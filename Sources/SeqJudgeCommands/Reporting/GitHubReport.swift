import Judging

/// Reports as workflow commands of GitHub Actions, which shows them beside the solution's file.
enum GitHubReport {
    /// One annotation: `notice` for accepted, `warning` for a fault of ours, `error` for the rest.
    static func render(_ report: CheckReport, _ context: ReportContext) -> String {
        let level =
            switch report.verdict {
            case .accepted: "notice"
            case .internalError: "warning"
            default: "error"
            }
        var message = DisplayText.line(report.explanation)
        if let item = report.firstFailure {
            message += "\nn = \(item.index)"
            if !context.hidesExpected { message += ", expected \(DisplayText.term(item.expected))" }
            if case .wrong(let actual) = item.outcome { message += ", got \(DisplayText.term(actual))" }
        }
        message += "\n\(report.tally.passed) of \(DisplayText.count(report.tally.required, "term")) passed"
        if let finding = FindingText.shown(report, hidesExpected: context.hidesExpected).first {
            message += "\nfinding: \(FindingText.line(finding))"
        }
        if report.suspicion.level > .absent {
            message += "\nsuspicion: \(DisplayText.suspicion(report.suspicion))"
        }
        let title = "\(report.verdict.rawValue) \(report.verdict.name)"
        return "::\(level) file=\(property(context.path)),title=\(property(title))::\(data(message))\n"
    }

    /// A message: the escapes that the runner undoes, so that no text can begin a command of its own.
    private static func data(_ text: String) -> String {
        escape(text, [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")])
    }

    private static func property(_ text: String) -> String {
        escape(
            DisplayText.line(text), [("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")])
    }

    private static func escape(_ text: String, _ table: [(Unicode.Scalar, String)]) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let (_, escaped) = table.first(where: { $0.0 == scalar }) {
                result += escaped
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
