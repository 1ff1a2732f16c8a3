import Sandboxing
import Terms

/// A check of a Python candidate: parse, choose the calling convention, run.
struct PythonCheck {
    let session: CheckSession

    func run(_ evidence: inout Evidence) throws {
        let tools = try session.tools.python()
        let profile = session.limited(tools.profile)
        evidence.report.toolchain = tools.toolchain
        let cell = try session.worker.cell(
            for: profile, template: session.tools.usesTemplates ? tools.template : nil)
        evidence.note(cell)
        let executable: Program.Executable =
            cell.hasTemplate ? .template : .path(tools.language.python.executable)
        let (run, described) = try open(tools.language, cell, executable, profile)
        let opening = Opening(run)
        defer { try? opening.close() }
        guard let analysis = analyse(described, &evidence) else { return }
        guard
            let entry = try EntryChoice(session: session).decide(
                &evidence,
                detected: { () throws(EntryError) in
                    try EntryDetector.python(analysis, sequenceID: session.truth.table.id)
                },
                confirmed: { entry throws(EntryError) in try EntryDetector.confirm(entry, python: analysis) })
        else { return }
        let plan = tools.language.plan(for: entry, source: session.candidate.source, analysis: analysis)
        let asker = Asker(
            session: session, cell: cell, executable: executable, plan: plan,
            limits: session.runLimits(profile), opening: opening)
        try asker.judge(&evidence)
    }

    /// Has the interpreter describe the source, without executing it.
    private func open(
        _ language: PythonLanguage, _ cell: Cell, _ executable: Program.Executable, _ profile: Profile
    ) throws -> (run: Run, described: Description) {
        let start = language.analysis(of: session.candidate.source).start
        var limits = session.runLimits(profile)
        // To parse a source may take as long as the profile allows any program; its own limits are for what it does.
        limits.cpu = max(limits.cpu, profile.limits.cpu)
        limits.wall = max(limits.wall, profile.limits.wall)
        limits.totalCPU = limits.cpu + session.options.limits.checkCPU
        limits.output = max(limits.output, profile.limits.output)
        let run = try cell.start(Program(executable, arguments: start.arguments), limits: limits)
        run.write(start.input)
        return (run, try Description.read(run, session))
    }

    /// Nil when the description decided the check.
    private func analyse(_ described: Description, _ evidence: inout Evidence) -> PythonAnalysis? {
        guard let lines = described.lines, let analysis = try? PythonAnalysis(parsing: lines) else {
            evidence.report.usage.compileCPU = described.report?.cpu ?? .zero
            evidence.report.diagnostics = Diagnostics.text(described.errors)
            let ending = described.report.map { Words.ending($0.ending) } ?? "its description makes no sense"
            evidence.decide(.compileError, "the source cannot be parsed: \(ending)")
            return nil
        }
        if let fault = analysis.syntaxFault {
            let place = "solution.py:\(fault.line):\(fault.column)"
            evidence.report.diagnostics = Diagnostics.text(
                Array("\(place): \(fault.message)\n\(fault.text)".utf8))
            evidence.decide(.compileError, "syntax error in line \(fault.line): \(fault.message)")
            return nil
        }
        return analysis
    }
}
