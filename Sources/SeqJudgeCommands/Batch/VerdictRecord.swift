import Diagnosis
import Judging
import Sandboxing
import Statistics
import Terms

/// What is told about one line. After `Documentation/schemas/batch-verdict.schema.json`.
struct VerdictRecord: Sendable {
    /// How records are written.
    struct Style: Sendable {
        /// Whether true terms are left out.
        var hidesExpected = false
        /// Whether each record holds the whole report.
        var hasDetails = false
        /// Whether what was measured is left out: it differs between two runs of the same program.
        var hidesMeasurements = false
    }

    /// Answers and true terms of more digits than this are cut in the middle.
    static let longestTerm = 100

    var line: RequestLine
    var label: RequestLabel
    var style: Style

    /// Why there is no verdict about the candidate.
    enum ErrorKind: String, Sendable, CaseIterable {
        /// The line, or something it refers to, does not do.
        case input
        /// A program that is needed is not installed.
        case tool
        /// The host does not allow the protection that is asked for.
        case refused
        /// A fault of seqjudge or of the host.
        case host

        /// The kind for people.
        var explanation: String {
            switch self {
            case .input: "the line cannot be judged"
            case .tool: "a program that is needed is missing"
            case .refused: "the protection asked for cannot be had"
            case .host: "a fault of seqjudge or of the host"
            }
        }
    }

    /// The record of a judged candidate.
    func judged(_ report: CheckReport, language: String) -> JudgedLine {
        let isFault = report.verdict == .internalError
        var json = start(report.verdict, report.explanation)
        addTally(report.tally, &json)
        addFailure(report.firstFailure, &json)
        json.add("entry", report.entry?.entry.description)
        json.add("language", language)
        addUsage(report.usage, &json)
        json.add("rung", report.enforcement.rung?.rawValue)
        json.add("retries", style.hidesMeasurements ? nil : report.retries)
        json.begin("suspicion")
        json.add("level", report.suspicion.level.rawValue)
        json.add("reasons", report.suspicion.reasons)
        json.end()
        addFindings(FindingText.shown(report, hidesExpected: style.hidesExpected), &json)
        json.add(
            "stability", json: report.stability.map { Array(JSONReport.stability($0).line.utf8) })
        json.add("notes", report.notes)
        addError(isFault ? (.host, RequestError(report.explanation)) : nil, &json)
        json.add("meta", json: label.meta)
        if style.hasDetails {
            let context = ReportContext(path: report.candidateName, hidesExpected: style.hidesExpected)
            json.add("report", json: Array(JSONReport(report: report, context: context).value.line.utf8))
        }
        json.end()
        return JudgedLine(
            record: json.line(), verdict: report.verdict, errorKind: isFault ? .host : nil,
            suspicion: report.suspicion.level, cpu: report.usage.cpu, retries: report.retries,
            enforcement: report.enforcement)
    }

    /// The record of a line that could not be judged.
    func failed(_ kind: ErrorKind, _ error: RequestError) -> JudgedLine {
        var json = start(.internalError, kind.explanation)
        addTally(nil, &json)
        addFailure(nil, &json)
        json.add("entry", nil as String?)
        json.add("language", nil as String?)
        addUsage(.init(), &json)
        json.add("rung", nil as String?)
        json.add("retries", style.hidesMeasurements ? nil : 0)
        json.add("suspicion", json: nil)
        addFindings([], &json)
        json.add("stability", json: nil)
        json.add("notes", [])
        addError((kind, error), &json)
        json.add("meta", json: label.meta)
        if style.hasDetails { json.add("report", json: nil) }
        json.end()
        return JudgedLine(
            record: json.line(), verdict: .internalError, errorKind: kind, suspicion: nil, cpu: .zero,
            retries: 0, enforcement: .init())
    }

    private func start(_ verdict: Verdict, _ explanation: String) -> JSONBytes {
        var json = JSONBytes()
        json.begin()
        json.add("line", line.number)
        json.add("id", json: label.id)
        json.add("digest", line.digest.hexadecimal)
        json.add("verdict", verdict.rawValue)
        json.add("explanation", explanation)
        return json
    }

    private func addTally(_ tally: CaseTally?, _ json: inout JSONBytes) {
        json.add("passed", tally?.passed ?? 0)
        json.add("required", tally?.required)
        json.add("visible_passed", tally?.visiblePassed)
        json.add("visible_required", tally?.visibleRequired)
        json.add("hidden_passed", tally?.hiddenPassed)
        json.add("hidden_required", tally?.hiddenRequired)
    }

    private func addUsage(_ usage: CheckReport.Usage, _ json: inout JSONBytes) {
        let isHidden = style.hidesMeasurements
        json.add("cpu_s", seconds: isHidden ? nil : usage.cpu)
        json.add("wall_s", seconds: isHidden ? nil : usage.wall)
        json.add("peak_bytes", isHidden ? nil : usage.peakMemory.bytes)
        json.add("compile_cpu_s", seconds: isHidden ? nil : usage.compileCPU)
    }

    private func addFailure(_ failure: CaseReport?, _ json: inout JSONBytes) {
        guard let failure else { return json.add("first_failure", json: nil) }
        json.begin("first_failure")
        json.add("index", failure.index)
        let (outcome, actual) = VerdictRecord.outcome(failure)
        json.add("outcome", outcome)
        json.add("actual", actual)
        let expected = DisplayText.term(failure.expected, limit: VerdictRecord.longestTerm)
        json.add("expected", style.hidesExpected ? nil : expected)
        json.end()
    }

    /// The outcome in a word, and what was answered.
    private static func outcome(_ failure: CaseReport) -> (String, String?) {
        switch failure.outcome {
        case .passed: ("passed", nil)
        case .wrong(let actual): ("wrong", DisplayText.term(actual, limit: longestTerm))
        case .malformed(_, let excerpt): ("malformed", excerpt)
        case .missing: ("missing", nil)
        case .stopped: ("stopped", nil)
        }
    }

    private func addFindings(_ findings: [Finding], _ json: inout JSONBytes) {
        let value = JSONText.array(
            findings.map {
                .members([
                    "code": .string($0.code.rawValue), "confidence": .string($0.confidence.rawValue),
                    "sentence": .string($0.sentence),
                ])
            })
        json.add("findings", json: findings.isEmpty ? Array("[]".utf8) : Array(value.line.utf8))
    }

    private func addError(_ error: (kind: ErrorKind, what: RequestError)?, _ json: inout JSONBytes) {
        guard let error else { return json.add("error", json: nil) }
        json.begin("error")
        json.add("kind", error.kind.rawValue)
        json.add("message", error.what.message)
        json.add("column", error.what.column)
        json.end()
    }
}

/// A record and what of it goes into the sums.
struct JudgedLine: Sendable {
    /// The record with its line end.
    var record: [UInt8]
    var verdict: Verdict
    var errorKind: VerdictRecord.ErrorKind?
    /// Nil where nothing was judged.
    var suspicion: Suspicion.Level?
    var cpu: Duration
    var retries: Int
    var enforcement: CheckReport.Enforcement
}
