import Diagnosis
import Judging
import Yams

/// What is expected of one submission, and how it is to be run.
struct Expectation: Sendable, Equatable {
    /// The verdicts that will do; by default the one that the folder names.
    var verdicts: [Verdict]
    /// The calling convention to use; nil: to be detected.
    var entry: Entry?
    /// The index of the first failing term; nil: any.
    var firstFailure: Int?
    /// How many terms pass; nil: any.
    var passed: Int?
    /// A part of the explanation or of the diagnostics; nil: any.
    var message: String?
    /// The level of suspicion; nil: any.
    var suspicion: Suspicion.Level?
    /// The codes of which the first finding has one; empty: any.
    var diagnosis: [Finding.Code] = []
    /// The sandbox profile; nil: that of the language.
    var profile: String?
    /// Python modules, `gmp`, or a rung; where one is missing, the submission is skipped.
    var requires: [String] = []

    /// The folder's name for a verdict: `wrong_answer`.
    static func folderName(_ verdict: Verdict) -> String {
        String(verdict.name.map { $0 == " " || $0 == "-" ? "_" : $0 })
    }

    /// The verdict that a folder names; nil for any other name. A fault of ours is never expected.
    static func verdict(folder: String) -> Verdict? {
        Verdict.allCases.first { $0 != .internalError && folderName($0) == folder }
    }

    /// How a report differs from what is expected, a line each; empty when it does not.
    func differences(from report: CheckReport) -> [String] {
        var lines: [String] = []
        if !verdicts.contains(report.verdict) {
            let wanted = verdicts.map(\.rawValue).joined(separator: " or ")
            lines.append("expected \(wanted), got \(report.verdict.rawValue): \(report.explanation)")
        }
        if let firstFailure, report.firstFailure?.index != firstFailure {
            let got = report.firstFailure.map { "it is n = \($0.index)" } ?? "none failed"
            lines.append("expected the first failure at n = \(firstFailure), but \(got)")
        }
        if let passed, report.tally.passed != passed {
            lines.append("expected \(passed) terms to pass, but \(report.tally.passed) did")
        }
        if let suspicion, report.suspicion.level != suspicion {
            let reasons = report.suspicion.reasons.joined(separator: "; ")
            lines.append(
                "expected the suspicion '\(suspicion.rawValue)', got '\(report.suspicion.level.rawValue)'"
                    + (reasons.isEmpty ? "" : ": \(reasons)"))
        }
        if !diagnosis.isEmpty, !diagnosis.contains(where: { $0 == report.findings.first?.code }) {
            let wanted = diagnosis.map(\.rawValue).joined(separator: " or ")
            let got = report.findings.map { "\($0.code.rawValue) (\($0.confidence.rawValue))" }
            lines.append(
                "expected the diagnosis \(wanted), got \(got.isEmpty ? "none" : got.joined(separator: ", "))")
        }
        if let message, ![report.explanation, report.diagnostics].contains(where: { $0.contains(message) }) {
            lines.append("expected '\(message)' in the explanation, which is: \(report.explanation)")
        }
        return lines
    }

    /// Takes the keys of a map in `submissions.yaml`.
    mutating func take(_ mapping: Node.Mapping, _ file: YAMLFile) throws(CommandFailure) {
        for (keyNode, node) in mapping {
            let key = try file.string(keyNode, "a key")
            switch key {
            case "verdict":
                verdicts = []
                for code in try file.strings(node, key) {
                    guard let verdict = Verdict(rawValue: code), verdict != .internalError else {
                        throw file.failure(at: node, "'\(code)' is no verdict that can be expected")
                    }
                    verdicts.append(verdict)
                }
            case "entry":
                let text = try file.string(node, key)
                guard let entry = Entry(parsing: text) else {
                    throw file.failure(at: node, "'\(text)' is no calling convention")
                }
                self.entry = entry
            case "first_failure": firstFailure = try file.integer(node, key)
            case "passed": passed = try file.integer(node, key, atLeast: 0)
            case "message": message = try file.string(node, key)
            case "suspicion":
                let text = try file.string(node, key)
                guard let level = Suspicion.Level(rawValue: text) else {
                    throw file.failure(at: node, "'\(text)' is no level: none, some or strong")
                }
                suspicion = level
            case "diagnosis":
                for text in try file.strings(node, key) {
                    guard let code = Finding.Code(rawValue: text) else {
                        throw file.failure(at: node, "'\(text)' is no code of a finding")
                    }
                    diagnosis.append(code)
                }
            case "profile": profile = try file.string(node, key)
            case "requires": requires = try file.strings(node, key)
            default: throw file.failure(at: keyNode, "unknown key '\(key)'")
            }
        }
    }
}
