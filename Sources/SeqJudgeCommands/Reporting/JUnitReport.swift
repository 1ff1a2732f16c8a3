import Diagnosis
import Judging

/// Reports in the JUnit form that CI services read.
enum JUnitReport {
    /// One test in a JUnit file.
    struct Test: Sendable {
        /// The group, such as the sequence's folder.
        var group: String
        /// The test's own name.
        var name: String
        var time: Duration
        var result: Result
        /// Names and values of properties.
        var properties: [(name: String, value: String)] = []

        /// How a test ended.
        enum Result: Sendable {
            case passed
            /// `kind` is a short word for it, such as `WA`.
            case failed(kind: String, message: String, details: String)
            /// A fault that is not the tested thing's.
            case error(message: String)
            case skipped(message: String)
        }
    }

    /// A check as a suite of one test.
    static func render(_ report: CheckReport, _ context: ReportContext) -> String {
        let result: Test.Result
        switch report.verdict {
        case .accepted: result = .passed
        case .internalError: result = .error(message: report.explanation)
        default:
            var plain = context
            plain.isColoured = false
            result = .failed(
                kind: report.verdict.rawValue, message: message(report, context),
                details: TextReport(report: report, context: plain).render())
        }
        let group = report.sequenceID ?? report.truthSource
        return render(
            name: "seqjudge check",
            [
                Test(
                    group: group, name: context.path, time: report.usage.wall, result: result,
                    properties: properties(of: report))
            ])
    }

    private static func message(_ report: CheckReport, _ context: ReportContext) -> String {
        let finding = FindingText.shown(report, hidesExpected: context.hidesExpected).first
        return "\(report.verdict.name): \(report.explanation)"
            + (finding.map { "; \(FindingText.line($0))" } ?? "")
    }

    /// What of a report has no place in a test's result.
    static func properties(of report: CheckReport) -> [(name: String, value: String)] {
        [("suspicion", report.suspicion.level.rawValue)]
            + report.suspicion.reasons.map { ("suspicion-reason", $0) }
            + report.findings.map { ("finding", $0.code.rawValue) }
    }

    /// Many tests as one suite.
    static func render(name: String, _ tests: [Test]) -> String {
        var (failures, errors, skipped) = (0, 0, 0)
        var body = ""
        for test in tests {
            body += "    <testcase classname=\"\(attribute(test.group))\" name=\"\(attribute(test.name))\""
            body += " time=\"\(DisplayText.seconds(test.time))\">"
            if !test.properties.isEmpty {
                body += "<properties>"
                for (name, value) in test.properties {
                    body += "<property name=\"\(attribute(name))\" value=\"\(attribute(value))\"/>"
                }
                body += "</properties>"
            }
            switch test.result {
            case .passed: break
            case .failed(let kind, let message, let details):
                failures += 1
                body += "<failure type=\"\(attribute(kind))\" message=\"\(attribute(message))\">"
                body += "\(content(details))</failure>"
            case .error(let message):
                errors += 1
                body += "<error message=\"\(attribute(message))\"/>"
            case .skipped(let message):
                skipped += 1
                body += "<skipped message=\"\(attribute(message))\"/>"
            }
            body += "</testcase>\n"
        }
        let time = DisplayText.seconds(tests.reduce(.zero) { $0 + $1.time })
        let counts =
            "tests=\"\(tests.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites \(counts) time="\(time)">
              <testsuite name="\(attribute(name))" \(counts) time="\(time)">
            \(body)  </testsuite>
            </testsuites>

            """
    }

    /// Text in an attribute: one line. Control characters, which XML 1.0 cannot hold at all, are escaped before.
    private static func attribute(_ text: String) -> String { entities(DisplayText.line(text)) }

    private static func content(_ text: String) -> String { entities(DisplayText.block(text)) }

    private static func entities(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
