import Sandboxing

/// What a caller wants judged.
struct CheckTask: Sendable {
    var candidate: Candidate
    var truth: Truth
    var options: CheckOptions
    var cancellation: Cancellation
}

/// Whether other checks run beside one, which makes CPU time a little dearer: caches and cores are shared.
enum Company: Sendable {
    /// None do.
    case alone
    /// Some may.
    case crowded
    /// None do, and this is the second time.
    case again

    /// How much more CPU time a run may use than its limit before it is ended for it. What uses more than the limit
    /// and less than this may be the neighbours' doing and is measured again; what uses this much is too slow anyhow.
    ///
    /// Two busy hyper-threads of one core slow each other down by about a quarter.
    var margin: Double { self == .crowded ? 1.25 : 1 }
}

/// What comes of one attempt at a check.
enum CheckOutcome: Sendable {
    case decided(CheckReport)
    /// Some CPU time was above its limit, but not by more than neighbours can cause.
    case tooClose(CheckReport)

    var report: CheckReport {
        switch self {
        case .decided(let report), .tooClose(let report): report
        }
    }
}

extension CheckOptions {
    /// The options with CPU limits raised by a factor.
    func allowing(_ margin: Double) -> CheckOptions {
        guard margin > 1 else { return self }
        var options = self
        let isStandardWall = limits.run.wall == Limits.wall(forCPU: limits.run.cpu)
        options.limits.run.cpu = limits.run.cpu * margin
        if isStandardWall { options.limits.run.wall = Limits.wall(forCPU: options.limits.run.cpu) }
        options.limits.checkCPU = limits.checkCPU * margin
        return options
    }
}

extension CheckLimits {
    /// Whether a report tells of CPU time past these limits that did not decide it.
    func isPassed(unnoticed report: CheckReport) -> Bool {
        guard report.verdict != .timeLimitExceeded else { return false }
        if report.usage.cpu > checkCPU { return true }
        if report.cases.contains(where: { ($0.cpu ?? .zero) > run.cpu }) { return true }
        // A stream has the time of all its cases together.
        let isStream = report.cases.allSatisfy { $0.cpu == nil }
        return isStream && report.usage.cpu > run.cpu * report.tally.required
    }
}
