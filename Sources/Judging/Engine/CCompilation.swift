import Sandboxing

/// The compilation of one candidate: from the cache, by the compiler's parts, or by its driver.
struct CCompilation {
    let session: CheckSession
    let plan: CLanguage.CompilePlan
    let compiler: CToolchain
    let profile: Profile

    /// What came of a run of the compiler.
    private struct Outcome {
        var capture: Capture
        var image: ProgramImage?
        /// Whether standard output is the list of the files that were read.
        var listsFiles: Bool
    }

    /// The compiled program; nil when there is none, which decides the check.
    func program(_ evidence: inout Evidence) throws -> ProgramImage? {
        let key = session.tools.compileCache == nil ? nil : key()
        if let key, let image = cached(key, &evidence) {
            evidence.report.usage.compiledFromCache = true
            return image
        }
        let cell = try session.worker.cell(for: profile)
        evidence.note(cell)
        let started = FileMark.Time.now
        let outcome =
            try byParts(cell) ?? run(.path(plan.executable), plan.arguments, cell, listsFiles: false)
        evidence.report.usage.compileCPU = outcome.capture.report.cpu
        guard outcome.capture.report.ending == .exited(0), let image = outcome.image else {
            decide(outcome.capture, &evidence)
            return nil
        }
        if let key, outcome.listsFiles { keep(image, key, outcome.capture.output, started, &evidence) }
        return image
    }

    private func key() -> CompileKey? {
        plan.stages.flatMap {
            CompileKey(
                plan: plan, stages: $0, compiler: compiler, profile: profile, rung: session.worker.rung)
        }
    }

    private func cached(_ key: CompileKey, _ evidence: inout Evidence) -> ProgramImage? {
        do throws(CompileCacheError) {
            return try session.tools.compileCache?.program(for: key)
        } catch {
            evidence.note(error)
            return nil
        }
    }

    /// Keeps the program, unless a file that it was made of cannot be told from a later one.
    private func keep(
        _ image: ProgramImage, _ key: CompileKey, _ list: [UInt8], _ started: FileMark.Time,
        _ evidence: inout Evidence
    ) {
        guard let paths = DependencyList.paths(in: list), key == self.key(),
            let bytes = try? image.copyBytes()
        else { return }
        let marks = paths.compactMap { FileMark(of: $0) }
        guard marks.count == paths.count, marks.allSatisfy({ $0.modified < started }) else { return }
        do throws(CompileCacheError) {
            try session.tools.compileCache?.keep(bytes, for: key, including: marks)
        } catch {
            evidence.note(error)
        }
    }

    /// Compiles by the compiler's parts; nil when that cannot be done here and its driver has to do it.
    private func byParts(_ cell: Cell) throws -> Outcome? {
        guard let stages = plan.stages else { return nil }
        let driver = try DriverProgram.image.get()
        let outcome = try run(.image(driver), stages.arguments, cell, listsFiles: true)
        return outcome.capture.report.ending == .exited(DriverProgram.cannot) ? nil : outcome
    }

    private func run(
        _ executable: Program.Executable, _ arguments: [String], _ cell: Cell, listsFiles: Bool
    ) throws -> Outcome {
        let program = Program(
            executable, arguments: arguments, collects: plan.output,
            collectsAtMost: profile.limits.fileSize)
        let run = try cell.start(program, limits: profile.limits)
        run.write(plan.input)
        run.closeInput()
        let capture = try Capture.whole(run, session)
        return Outcome(capture: capture, image: run.collected, listsFiles: listsFiles)
    }

    private func decide(_ capture: Capture, _ evidence: inout Evidence) {
        evidence.report.diagnostics = Diagnostics.text(capture.errors)
        let text = String(decoding: capture.errors, as: UTF8.self)
        // The assembler begins the word with a capital.
        let error = text.split(separator: "\n").first { $0.contains("error:") || $0.contains("Error:") }
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
