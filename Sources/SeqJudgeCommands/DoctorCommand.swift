import ArgumentParser
import Sandboxing

/// `seqjudge doctor`: what this host allows.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Tell what this host allows, and how to mend what it does not.",
        discussion: "Exit status: 0 when candidates can be run, 77 when not, or not on the rung asked for.")

    @Option(help: "The form of the report.")
    var format: PlainFormat = .text

    @Option(
        help: ArgumentHelp(
            "Exit with 77 on less protection than this: full, userns or lockdown.", valueName: "rung"))
    var require: Rung?

    mutating func run() async throws {
        let survey = HostSurvey.run()
        let tools = ToolCheck.all()
        let report = DoctorReport(survey: survey, tools: tools, required: require)
        let text = format == .text ? report.text : report.json.document
        try await exiting { () async throws(CommandFailure) in
            try StandardStream.output.deliver(text)
            return report.isFit ? .success : .refused
        }
    }
}

/// Whether a program that candidates need is installed.
struct ToolCheck: Sendable {
    var name: String
    var path: String?
    var remedy: String

    /// The default interpreter and compiler.
    static func all() -> [ToolCheck] {
        [("python3", "apt-get install -y python3"), ("gcc", "apt-get install -y gcc")].map {
            ToolCheck(name: $0.0, path: FileBytes.findTool($0.0), remedy: $0.1)
        }
    }
}

/// What doctor tells.
struct DoctorReport: Sendable {
    var survey: HostSurvey
    var tools: [ToolCheck]
    var required: Rung?

    /// Whether candidates can be run on the rung asked for.
    var isFit: Bool {
        guard let rung = survey.rung else { return false }
        return required.map { rung >= $0 } ?? true
    }

    var text: String {
        var lines = ["rung  " + (survey.rung?.rawValue ?? "none: nothing will be run on this host")]
        if let required, !isFit {
            lines.append("      less than the \(required.rawValue) that was asked for")
        }
        lines.append("")
        let width = (survey.checks.map(\.name) + tools.map(\.name)).map(\.count).max() ?? 0
        func add(_ name: String, _ isAvailable: Bool, _ detail: String, _ remedy: String?) {
            let gap = String(repeating: " ", count: width - name.count + 2)
            lines.append("  \(isAvailable ? "ok" : "no")  \(name)\(gap)\(DisplayText.line(detail))")
            if let remedy, !isAvailable { lines.append("      mend it with: \(DisplayText.line(remedy))") }
        }
        for check in survey.checks { add(check.name, check.isAvailable, check.detail, check.remedy) }
        for tool in tools { add(tool.name, tool.path != nil, tool.path ?? "not found on PATH", tool.remedy) }
        if !survey.lacking.isEmpty {
            lines += ["", "not enforced here:"] + survey.lacking.map { "  - \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    var json: JSONText {
        .members([
            "schema_version": .integer(JSONReport.schemaVersion),
            "rung": .optional(survey.rung) { .string($0.rawValue) },
            "is_fit": .bool(isFit),
            "checks": .array(
                survey.checks.map {
                    .members([
                        "name": .string($0.name), "is_available": .bool($0.isAvailable),
                        "detail": .string($0.detail), "remedy": .optional($0.remedy) { .string($0) },
                    ])
                }),
            "tools": .array(
                tools.map {
                    .members([
                        "name": .string($0.name), "path": .optional($0.path) { .string($0) },
                        "remedy": .string($0.remedy),
                    ])
                }),
            "lacking": .array(survey.lacking.map { .string($0) }),
        ])
    }
}
