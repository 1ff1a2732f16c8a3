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
        // The shell is the namespace's process 1 and reaps.
        let words =
            [
                "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "/bin/sh", "-c",
                "\"$@\"; exit $?", "sh", own,
            ]
            + CommandLine.arguments.dropFirst()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        execv("/usr/bin/unshare", &arguments)
        unsetenv(mark)
    }
}
