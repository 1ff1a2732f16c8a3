import Judging

/// What holds of every report, whatever the candidate did: it is short, it is plain text, and it came in time.
struct ReportForm {
    /// The most that a check may take beside what its runs and its compilation take: setting up jails, on a busy host.
    static let mostOverhead = Duration.seconds(15)

    /// What is wrong with a report that took so long to come.
    static func complaints(of report: CheckReport, after elapsed: Duration) -> [String] {
        var complaints: [String] = []
        if report.explanation.utf8.count > 1_000 {
            complaints.append("the explanation has \(report.explanation.utf8.count) bytes")
        }
        if report.diagnostics.utf8.count > 16_384 {
            complaints.append("the diagnostics have \(report.diagnostics.utf8.count) bytes")
        }
        for (name, text) in [("explanation", report.explanation), ("diagnostics", report.diagnostics)] {
            guard let control = text.unicodeScalars.first(where: isControl) else { continue }
            complaints.append("there is U+\(String(control.value, radix: 16)) in the \(name)")
        }
        // A compiler's two halves run at once, and wait for the processors.
        let known = report.usage.wall + report.usage.compileCPU * 4
        if elapsed > known + mostOverhead {
            complaints.append("the check took \(elapsed), its runs \(known)")
        }
        // Where nothing sums it up, each of the compiler's processes has its ten seconds and two more.
        if report.usage.compileCPU > .seconds(12.5) {
            complaints.append("the compiler took \(report.usage.compileCPU)")
        }
        return complaints
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\t"
        case .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
