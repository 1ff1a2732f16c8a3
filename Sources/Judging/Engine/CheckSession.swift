import Diagnosis
import Sandboxing
import Terms
import Verification

/// One check, on one worker's thread.
struct CheckSession {
    let worker: Worker
    let tools: Toolbox
    private(set) var candidate: Candidate
    let truth: Truth
    /// The options in force here: with a margin on the CPU limits where the check has company.
    private(set) var options: CheckOptions
    let cancellation: Cancellation
    /// What is otherwise than usual; nil outside a replay.
    private(set) var variation: Variation?
    private var asked: CheckOptions
    private let company: Company

    init(worker: Worker, tools: Toolbox, task: CheckTask, company: Company) {
        self.worker = worker
        self.tools = tools
        self.company = company
        candidate = task.candidate
        truth = task.truth
        cancellation = task.cancellation
        asked = task.options
        options = task.options.allowing(company.margin)
    }

    /// How often a check is begun anew after the jail was lost, which no candidate can cause.
    static let mostRetries = 2

    func check() throws(JudgeError) -> CheckOutcome {
        guard !truth.table.entries.isEmpty else {
            throw JudgeError(.input, "there are no terms to compare with", hint: "give at least one term")
        }
        var retries = company == .again ? 1 : 0
        let most = retries + Self.mostRetries
        while true {
            do {
                var (report, isCertain) = try attempt()
                if report.verdict == .accepted, options.replays > 0, !options.isSurvey {
                    report.stability = try replayed(report)
                }
                report.retries = retries
                if company == .again {
                    report.notes.append("measured again with nothing else running: a time was near its limit")
                }
                let isTooClose =
                    !isCertain || !asked.isSurvey && report.limits.isPassed(unnoticed: report)
                return company == .crowded && isTooClose ? .tooClose(report) : .decided(report)
            } catch let error as JudgeError {
                throw error
            } catch let error as SandboxError where error.kind == .lost && retries < most {
                retries += 1
            } catch let error as SandboxError {
                if error.kind == .refused { throw JudgeError(.refused, error.description) }
                var report = emptyReport(.internalError, "the jail failed: \(error)")
                report.retries = retries
                return .decided(report)
            } catch {
                throw JudgeError(.internalFault, "\(error)")
            }
        }
    }

    /// A report, and whether neighbours cannot have caused its verdict by taking wall time away.
    func attempt() throws -> (report: CheckReport, isCertain: Bool) {
        // The task may have been cancelled while it waited for its turn.
        try throwIfCancelled()
        let name = try languageName()
        if candidate.source.count > options.limits.source.bytes {
            // Who reads the source from a file stops one byte past the limit, so its size is not told.
            let explanation = "the source is larger than the \(options.limits.source) allowed"
            return (emptyReport(.compileError, explanation), true)
        }
        var session = Evidence(report: emptyReport(.internalError, ""))
        switch name {
        case PythonLanguage.name: try PythonCheck(session: self).run(&session)
        default: try CCheck(session: self).run(&session)
        }
        var report = session.finished()
        if options.isSurvey || variation != nil { return (report, true) }
        report.suspicion = Detective(table: truth.table, report: report)
            .suspicion(of: candidate.source, isPython: name == PythonLanguage.name)
        if options.diagnosis.includes(report.verdict) {
            let language: Observation.Language = name == PythonLanguage.name ? .python : .c
            report.findings = Diagnostician(session: self, language: language).findings(
                report, session.explored)
            report.diagnosisUsage = session.explored?.usage
        }
        return (report, report.verdict != .idlenessLimitExceeded || session.knowsWaits)
    }

    private func languageName() throws(JudgeError) -> String {
        let known = [PythonLanguage.name, CLanguage.name]
        if let language = candidate.language {
            guard known.contains(language) else {
                throw JudgeError(
                    .usage, "unknown language '\(language)'", hint: "one of \(known.joined(separator: ", "))")
            }
            return language
        }
        let ending = candidate.name.split(separator: ".").last.map(String.init) ?? ""
        if PythonLanguage.fileExtensions.contains(ending) { return PythonLanguage.name }
        if CLanguage.fileExtensions.contains(ending) { return CLanguage.name }
        throw JudgeError(
            .usage, "the language of '\(candidate.name)' is not known by its ending",
            hint: "name it with --language python or --language c")
    }

    /// A report about nothing judged yet.
    func emptyReport(_ verdict: Verdict, _ explanation: String) -> CheckReport {
        let required = truth.table.entries.count
        let visible = truth.visible.map { min($0, required) }
        return CheckReport(
            verdict: verdict, explanation: explanation, candidateName: candidate.name,
            sequenceID: truth.table.id, truthSource: truth.table.source,
            tally: CaseTally(
                required: required, passed: 0, visibleRequired: visible, visiblePassed: visible.map { _ in 0 }
            ),
            limits: asked.limits)
    }

    /// The profile with the check's limits that the jail itself has to know.
    func limited(_ profile: Profile) -> Profile {
        var profile = profile
        profile.limits.processes = options.limits.run.processes
        return profile
    }

    /// The limits that a report names: those asked for.
    var reportedLimits: CheckLimits { asked.limits }

