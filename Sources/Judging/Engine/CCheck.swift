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
        let found = evidence.ways { () throws(EntryError) in
            if let entry = session.candidate.entry {
                return EntryWays(named: try EntryDetector.confirm(entry, c: scan))
            }
            return try EntryDetector.ways(c: scan, sequenceID: session.truth.table.id)
        }
        guard let ways = found else { return }
        try Trials(session: session, ways: ways).run(&evidence) { way, budget, evidence in
            let plan = try language.compilePlan(
                for: way.entry, source: source, scan: scan, output: "a.out")
            let compilation = CCompilation(
                session: session, plan: plan, compiler: language.compiler, profile: compileProfile)
            guard let image = try compilation.program(&evidence) else { return }
            let profile = session.limited(unlimited)
            let cell = try session.cell(for: profile)
            evidence.note(cell)
            let asker = Asker(
                session: session, cell: cell, executable: .image(image),
                plan: language.plan(for: way.entry),
                limits: session.runLimits(profile), budget: budget)
            try asker.judge(&evidence)
        }
    }
}
