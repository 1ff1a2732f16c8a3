import CJail
import Glibc

/// One protection of the jail, which a test build of the warden can leave out.
///
/// In the order of the constants in `jail_protocol.h`. The raw value is its name in attack programs and in the
/// documentation.
package enum Protection: String, CaseIterable, Sendable {
    case ownRoot = "own-root"
    case readOnlyMounts = "read-only-mounts"
    case runPIDNamespace = "run-pid-namespace"
    case ipcNamespace = "ipc-namespace"
    case networkNamespace = "network-namespace"
    case utsNamespace = "uts-namespace"
    case separateUID = "separate-uid"
    case capabilities
    case noNewPrivileges = "no-new-privileges"
    case landlockFiles = "landlock-files"
    case landlockNetwork = "landlock-network"
    case landlockScopes = "landlock-scopes"
    case seccomp
    case closedDescriptors = "closed-descriptors"
    case cgroupMemory = "cgroup-memory"
    case cgroupTasks = "cgroup-tasks"
    case addressSpaceLimit = "address-space-limit"
    case processesLimit = "processes-limit"
    case cpuLimit = "cpu-limit"
    case fileSizeLimit = "file-size-limit"
    case openFilesLimit = "open-files-limit"
    case stackLimit = "stack-limit"
    case coreLimit = "core-limit"
    case lockedMemoryLimit = "locked-memory-limit"
    case messageQueueLimit = "message-queue-limit"
    case priorityLimits = "priority-limits"
    case cpuWatch = "cpu-watch"
    case wallWatch = "wall-watch"
    case finalKill = "final-kill"
    case freshScratch = "fresh-scratch"
    case carefulCollecting = "careful-collecting"
    case deathSignals = "death-signals"
    case lifelines
    case scratchSize = "scratch-size"

    /// Its bit in the set-up message.
    var bit: UInt64 { Protection.bits[self] ?? 0 }

    private static let bits: [Protection: UInt64] = {
        precondition(allCases.count == Int(JAIL_PROTECTIONS), "the names of protections are not the warden's")
        return Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, 1 << UInt64($0)) })
    }()
}

/// A jail with something missing, to see what that something is for.
///
/// It takes a warden that was compiled for it, which is in no product of this package: the library's own refuses.
package struct Weakening: Sendable, Hashable {
    /// What is left out.
    package var omitted: Set<Protection>
    /// The how manieth call of the warden fails, counted from the set-up's beginning; 0: none. Default 0.
    package var failingCall: UInt32 = 0
    /// The same of the stem's calls.
    package var failingStemCall: UInt32 = 0
    /// In place of an error: the call ends its process.
    package static let death = Int32(JAIL_DEATH)

    /// The error that it fails with. Default EPERM.
    package var failingError: Int32 = EPERM
    /// Whether runs are watched as if they could make processes. Needed where the filter that forbids it is left out.
    package var mayFork: Bool
    /// Memory files with the warden and the stem that know how to leave things out.
    private let warden: Int32, stem: Int32

    /// A weakening by the programs of the tests.
    /// - Parameters:
    ///   - warden: base64 of a warden compiled with `JAIL_CAN_OMIT`.
    ///   - stem: base64 of such a stem.
    /// - Throws: a ``SandboxError`` where there is no memory for them.
    package init(
        warden: StaticString, stem: StaticString, omitted: Set<Protection> = [], mayFork: Bool = false
    ) throws(SandboxError) {
        self.warden = try warden.memoryFile(named: "the tests' warden").get()
        self.stem = try stem.memoryFile(named: "the tests' stem").get()
        self.omitted = omitted
        self.mayFork = mayFork
    }

    var wardenImage: Int32 { warden }
    var stemImage: Int32 { stem }

    func apply(to header: inout jail_setup) {
        for protection in omitted { header.omitted |= protection.bit }
        header.failing_call = failingCall
        header.failing_stem_call = failingStemCall
        header.failing_error = UInt32(bitPattern: failingError)
        if omitted.contains(.seccomp) { header.flags |= UInt32(JAIL_OWN_IPC) }
        if mayFork { header.flags &= ~UInt32(JAIL_ONE_PROCESS) }
        if omitted.contains(.separateUID) { header.flags &= ~UInt32(JAIL_OWN_UID) }
    }
}
