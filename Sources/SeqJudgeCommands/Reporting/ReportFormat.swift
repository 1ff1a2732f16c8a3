import ArgumentParser
import Judging

/// What a renderer must know besides the report.
struct ReportContext: Sendable {
    /// The solution as the user named it.
    var path: String
    /// Whether true terms are left out.
    var hidesExpected = false
    /// Whether the text report is coloured.
    var isColoured = false
    /// Whether the text report tells which calling conventions were considered.
    var explainsEntry = false
}

/// The form of what is printed where there are just two.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case text, json }

/// The form of the report of one check.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text, json, junit, github

    /// The whole report, with a line feed at its end.
    func render(_ report: CheckReport, _ context: ReportContext) -> String {
        switch self {
        case .text: TextReport(report: report, context: context).render()
        case .json: JSONReport(report: report, context: context).value.document
        case .junit: JUnitReport.render(report, context)
        case .github: GitHubReport.render(report, context)
        }
    }
}
