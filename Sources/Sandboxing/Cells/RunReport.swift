/// A limit that a run went past.
public enum Breach: Sendable, Hashable {
    /// CPU time of the process tree.
    case cpu
    /// Wall time.
    case wall
    /// Memory: an out-of-memory kill in the cgroup, or allocations refused at the limit.
    case memory
    /// Bytes on standard output or standard error.
    case output
    /// Size of a file written (SIGXFSZ).
    case fileSize
}

/// How a run ended, by the kernel's evidence.
public enum Ending: Sendable, Hashable {
    /// The program ended by itself with this exit code.
    case exited(Int32)
    /// A signal that we did not send ended the program.
    case signaled(Int32)
    /// We stopped the run because of a limit.
    case breached(Breach)
    /// The system-call filter ended the program; the call's name, or what kind of call it was.
    case violated(String)
    /// The caller stopped the run by ``Run/stop()``.
    case stopped
}

/// What is known about a run that is over, its process tree gone.
public struct RunReport: Sendable, Hashable {
    /// How it ended.
    public var ending: Ending
    /// CPU time of the whole process tree, user and system.
    public var cpu: Duration
    /// Wall time from the start of the program to its end.
    public var wall: Duration
    /// Largest resident memory of any one process.
    public var peakMemory: ByteCount
    /// Attempts to have more processes than the limit, each refused.
    public var processesRefused: Int
    /// Attempts to have more threads than the limit, each refused, where the kernel counts them.
    public var threadsRefused: Int
    /// Processes that were still there when the program's first process ended; they were killed.
    public var survivors: Int
    /// Of the last case's wall time, how long the program was ready and stood in the scheduler's queue; by so much the
    /// wall limit was stretched. Zero unless the limit seemed to be reached.
    public var waited: Duration

    /// A report of a run that used nothing.
    public init(ending: Ending) {
        self.ending = ending
        cpu = .zero
        wall = .zero
        peakMemory = ByteCount(bytes: 0)
        processesRefused = 0
        threadsRefused = 0
        survivors = 0
        waited = .zero
    }
}

/// What ``Run/next(timeout:)`` waits for.
public enum RunEvent: Sendable, Hashable {
    /// Bytes that the program wrote on standard output.
    case output([UInt8])
    /// Bytes that the program wrote on standard error.
    case errorOutput([UInt8])
    /// The time-out passed first.
    case timedOut
    /// The run is over; nothing comes after this.
    case ended(RunReport)
}

/// What one case of a run used: the part of the run between two calls of ``Run/lap()``.
public struct Lap: Sendable, Hashable {
    /// CPU time.
    public var cpu: Duration
    /// Wall time.
    public var wall: Duration

    /// A lap's figures.
    public init(cpu: Duration, wall: Duration) {
        self.cpu = cpu
        self.wall = wall
    }
}
