import Glibc

/// A control group that a sitting joins, so that the CPU time of all below it is counted: what `getrusage` says leaves
/// out processes whose parent was killed before it could wait for them, as happens in a jail all the time.
///
/// Version 1 only: under version 2 the judge's own groups need not be below ours.
struct CPUAccount {
    let folder: String

    /// Makes the group; nil where that is not allowed.
    init?(named name: String) {
        let own = Machine.lines("/proc/self/cgroup")
            .map { $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false) }
            .first { $0.count == 3 && $0[1].split(separator: ",").contains("cpuacct") }
        guard let own else { return nil }
        let mounts = [String(own[1]), "cpu,cpuacct", "cpuacct"].map { "/sys/fs/cgroup/\($0)" }
        let path = own[2] == "/" ? "" : String(own[2])
        // In a container our own path may be one of the host, and the mount shows what is below it.
        let parents = mounts.map { $0 + path } + mounts
        guard let parent = parents.first(where: { access($0 + "/cpuacct.usage", W_OK) == 0 }) else {
            return nil
        }
        self.folder = "\(parent)/\(name)"
        guard mkdir(folder, 0o755) == 0 else { return nil }
    }

    /// A group that has been made.
    init(folder: String) { self.folder = folder }

    /// Puts this process into it.
    func join() throws {
        let file = open("\(folder)/cgroup.procs", O_WRONLY | O_CLOEXEC)
        defer { close(file) }
        guard write(file, "0", 1) == 1 else { throw Failure("cannot join \(folder)") }
    }

    /// The CPU time of all that are or were in it or below it.
    var used: Duration {
        .nanoseconds(Machine.lines("\(folder)/cpuacct.usage").first.flatMap { Int64($0) } ?? 0)
    }

    /// Removes it, once the last process has gone.
    func remove() {
        for _ in 0..<100 {
            guard rmdir(folder) != 0, errno == EBUSY else { return }
            usleep(20_000)
        }
    }
}
