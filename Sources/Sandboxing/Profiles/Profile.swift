/// What a jailed program may see and do: a file of `sandbox-profiles/`, read.
public struct Profile: Sendable, Hashable {
    /// The profile's name, such as `python`.
    public var name: String
    /// One line about it.
    public var summary: String
    /// The system calls it may make.
    public var systemCalls: SystemCallPolicy
    /// What it sees of the host's files.
    public var paths: [PathRule]
    /// Size of the writable folder `/tmp`, which is empty at the start of each run; nil: there is none.
    public var scratch: ByteCount?
    /// The environment, all of it.
    public var environment: [String: String]
    /// The default limits.
    public var limits: Limits
    /// Switches of the language that reads the profile, such as `site_packages: true`.
    public var options: [String: String]

    /// A profile with every property given.
    public init(
        name: String, summary: String, systemCalls: SystemCallPolicy, paths: [PathRule], scratch: ByteCount?,
        environment: [String: String], limits: Limits, options: [String: String]
    ) {
        self.name = name
        self.summary = summary
        self.systemCalls = systemCalls
        self.paths = paths
        self.scratch = scratch
        self.environment = environment
        self.limits = limits
        self.options = options
    }
}

/// A file or folder of the host that a jailed program sees, read-only, at the same place.
public struct PathRule: Sendable, Hashable {
    /// The absolute path on the host; may hold `${name}` until ``Profile/expanding(_:)``.
    public var path: String
    /// Whether files there may be executed, besides read.
    public var isExecutable: Bool
    /// Whether a host without it will do.
    public var isOptional: Bool

    /// A rule for one path.
    public init(path: String, isExecutable: Bool = false, isOptional: Bool = false) {
        self.path = path
        self.isExecutable = isExecutable
        self.isOptional = isOptional
    }
}
