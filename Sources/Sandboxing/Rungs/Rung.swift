/// How much of the jail a host allows, from most to least.
public enum Rung: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Root: namespaces, an own uid, a cgroup, seccomp, Landlock.
    case full
    /// An ordinary user with user namespaces: the same without an own uid on the host, and a cgroup only where one
    /// is delegated.
    case userns
    /// A stock container, without namespaces of our own: seccomp, Landlock, rlimits, no_new_privs.
    case lockdown

    /// `lockdown < userns < full`.
    public static func < (left: Rung, right: Rung) -> Bool { left.strength < right.strength }

    private var strength: Int {
        switch self {
        case .full: 2
        case .userns: 1
        case .lockdown: 0
        }
    }
}
