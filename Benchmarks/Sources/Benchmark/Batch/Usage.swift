import Glibc

/// What the kernel says of this process.
enum Usage {
    /// CPU time of this process.
    static var cpu: Duration {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return duration(usage.ru_utime) + duration(usage.ru_stime)
    }

    private static func duration(_ time: timeval) -> Duration {
        .seconds(time.tv_sec) + .microseconds(time.tv_usec)
    }

    /// A memory figure of `/proc/self/status` in MiB: `VmRSS`, `VmHWM`.
    static func memory(_ key: String) -> Double {
        let line = Machine.lines("/proc/self/status").first { $0.hasPrefix("\(key):") }
        return Double(line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