    /// The session of a replay, in which the candidate is asked as it was.
    func varied(_ variation: Variation, _ entry: Entry?) -> CheckSession {
        var session = self
        session.variation = variation
        session.candidate.entry = entry
        return session
    }

    /// The session with the limits for a candidate that imports packages, where there are any.
    func withPackages() -> CheckSession {
        guard let limits = asked.packageLimits else { return self }
        var session = self
        session.asked.limits = limits
        session.options = session.asked.allowing(company.margin)
        return session
    }

    /// The limits of one run of the candidate: the check's, with what only the profile knows.
    func runLimits(_ profile: Profile) -> Limits {
        var limits = options.limits.run
        limits.stack = profile.limits.stack
        limits.openFiles = profile.limits.openFiles
        limits.fileSize = profile.limits.fileSize
        return limits
    }

    func throwIfCancelled() throws(JudgeError) {
        if cancellation.isCancelled { throw JudgeError(.cancelled, "the check was cancelled") }
    }
}

/// What is known while a check goes on, and the report that comes of it.
struct Evidence {
    var report: CheckReport
    private(set) var isDecided = false
    private var decidedAt: Int?
    /// Whether wall limits stretched for time in the scheduler's queue.
    private(set) var knowsWaits = false
    /// What was learnt for the diagnosis alone.
    var explored: Explored?
    /// How more can be learnt; nil where nothing is to be, or nothing was run.
    var explorer: Asker?

    init(report: CheckReport) { self.report = report }

    /// The verdict; the first one stands.
    /// - Parameter index: of the answer that decides, where it is one.
    mutating func decide(_ verdict: Verdict, _ explanation: String, at index: Int? = nil) {
        guard !isDecided else { return }
        isDecided = true
        decidedAt = index
        report.verdict = verdict
        report.explanation = Diagnostics.line(explanation)
    }

    /// The ways in which the candidate may be asked; nil when there is none, which decides.
    mutating func ways(_ find: () throws(EntryError) -> EntryWays) -> EntryWays? {
        do throws(EntryError) {
            return try find()
        } catch {
            report.diagnostics = Diagnostics.text(Array(error.description.utf8))
            decide(.compileError, error.reason)
            return nil
        }
    }

    /// Tells once why programs are not kept.
    mutating func note(_ error: CompileCacheError) {
        let note = "compiled programs are not kept: \(error)"
        if !report.notes.contains(note) { report.notes.append(note) }
    }

    mutating func note(_ cell: Cell) {
        knowsWaits = cell.knowsWaits
        report.enforcement = CheckReport.Enforcement(rung: cell.rung, lacking: cell.lacking)
        if let fault = cell.templateFault {
            let note = "slower than it might be: each run starts an interpreter (\(fault))"
            if !report.notes.contains(note) { report.notes.append(note) }
        }
    }

    /// Adds what a run of the candidate used and was refused.
    mutating func add(_ run: RunReport) {
        report.usage.cpu += run.cpu
        report.usage.wall += run.wall
        report.usage.peakMemory = max(report.usage.peakMemory, run.peakMemory)
        report.usage.runs += 1
        if run.processesRefused > 0 {
            report.refusals["process creation", default: 0] += run.processesRefused
        }
        if run.threadsRefused > 0 { report.refusals["thread creation", default: 0] += run.threadsRefused }
        if case .violated(let call) = run.ending { report.violation = call }
    }

    /// Adds what cases used that was not known when they were added.
    mutating func setFigures(_ figures: [(place: Int, lap: Lap)]) {
        for (place, lap) in figures where report.cases.indices.contains(place) {
            (report.cases[place].cpu, report.cases[place].wall) = (lap.cpu, lap.wall)
        }
    }

    /// A case in the middle of which a run ended has the figures of the whole run: those of the others are taken off.
    mutating func takeEarlierCasesOffTheLast() {
        guard let place = report.cases.indices.last, case .stopped = report.cases[place].outcome else {
            return
        }
        for item in report.cases.dropLast() {
            if let cpu = item.cpu, let all = report.cases[place].cpu {
                report.cases[place].cpu = max(.zero, all - cpu)
            }
            if let wall = item.wall, let all = report.cases[place].wall {
                report.cases[place].wall = max(.zero, all - wall)
            }
        }
    }

    mutating func add(_ item: CaseReport) {
        report.cases.append(item)
        if item.isPassed {
            report.tally.passed += 1
            if item.isVisible { report.tally.visiblePassed? += 1 }
        }
    }

    func finished() -> CheckReport {
        var report = report
        if report.diagnostics.contains("ModuleNotFoundError"), report.verdict == .runTimeError {
            report.notes.append(
                "installed packages such as sympy are seen with --profile python-math, or --profile auto")
        }
        if report.verdict == .runTimeError,
            let note = MissingName(diagnostics: report.diagnostics)?.note
        {
            report.notes.append(Diagnostics.line(note))
        }
        report.cases.sort { $0.index < $1.index }
        report.firstFailure = report.cases.first { !$0.isPassed }
        // Indices are not asked for in order, and where all are, a lower one may be wrong, too.
        if let decidedAt, let first = report.firstFailure, first.index < decidedAt,
            let words = Asker.words(first.outcome, at: first.index)
        {
            report.explanation = Diagnostics.line(words)
        }
        return report
    }
}
