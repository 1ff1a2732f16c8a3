import Diagnosis
import Judging
import Sandboxing
import Terms

/// A check's report for people: the verdict first, then why, then what was used.
struct TextReport: Sendable {
    var report: CheckReport
    var context: ReportContext

    /// The whole report.
    func render() -> String {
        var lines = [headline]
        let explanation = DisplayText.line(report.explanation)
        if !explanation.isEmpty { lines.append("  " + explanation) }
        lines.append("")
        for (label, text) in failure + findings + summary where !text.isEmpty {
            lines.append(TextReport.row(label, DisplayText.line(text)))
        }
        for note in report.notes { lines.append(TextReport.row("note", DisplayText.line(note))) }
        if context.explainsEntry { lines += ConsideredText.lines(report.entry) }
        lines += diagnostics
        return lines.joined(separator: "\n") + "\n"
    }

    private var headline: String {
        let verdict = "\(report.verdict.rawValue)  \(report.verdict.name)"
        return
            "\(Paint.verdict(verdict, report.verdict, isOn: context.isColoured))  \(DisplayText.line(context.path))"
    }

    private static func row(_ label: String, _ text: String) -> String {
        let gap = String(repeating: " ", count: max(1, 12 - label.count))
        return "  \(label)\(gap)\(text)"
    }

    /// The first case that failed: index, expected, got.
    private var failure: [(String, String)] {
        guard let item = report.firstFailure else { return [] }
        var rows = [
            ("case", "n = \(item.index)" + (tallyIsSplit ? (item.isVisible ? ", visible" : ", hidden") : ""))
        ]
        rows.append(("expected", context.hidesExpected ? "(hidden)" : DisplayText.term(item.expected)))
        switch item.outcome {
        case .passed: break
        case .wrong(let actual): rows.append(("got", DisplayText.term(actual)))
        case .malformed(let reason, let excerpt): rows.append(("got", "\"\(excerpt)\": \(reason)"))
        case .missing: rows.append(("got", "no answer"))
        case .stopped(let verdict): rows.append(("got", "no answer: \(verdict.name)"))
        }
        return rows
    }

    /// What is wrong: the first finding with its advice, the others short.
    private var findings: [(String, String)] {
        let findings = FindingText.shown(report, hidesExpected: context.hidesExpected)
        guard let first = findings.first else { return [] }
        return [("finding", FindingText.line(first)), ("advice", first.hint)]
            + findings.dropFirst().map { ("or", FindingText.line($0)) }
    }

    private var tallyIsSplit: Bool { report.tally.visibleRequired != nil }

    /// Labels with their texts, but for the first failure. Texts may be empty, and are not escaped.
    var facts: [(label: String, text: String)] {
        summary.map { ($0.0, $0.1) } + report.notes.map { ("note", $0) }
    }

    private var summary: [(String, String)] {
        [
            ("terms", terms), ("stability", stability), ("suspicion", suspicion), ("sequence", sequence),
            ("entry", entry),
            ("toolchain", report.toolchain?.version ?? ""),
            ("time", time), ("memory", memory), ("limit", limitHit), ("violation", report.violation ?? ""),
            ("refused", refusals), ("rung", report.enforcement.rung?.rawValue ?? "nothing was run"),
        ] + report.enforcement.lacking.map { ("lacks", $0) }
            + (report.retries > 0
                ? [("retries", DisplayText.count(report.retries, "time") + ", for reasons of the host")] : [])
    }

    private var terms: String {
        let tally = report.tally
        var text =
            "\(DisplayText.grouped(tally.passed)) of \(DisplayText.count(tally.required, "term")) passed"
        if let visible = tally.visibleRequired, let passed = tally.visiblePassed,
            let hidden = tally.hiddenRequired, let hiddenPassed = tally.hiddenPassed
        {
            text += " (visible \(passed) of \(visible), hidden \(hiddenPassed) of \(hidden))"
        }
        return text
    }

    private var suspicion: String {
        report.suspicion.level == .absent ? "" : DisplayText.suspicion(report.suspicion)
    }

    private var stability: String {
        guard let stability = report.stability else { return "" }
        let replays = DisplayText.count(stability.replays, "replay")
        if stability.isStable { return "accepted in all of \(replays)" }
        return "UNSTABLE: accepted in \(stability.agreeing) of \(replays); \(stability.differences[0])"
    }

    private var sequence: String {
        guard let id = report.sequenceID else { return "from \(report.truthSource)" }
        return "\(id), from \(report.truthSource)"
    }

    private var entry: String {
        guard let decision = report.entry else { return "" }
        if decision.isNamed { return "\(decision.entry), as named" }
        // Most reasons begin with the convention itself.
        let entry = decision.entry.description
        return decision.reason.hasPrefix(entry) ? decision.reason : "\(entry), \(decision.reason)"
    }

    private var time: String {
        let usage = report.usage
        guard usage.runs > 0 || usage.compileCPU > .zero else { return "" }
        let runs = DisplayText.count(usage.runs, "run")
        var text = "CPU \(DisplayText.time(usage.cpu)), wall \(DisplayText.time(usage.wall)), \(runs)"
        if usage.compileCPU > .zero {
            let step = report.toolchain?.language == "c" ? "compiler" : "preparation"
            text += "; \(step) \(DisplayText.time(usage.compileCPU))"
        } else if usage.compiledFromCache {
            text += "; compiled before"
        }
        return text
    }

    private var memory: String {
        report.usage.runs > 0 ? "\(report.usage.peakMemory) of \(report.limits.run.memory)" : ""
    }

    /// The limit that decided, with its value.
    private var limitHit: String {
        let limits = report.limits
        switch report.verdict {
        case .timeLimitExceeded:
            let total = DisplayText.time(limits.checkCPU)
            return "CPU \(DisplayText.time(limits.run.cpu)) a case, \(total) in all"
        case .idlenessLimitExceeded: return "wall time \(DisplayText.time(limits.run.wall)) a case"
        case .memoryLimitExceeded: return "memory \(limits.run.memory)"
        case .outputLimitExceeded: return "output \(limits.run.output) a stream"
        case .processLimitExceeded:
            let threads = DisplayText.count(limits.run.threads, "thread")
            return "\(DisplayText.count(limits.run.processes, "process", "processes")), \(threads)"
        default: return ""
        }
    }

    private var refusals: String {
        report.refusals.sorted { $0.key < $1.key }
            .map { "\($0.key) (\(DisplayText.count($0.value, "time")))" }.joined(separator: ", ")
    }

    private var diagnostics: [String] {
        let text = DisplayText.block(report.diagnostics)
        guard text.contains(where: { !$0.isWhitespace }) else { return [] }
        let label = report.verdict == .compileError ? "compiler" : "standard error"
        return ["", "  \(label):"]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map { "    | \($0)" }
            .reversed().drop { $0 == "    | " }.reversed()
    }
}

/// Colours of a terminal.
enum Paint {
    /// A text in its verdict's colour: green for accepted, yellow for a fault of ours, red for the rest.
    static func verdict(_ text: String, _ verdict: Verdict, isOn: Bool) -> String {
        let code =
            switch verdict {
            case .accepted: "32"
            case .internalError: "33"
            default: "31"
            }
        return paint(text, code: code, isOn: isOn)
    }

    /// A text in bold and a colour.
    static func paint(_ text: String, code: String, isOn: Bool) -> String {
        isOn ? "\u{1b}[1;\(code)m\(text)\u{1b}[0m" : text
    }
}
