/// What one run of a program may use.
///
/// A run that goes past a limit is stopped and its ``RunReport`` says which limit it was.
public struct Limits: Hashable, Sendable {
    /// CPU time of the whole process tree, user and system. Default 2 s.
    public var cpu: Duration
    /// CPU time of all cases of a run together, where ``Run/lap()`` divides it into cases; nil: the same as `cpu`.
    public var totalCPU: Duration?
    /// Time on the monotonic clock. Default 3 × CPU + 1 s.
    public var wall: Duration
    /// Memory of the whole process tree where a cgroup can be had, otherwise address space of each process.
    /// Default 256 MiB.
    public var memory: ByteCount
    /// Bytes on each of standard output and standard error. Default 1 MiB.
    public var output: ByteCount
    /// Size of any one file written. Default 0: nothing can be written.
    public var fileSize: ByteCount
    /// Size of the main thread's stack. Default 64 MiB.
    public var stack: ByteCount
    /// Processes at one time. Default 1.
    public var processes: Int
    /// Threads at one time in all processes together. Default 8.
    public var threads: Int
    /// File descriptors at one time in each process. Default 64.
    public var openFiles: Int

    /// Limits with the defaults of each property.
    public init(
        cpu: Duration = .seconds(2), wall: Duration? = nil, memory: ByteCount = .mib(256),
        output: ByteCount = .mib(1), fileSize: ByteCount = ByteCount(bytes: 0), stack: ByteCount = .mib(64),
        processes: Int = 1, threads: Int = 8, openFiles: Int = 64
    ) {
        self.cpu = cpu
        self.wall = wall ?? Limits.wall(forCPU: cpu)
        self.memory = memory
        self.output = output
        self.fileSize = fileSize
        self.stack = stack
        self.processes = processes
        self.threads = threads
        self.openFiles = openFiles
    }

    /// The wall limit that goes with a CPU limit when none is given: 3 × CPU + 1 s.
    public static func wall(forCPU cpu: Duration) -> Duration { cpu * 3 + .seconds(1) }
}
