import Sandboxing
import Terms

/// A check of a C candidate: choose the calling convention, compile in a jail of its own, run in another.
struct CCheck {
    let session: CheckSession

    func run(_ evidence: inout Evidence) throws {
        let tools = try session.tools.c()
        let (language, compileProfile, unlimited) = (tools.language, tools.compile, tools.run)
        evidence.report.toolchain = language.toolchain
        let source = session.candidate.source
        let scan = CSourceScan(source)
        guard
            let entry = try EntryChoice(session: session).decide(
                &evidence,
                detected: { () throws(EntryError) in
                    try EntryDetector.c(scan, sequenceID: session.truth.table.id)
                },
                confirmed: { entry throws(EntryError) in try EntryDetector.confirm(entry, c: scan) })
        else { return }
        let plan = try language.compilePlan(for: entry, source: source, scan: scan, output: "a.out")
        guard let image = try compile(plan, compileProfile, &evidence) else { return }
        let profile = session.limited(unlimited)
        let cell = try session.worker.cell(for: profile)
        evidence.note(cell)
        let asker = Asker(
            session: session, cell: cell, executable: .image(image), plan: language.plan(for: entry),
            limits: session.runLimits(profile))
        try asker.judge(&evidence)
    }

    /// The compiled program; nil when there is none, which decides the check.
    private func compile(
        _ plan: CLanguage.CompilePlan, _ profile: Profile, _ evidence: inout Evidence
    ) throws -> ProgramImage? {
        let cell = try session.worker.cell(for: profile)
        evidence.note(cell)
        let program = Program(
            .path(plan.executable), arguments: plan.arguments, collects: plan.output,
            collectsAtMost: profile.limits.fileSize)
        let run = try cell.start(program, limits: profile.limits)
        run.write(plan.input)
        run.closeInput()
        let capture = try Capture.whole(run, session)
        evidence.report.usage.compileCPU = capture.report.cpu
        if capture.report.ending == .exited(0), let image = run.collected { return image }
        evidence.report.diagnostics = Diagnostics.text(capture.errors)
        let text = String(decoding: capture.errors, as: UTF8.self)
        let error = text.split(separator: "\n").first { $0.contains("error:") }
        let reason: String
        switch capture.report.ending {
        case .exited(0): reason = "the compiler left no program that can be used"
        case .exited:
            reason = error.map { Diagnostics.text(Array($0.utf8.prefix(300))) } ?? "the compiler failed"
        default: reason = "the compiler \(Words.ending(capture.report.ending))"
        }
        evidence.decide(.compileError, reason)
        return nil
    }
}
