import Foundation

/// The suite's own pid namespace, for what gets loose when protections are left out: a kill(-1) ends the suite and nothing
/// else of the host.
enum Shelter {
    private static let mark = "SEQJUDGE_SUITE_SHELTERED"

    /// Whether positive controls may be tried: they leave protections out.
    static var isEntered: Bool { getenv(mark) != nil }

    /// Starts this program again as the only one of a pid namespace, and ends with its status. Where that is not allowed
    /// it goes on as it is.
    static func enter() {
        if isEntered || getuid() != 0 { return }
        setenv(mark, "1", 1)
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        let words = ["sh", "-c", Shelter.script, "containment", own] + CommandLine.arguments.dropFirst()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        execv("/bin/sh", &arguments)
        unsetenv(mark)
    }

    /// Runs its words in cgroups, a pid, mount and IPC namespace and temporary folders that nobody else uses. The inner
    /// shell is the namespace's process 1, and reaps.
    private static let script = """
        made=
        while IFS=: read -r _ controllers path; do
            case $controllers in memory | pids | cpuacct | cpu,cpuacct) ;; *) continue ;; esac
            folder=/sys/fs/cgroup/$controllers$path
            [ -d "$folder" ] || folder=/sys/fs/cgroup/$controllers
            mkdir "$folder/containment-$$" 2>/dev/null || continue
            echo $$ >"$folder/containment-$$/cgroup.procs" && made="$made $folder"
        done </proc/self/cgroup
        unshare --pid --mount --ipc --fork --mount-proc --kill-child /bin/sh -c '
            for folder in /dev/shm /var/tmp; do mount -t tmpfs -o mode=1777 tmpfs $folder; done
            "$@"; exit $?' sh "$@"
        status=$?
        for folder in $made; do
            echo $$ >"$folder/cgroup.procs"
            for attempt in 1 2 3 4 5; do rmdir "$folder/containment-$$" 2>/dev/null && break; sleep 0.1; done
        done
        exit $status
        """
}
