import Sandboxing
import Terms

/// A check of a Python candidate: parse, choose the calling convention, run.
struct PythonCheck {
    let session: CheckSession

    func run(_ evidence: inout Evidence) throws {
        let (language, unlimited) = try session.tools.python()
        let profile = session.limited(unlimited)
        evidence.report.toolchain = language.toolchain
        let cell = try session.worker.cell(for: profile)
        evidence.note(cell)
        guard let analysis = try analyse(language, cell, profile, &evidence) else { return }
        guard
            let entry = try EntryChoice(session: session).decide(
                &evidence,
                detected: { () throws(EntryError) in
                    try EntryDetector.python(analysis, sequenceID: session.truth.table.id)
                },
                confirmed: { entry throws(EntryError) in try EntryDetector.confirm(entry, python: analysis) })
        else { return }
        let plan = language.plan(for: entry, source: session.candidate.source, analysis: analysis)
        let asker = Asker(
            session: session, cell: cell, executable: .path(plan.executable), plan: plan,
            limits: session.runLimits(profile))
        try asker.judge(&evidence)
    }

    /// Has the interpreter describe the source, without executing it. Nil when that decided the check.
    private func analyse(
        _ language: PythonLanguage, _ cell: Cell, _ profile: Profile, _ evidence: inout Evidence
    ) throws -> PythonAnalysis? {
        let (executable, start) = language.analysis(of: session.candidate.source)
        let run = try cell.start(
            Program(.path(executable), arguments: start.arguments), limits: profile.limits)
        run.write(start.input)
        run.closeInput()
        let capture = try Capture.whole(run, session)
        evidence.report.usage.compileCPU = capture.report.cpu
        guard let analysis = try? PythonAnalysis(parsing: capture.output) else {
            evidence.report.diagnostics = Diagnostics.text(capture.errors)
            evidence.decide(
                .compileError, "the source cannot be parsed: \(Words.ending(capture.report.ending))")
            return nil
        }
        if let fault = analysis.syntaxFault {
            let place = "solution.py:\(fault.line):\(fault.column)"
            evidence.report.diagnostics = "\(place): \(fault.message)\n\(fault.text)"
            evidence.decide(.compileError, "syntax error in line \(fault.line): \(fault.message)")
            return nil
        }
        return analysis
    }
}

/// Takes the named calling convention or detects one.
struct EntryChoice {
    let session: CheckSession

    /// Nil when there is none, which decides the check.
    /// - Throws: ``JudgeError`` when there are several and the caller has to choose.
    func decide(
        _ evidence: inout Evidence, detected: () throws(EntryError) -> CheckReport.EntryDecision,
        confirmed: (Entry) throws(EntryError) -> CheckReport.EntryDecision
    ) throws -> Entry? {
        do throws(EntryError) {
            let decision: CheckReport.EntryDecision
            if let entry = session.candidate.entry {
                decision = try confirmed(entry)
            } else {
                decision = try detected()
            }
            evidence.report.entry = decision
            return decision.entry
        } catch {
            if session.candidate.entry == nil && !error.choices.isEmpty {
                throw JudgeError(
                    .input, "how to ask '\(session.candidate.name)' for terms is not clear: \(error)")
            }
            evidence.report.diagnostics = error.description
            evidence.decide(.compileError, error.reason)
            return nil
        }
    }
}
