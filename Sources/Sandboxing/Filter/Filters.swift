import Synchronization

/// A profile's filter, whole and in two parts, and what it tells about the runs under it.
struct Filters: Sendable {
    var whole: [UInt8]
    var notifying: [UInt8]
    var remaining: [UInt8]
    /// Whether it refuses every way to make a process.
    var refusesProcesses: Bool
    /// Whether it lets objects of System V or POSIX inter-process communication be made.
    var allowsIPC: Bool

    private struct Key: Hashable {
        var policy: SystemCallPolicy
        var processes: Int
    }

    /// A process has few profiles; a caller that makes ever new ones does not fill the memory.
    private static let most = 64
    private static let known = Mutex<[Key: Filters]>([:])

    /// The filter of a profile, compiled once a process.
    static func compiled(for profile: Profile) throws(SandboxError) -> Filters {
        let key = Key(policy: profile.systemCalls, processes: profile.limits.processes)
        if let filters = known.withLock({ $0[key] }) { return filters }
        let filters: Filters
        do {
            filters = try Filters(key)
        } catch {
            throw SandboxError(.setUp, step: "compile the profile's filter: \(error)")
        }
        known.withLock {
            if $0.count >= most { $0 = [:] }
            $0[key] = filters
        }
        return filters
    }

    private init(_ key: Key) throws(FilterError) {
        func part(_ part: SeccompFilter.Part) throws(FilterError) -> [UInt8] {
            try SeccompFilter.compile(key.policy, processes: key.processes, listener: true, part: part)
        }
        whole = try part(.whole)
        notifying = try part(.notifying)
        remaining = try part(.remaining)
        let program = FilterProgram(whole)
        let makers = ["fork", "vfork", "clone", "clone3"]
        refusesProcesses =
            key.processes == 1 && !key.policy.rules.contains(where: \.mayMakeProcess)
            && !makers.contains { program.mayAllow($0) }
        let ipc = ["shmget", "semget", "msgget", "mq_open"]
        allowsIPC = ipc.contains { program.mayAllow($0) }
    }
}

extension SystemCallPolicy.Rule {
    /// Whether it lets a process be made, whatever the other rules say: of `clone` all that does not ask for the flag
    /// of a thread.
    fileprivate var mayMakeProcess: Bool {
        guard action == .allow else { return false }
        if call == "clone" {
            let thread: UInt64 = 0x1_0000  // CLONE_THREAD
            return !conditions.contains { $0.argument == 0 && $0.mask & $0.value & thread != 0 }
        }
        return ["fork", "vfork", "clone3"].contains(call)
    }
}

extension FilterProgram {
    /// Whether a call gets through with arguments that make a process or an object: all zero, or those of `fork`.
    ///
    /// `clone` for a thread gets through everywhere and does not count.
    fileprivate func mayAllow(_ call: String) -> Bool {
        guard case .number(let number) = SystemCallName.lookUp(call) else { return false }
        let signal: UInt64 = 17  // SIGCHLD
        return [0, signal, 0x4000 | signal, 0x100 | signal].contains { flags in
            SeccompFilter.allows(answer: answer(number: number, arguments: [flags, 0, 0, 0, 0, 0]))
        }
    }
}
