import ArgumentParser
import Judging
import Sandboxing

/// Limits that were given somewhere; what is nil keeps its default.
struct LimitSettings: Sendable, Equatable {
    var cpu: Duration?
    var checkCPU: Duration?
    var wall: Duration?
    var memory: ByteCount?
    var output: ByteCount?
    var processes: Int?
    var threads: Int?

    /// These settings, and those of another where these have none.
    func over(_ other: LimitSettings) -> LimitSettings {
        LimitSettings(
            cpu: cpu ?? other.cpu, checkCPU: checkCPU ?? other.checkCPU, wall: wall ?? other.wall,
            memory: memory ?? other.memory, output: output ?? other.output,
            processes: processes ?? other.processes, threads: threads ?? other.threads)
    }

    /// The limits of a check: the settings over a profile's limits, or over the defaults.
    func limits(profile: Profile?) -> CheckLimits {
        var limits = CheckLimits(run: profile?.limits ?? Limits())
        if let cpu {
            limits.run.cpu = cpu
            limits.run.wall = Limits.wall(forCPU: cpu)
        }
        if let wall { limits.run.wall = wall }
        if let checkCPU { limits.checkCPU = checkCPU }
        // One case must not be cut short by a total that nobody set.
        if checkCPU == nil { limits.checkCPU = max(limits.checkCPU, limits.run.cpu) }
        if let memory { limits.run.memory = memory }
        if let output { limits.run.output = output }
        if let processes { limits.run.processes = processes }
        if let threads { limits.run.threads = threads }
        return limits
    }
}

/// The limits on the command line.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "CPU time of each case, all processes together: 2s, 500ms. (default: 2s)", valueName: "time"))
    var cpuTime: TimeArgument?

    @Option(help: ArgumentHelp("CPU time of all cases together. (default: 10s)", valueName: "time"))
    var checkCpuTime: TimeArgument?

    @Option(
        help: ArgumentHelp("Wall time of each case. (default: 3 x CPU time + 1s)", valueName: "time"))
    var wallTime: TimeArgument?

    @Option(help: ArgumentHelp("Memory: 256MiB, 1GiB. (default: 256MiB)", valueName: "size"))
    var memory: SizeArgument?

    @Option(
        help: ArgumentHelp(
            "Bytes on each of standard output and standard error. (default: 1MiB)", valueName: "size"))
    var outputLimit: SizeArgument?

    @Option(help: ArgumentHelp("Processes at one time. (default: 1)", valueName: "number"))
    var processes: Int?

    @Option(help: ArgumentHelp("Threads at one time. (default: 8)", valueName: "number"))
    var threads: Int?

    mutating func validate() throws {
        if let processes, processes < 1 { throw ValidationError("--processes must be at least 1.") }
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    }

    /// The options as settings.
    var settings: LimitSettings {
        LimitSettings(
            cpu: cpuTime?.duration, checkCPU: checkCpuTime?.duration, wall: wallTime?.duration,
            memory: memory?.byteCount, output: outputLimit?.byteCount, processes: processes, threads: threads)
    }
}
