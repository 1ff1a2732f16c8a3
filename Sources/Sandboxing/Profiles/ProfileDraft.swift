/// A value from a profile with the comment beside it.
struct Noted<Value: Sendable>: Sendable {
    var value: Value
    var reason: String?
}

/// What one profile file says, before and after it is laid over the profile that it extends.
struct ProfileDraft: Sendable {
    var name = ""
    var summary = ""
    var extends: Noted<String>?
    var limits: [LimitKey: Noted<Double>] = [:]
    var scratch: Noted<Double>?
    var paths: [Noted<PathRule>] = []
    var environment: [String: Noted<String>] = [:]
    var options: [String: Noted<String>] = [:]
    var otherwise: Noted<Int32>?
    var rules: [Noted<SystemCallPolicy.Rule>] = []

    /// The keys of `limits`, each with its unit.
    enum LimitKey: String, CaseIterable, Sendable {
        case cpu = "cpu_s"
        case wall = "wall_s"
        case memory = "memory_mib"
        case output = "output_mib"
        case fileSize = "file_size_mib"
        case stack = "stack_mib"
        case processes, threads
        case openFiles = "open_files"

        /// Whether it counts whole things.
        var isCount: Bool { [.processes, .threads, .openFiles].contains(self) }
        /// The key without its unit, as somebody may write it.
        var bare: String {
            for unit in ["_s", "_mib"] where !isCount && rawValue.hasSuffix(unit) {
                return String(rawValue.dropLast(unit.count))
            }
            return rawValue
        }
    }

    /// This one laid over `base`: paths and rules are added, a call named here loses the rules it has there, the rest
    /// overrides.
    func over(_ base: ProfileDraft) -> ProfileDraft {
        var result = base
        result.name = name
        if !summary.isEmpty { result.summary = summary }
        result.extends = extends
        result.limits.merge(limits) { _, new in new }
        // A wall limit follows from the CPU limit unless it is given; one given for another CPU limit is void.
        if limits[.cpu] != nil, limits[.wall] == nil { result.limits[.wall] = nil }
        result.scratch = scratch ?? base.scratch
        let places = Set(paths.map(\.value.path))
        result.paths = base.paths.filter { !places.contains($0.value.path) } + paths
        result.environment.merge(environment) { _, new in new }
        result.options.merge(options) { _, new in new }
        result.otherwise = otherwise ?? base.otherwise
        let calls = Set(rules.map(\.value.call))
        result.rules = base.rules.filter { !calls.contains($0.value.call) } + rules
        return result
    }

    /// The profile that it describes.
    var profile: Profile {
        var limits = Limits()
        if let cpu = self.limits[.cpu]?.value { limits.cpu = .seconds(cpu) }
        limits.wall = self.limits[.wall].map { .seconds($0.value) } ?? Limits.wall(forCPU: limits.cpu)
        if let value = self.limits[.memory]?.value { limits.memory = .mib(value) }
        if let value = self.limits[.output]?.value { limits.output = .mib(value) }
        if let value = self.limits[.fileSize]?.value { limits.fileSize = .mib(value) }
        if let value = self.limits[.stack]?.value { limits.stack = .mib(value) }
        if let value = self.limits[.processes]?.value { limits.processes = Int(value) }
        if let value = self.limits[.threads]?.value { limits.threads = Int(value) }
        if let value = self.limits[.openFiles]?.value { limits.openFiles = Int(value) }
        let policy = SystemCallPolicy(rules: rules.map(\.value), otherwise: otherwise?.value ?? 38)
        return Profile(
            name: name, summary: summary, systemCalls: policy, paths: paths.map(\.value),
            scratch: scratch.flatMap { $0.value > 0 ? .mib($0.value) : nil },
            environment: environment.mapValues(\.value), limits: limits, options: options.mapValues(\.value))
    }
}
