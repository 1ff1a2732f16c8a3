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
        let compilation = CCompilation(
            session: session, plan: plan, compiler: language.compiler, profile: compileProfile)
        guard let image = try compilation.program(&evidence) else { return }
        let profile = session.limited(unlimited)
        let cell = try session.worker.cell(for: profile)
        evidence.note(cell)
        let asker = Asker(
            session: session, cell: cell, executable: .image(image), plan: language.plan(for: entry),
            limits: session.runLimits(profile))
        try asker.judge(&evidence)
    }
}
