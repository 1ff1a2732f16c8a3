import Sandboxing
import Terms

/// A check of a Python candidate: parse, choose the calling convention, run.
struct PythonCheck {
    let session: CheckSession

    func run(_ evidence: inout Evidence) throws {
        let tools = try session.tools.python()
        evidence.report.toolchain = tools.toolchain
        var place = try place(tools, session, &evidence)
        let (run, described) = try open(place)
        let opening = Opening(run)
        defer { try? opening.close() }
        guard let analysis = analyse(described, &evidence),
            let ways = ways(analysis, &evidence)
        else { return }
        if let (tools, package) = try session.tools.python(importing: analysis.imports) {
            try opening.close()
            let session = session.withPackages()
            evidence.report.limits = session.reportedLimits
            evidence.report.toolchain = tools.toolchain
            evidence.report.notes.append("under the profile \(tools.profile.name): it imports \(package)")
            place = try self.place(tools, session, &evidence)
        }
        let forgiven = forgiven(analysis, &evidence)
        try Trials(session: place.session, ways: ways).run(&evidence) { way, budget, evidence in
            let plan = place.tools.language.plan(
                for: way.entry, source: session.candidate.source, analysis: analysis, forgiving: forgiven)
            let asker = Asker(
                session: place.session, cell: place.cell, executable: place.executable, plan: plan,
                limits: place.session.runLimits(place.profile), budget: budget,
                opening: opening)
            try asker.judge(&evidence)
        }
    }

    /// Where a candidate runs.
    private struct Place {
        var session: CheckSession
        var tools: Toolbox.PythonTools
        var profile: Profile
        var cell: Cell
        var executable: Program.Executable
    }

    private func place(
        _ tools: Toolbox.PythonTools, _ session: CheckSession, _ evidence: inout Evidence
    ) throws -> Place {
        let profile = session.limited(tools.profile)
        let cell = try session.cell(
            for: profile, template: session.tools.usesTemplates ? tools.template : nil)
        evidence.note(cell)
        return Place(
            session: session, tools: tools, profile: profile, cell: cell,
            executable: cell.hasTemplate ? .template : .path(tools.language.python.executable))
    }

    /// The ways to ask it; nil when there is none, which decides the check.
    private func ways(_ analysis: PythonAnalysis, _ evidence: inout Evidence) -> EntryWays? {
        evidence.ways { () throws(EntryError) in
            if let entry = session.candidate.entry {
                return EntryWays(named: try EntryDetector.confirm(entry, python: analysis))
            }
            return try EntryDetector.ways(python: analysis, table: session.truth.table)
        }
    }

    /// Names that are supplied although the source does not import them.
    private func forgiven(_ analysis: PythonAnalysis, _ evidence: inout Evidence) -> [ForgivenName] {
        let names = ForgivenName.among(analysis.missing)
        if !names.isEmpty {
            let statements = names.prefix(8).map(\.statement).joined(separator: "; ")
            evidence.report.notes.append("forgiven, for the source lacks it: \(statements)")
        }
        return names
    }

    /// Has the interpreter describe the source, without executing it.
    private func open(_ place: Place) throws -> (run: Run, described: Description) {
        let profile = place.profile
        let start = place.tools.language.analysis(
            of: session.candidate.source, findsMissing: session.options.forgiveImports
        ).start
        var limits = session.runLimits(profile)
        // To parse a source may take as long as the profile allows any program; its own limits are for what it does.
        limits.cpu = max(limits.cpu, profile.limits.cpu)
        limits.wall = max(limits.wall, profile.limits.wall)
        limits.totalCPU = limits.cpu + session.options.limits.checkCPU
        limits.output = max(limits.output, profile.limits.output)
        let run = try place.cell.start(Program(place.executable, arguments: start.arguments), limits: limits)
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
            let isOld = OldPython.faults.contains { fault.message.hasPrefix($0) }
            evidence.decide(
                .compileError,
                isOld
                    ? "line \(fault.line) is Python 2, and only Python 3 is run: \(fault.message)"
                    : "syntax error in line \(fault.line): \(fault.message)")
            return nil
        }
        return analysis
    }
}

/// What tells a source of Python 2.
private enum OldPython {
    /// How the interpreter's words on its syntax begin.
    static let faults = [
        "Missing parentheses in call to 'print'", "Missing parentheses in call to 'exec'",
    ]
}
