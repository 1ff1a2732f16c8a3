import CJail
import Glibc

extension RunReport {
    /// Reads the warden's report: the kernel's evidence decides, never what the program says.
    init(_ ended: jail_ended, limits: Limits, traits: Traits) {
        self.init(ending: RunReport.ending(ended, limits, traits))
        cpu = .nanoseconds(ended.cpu_ns)
        wall = .nanoseconds(ended.wall_ns)
        peakMemory = ByteCount(bytes: Int(clamping: ended.peak_bytes))
        processesRefused = Int(ended.processes_refused)
        threadsRefused = Int(ended.threads_refused)
        survivors = Int(ended.survivors)
        waited = .nanoseconds(ended.waited_ns)
    }

    /// What is known besides the warden's report.
    struct Traits {
        /// Whether the output passed its limit.
        var overOutput: Bool
        /// Whether memory is limited as address space.
        var limitsAddressSpace: Bool
        /// Whether time in the scheduler's queue was taken off the wall time.
        var knowsWaits: Bool
    }

    private static func ending(_ ended: jail_ended, _ limits: Limits, _ traits: Traits) -> Ending {
        if ended.cause == UInt32(JAIL_CAUSE_CALL) { return .violated(SystemCallName.name(of: ended.call)) }
        if ended.oom_kills > 0 { return .breached(.memory) }
        if traits.overOutput { return .breached(.output) }
        if isThrashing(ended, limits) { return .breached(.memory) }
        switch ended.cause {
        case UInt32(JAIL_CAUSE_CPU): return .breached(.cpu)
        case UInt32(JAIL_CAUSE_WALL): return .breached(isBusy(ended, traits) ? .cpu : .wall)
        case UInt32(JAIL_CAUSE_STOPPED): return .stopped
        default: break
        }
        let isNormal = ended.wait_code == CLD_EXITED && ended.wait_status == 0
        if traits.limitsAddressSpace && reachedAddressSpace(ended, limits, isNormal) {
            return .breached(.memory)
        }
        if ended.wait_code == CLD_EXITED { return .exited(ended.wait_status) }
        switch ended.wait_status {
        case SIGSYS: return .violated("a system call of another ABI")
        case SIGXFSZ: return .breached(.fileSize)
        case SIGXCPU: return .breached(.cpu)
        default: return .signaled(ended.wait_status)
        }
    }

    /// Whether a program that reached the wall limit computed: idle is one that slept or was blocked. Time in the
    /// scheduler's queue is neither; where that is not known, a tenth of the time has to tell them apart.
    private static func isBusy(_ ended: jail_ended, _ traits: Traits) -> Bool {
        guard traits.knowsWaits else { return ended.cpu_ns > ended.wall_ns / 10 }
        let wall = ended.lap_wall_ns - min(ended.waited_ns, ended.lap_wall_ns)
        return ended.lap_cpu_ns > wall / 2
    }

    /// Stopped for its time with its memory at the limit: the kernel reclaimed pages again and again where it might
    /// as well have killed.
    private static func isThrashing(_ ended: jail_ended, _ limits: Limits) -> Bool {
        let limit = UInt64(clamping: limits.memory.bytes)
        let isTime = ended.cause == UInt32(JAIL_CAUSE_CPU) || ended.cause == UInt32(JAIL_CAUSE_WALL)
        return isTime && ended.memory_hits > 0 && ended.peak_bytes > limit / 16 * 15
    }

    /// Without a cgroup there is no count of refused allocations: resident memory near the limit, with an abnormal
    /// end, or above it, stands for it.
    private static func reachedAddressSpace(_ ended: jail_ended, _ limits: Limits, _ isNormal: Bool) -> Bool {
        let limit = UInt64(clamping: limits.memory.bytes)
        return ended.peak_bytes > limit || (!isNormal && ended.peak_bytes > limit / 10 * 8)
    }
}

extension Duration {
    /// Seconds, for what is measured and not counted.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// Whole nanoseconds; 0 for a negative duration, the largest number for one that does not fit.
    public var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = product.addingReportingOverflow(UInt64(attoseconds / 1_000_000_000))
        return overflow || carried ? .max : sum
    }

    /// As many nanoseconds.
    static func nanoseconds(_ count: UInt64) -> Duration { .nanoseconds(Int64(clamping: count)) }
}
