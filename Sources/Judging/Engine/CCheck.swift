import Sandboxing
import Terms

/// A check of a C candidate: choose the calling convention, compile in a jail of its own, run in another.
struct CCheck {
    let session: CheckSession

    func run(_ evidence: inout Evidence) throws {
        let (language, compileProfile, unlimited) = try session.tools.c()
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
        var result = try plan.stages.flatMap { try compile(plan, by: $0, profile, cell) }
        if result == nil {
            result = try run(.path(plan.executable), plan.arguments, plan, profile, cell)
        }
        guard let (capture, image) = result else { return nil }
        evidence.report.usage.compileCPU = capture.report.cpu
        if capture.report.ending == .exited(0), let image { return image }
        decide(capture, &evidence)
        return nil
    }

    /// Compiles by the compiler's parts; nil when that cannot be done here and its driver has to do it.
    private func compile(
        _ plan: CLanguage.CompilePlan, by stages: CStages, _ profile: Profile, _ cell: Cell
    ) throws -> (Capture, ProgramImage?)? {
        let driver = try DriverProgram.image.get()
        let result = try run(.image(driver), stages.arguments, plan, profile, cell)
        return result.0.report.ending == .exited(DriverProgram.cannot) ? nil : result
    }

    private func run(
        _ executable: Program.Executable, _ arguments: [String], _ plan: CLanguage.CompilePlan,
        _ profile: Profile, _ cell: Cell
    ) throws -> (Capture, ProgramImage?) {
        let program = Program(
            executable, arguments: arguments, collects: plan.output,
            collectsAtMost: profile.limits.fileSize)
        let run = try cell.start(program, limits: profile.limits)
        run.write(plan.input)
        run.closeInput()
        let capture = try Capture.whole(run, session)
        return (capture, run.collected)
    }

    private func decide(_ capture: Capture, _ evidence: inout Evidence) {
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
    }
}
