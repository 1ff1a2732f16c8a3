import Dispatch
public import Sandboxing
import Synchronization

/// How a judge works.
public struct JudgeConfiguration: Sendable {
    /// The least rung that will do; nil: the best that the host offers.
    public var requiredRung: Rung?
    /// The rung to use, and no other; nil: the best.
    public var exactRung: Rung?
    /// The Python interpreter, a name on PATH or a path; nil: `python3`.
    public var python: String?
    /// The C compiler, likewise; nil: `gcc`.
    public var compiler: String?
    /// The profile that programs run under, in place of their language's own.
    public var profile: Profile?
    /// Whether a Python candidate that imports an installed package of the bundled profile `python-math` runs under
    /// that profile instead of its language's; not with ``profile``. Default false: it shows the installed packages
    /// and allows two more system calls.
    public var choosesProfile = false
    /// How many checks run at the same time. Default: the number of processors that this process may use.
    public var jobs: Int
    /// Whether each check stays on one processor where there are as many jobs as processors, up to twice as many.
    /// Default true: a check is quicker there by a third, and who uses all processors anyhow loses nothing. With fewer
    /// jobs, and with so many that each processor has several, checks are not bound.
    public var bindsChecks = true
    /// Where compiled C programs are kept between checks, also those of other processes; nil: nowhere. Default: nil,
    /// for a program that embeds the judge is to say which files are written.
    public var compileCache: CompileCacheConfiguration?
    /// Whether Python runs are forked from a template; false: each is executed anew. For tests. Default true.
    package var usesTemplates = true
    /// What the jails leave out, for tests. Default: nothing.
    package var weakening: Weakening?

    /// The defaults.
    public init() { jobs = Processors.allowed.count }
}

/// Judges candidates in the jail: the verifier.
///
/// A judge keeps its jails warm between checks; make one and use it for all. Any number of tasks may call it; as many
/// checks as `jobs` run at a time and the others wait. When the last reference goes, so do the jails.
public final class Judge: Sendable {
    /// The configuration it was made with.
    public let configuration: JudgeConfiguration
    /// The rung of every check.
    public var rung: Rung { jail.rung }

    private let jail: Jail
    private let pool: WorkerPool

    /// A judge, on the best rung that the host offers.
    /// - Throws: ``JudgeError`` of kind `refused` when no rung that will do is available.
    public init(configuration: JudgeConfiguration = JudgeConfiguration()) throws(JudgeError) {
        self.configuration = configuration
        do {
            var jail = try Jail(requiring: configuration.requiredRung, exactly: configuration.exactRung)
            jail.weakening = configuration.weakening
            self.jail = jail
        } catch {
            throw JudgeError(.refused, error.description, hint: "see `seqjudge doctor`")
        }
        let tools = Toolbox(configuration)
        let jail = jail
        let processors = Processors.allowed
        let isFitting = (processors.count..<2 * processors.count).contains(configuration.jobs)
        let binds = configuration.bindsChecks && isFitting
        pool = WorkerPool(
            (0..<max(1, configuration.jobs)).map { number in
                Worker(
                    number: number, jail: jail, tools: tools,
                    processor: binds ? processors[number % processors.count] : nil)
            })
    }

    /// Judges one candidate against the truth.
    ///
    /// Cancelling the task ends the run. A fault of the judge or of the host during the run is a report with the
    /// verdict ``Verdict/internalError``.
    /// - Throws: ``JudgeError`` when the check could not be begun or was cancelled.
    public func check(
        _ candidate: Candidate, against truth: Truth, options: CheckOptions = CheckOptions()
    ) async throws(JudgeError) -> CheckReport {
        let cancellation = Cancellation()
        let task = CheckTask(
            candidate: candidate, truth: truth, options: options, cancellation: cancellation)
        let result = await withTaskCancellationHandler {
            await check(task)
        } onCancel: {
            cancellation.cancel()
        }
        return try result.get()
    }

    /// Beside other checks a CPU limit is exact only up to what neighbours cost: what comes out too close to it to
    /// tell is measured again with nothing else running.
    private func check(_ task: CheckTask) async -> Result<CheckReport, JudgeError> {
        let worker = await pool.take()
        let first = await worker.check(task, configuration.jobs > 1 ? .crowded : .alone)
        await pool.give(back: worker)
        guard case .success(.tooClose) = first else { return first.map(\.report) }
        let lone = await pool.takeAlone()
        let second = await lone.check(task, .again)
        await pool.give(back: lone)
        return second.map(\.report)
    }

    /// Ends the idle jails now instead of with the judge. The judge can still be used.
    public func close() async { await pool.closeIdle() }
}

/// Whether the task that asked for a check was cancelled.
final class Cancellation: Sendable {
    private let flag = Atomic(false)
    var isCancelled: Bool { flag.load(ordering: .relaxed) }
    func cancel() { flag.store(true, ordering: .relaxed) }
}
