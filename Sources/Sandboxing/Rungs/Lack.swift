/// What a jail can be without, compared with the `full` rung on a new kernel.
package enum Lack: CaseIterable, Sendable {
    /// No namespaces at all: the `lockdown` rung.
    case namespaces
    /// The candidate has the judge's own uid.
    case ownUID
    /// Nothing counts threads: `lockdown` without an own uid.
    case countedThreads
    /// No cgroup.
    case summedLimits
    /// A scratch folder that is a folder of the host's: `lockdown`, where a profile gives one.
    case boundedScratch
    /// Landlock below ABI 6.
    case scopes

    /// The sentence that `doctor` and reports say of it; SECURITY.md explains each.
    package var sentence: String {
        switch self {
        case .namespaces: "no namespaces: the program shares the host's process, network and mount tables"
        case .ownUID: "no uid of its own: the program runs under the judge's"
        case .countedThreads: "threads are not counted: only the address space bounds them"
        case .summedLimits: "no cgroup: memory is limited as address space of each process, not summed"
        case .boundedScratch: "the scratch folder bounds the size of each file, not their number or sum"
        case .scopes: "Landlock before ABI 6: signals and abstract sockets are not scoped"
        }
    }
}
