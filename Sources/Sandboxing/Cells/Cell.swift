import CJail
import Glibc

/// A jail that is set up once and runs one program at a time, clean between two.
///
/// A cell belongs to one thread at a time. Its warden ends with it, and with this process, and removes what it made.
public final class Cell {
    /// The profile it was set up from.
    public let profile: Profile
    /// Its rung.
    public let rung: Rung
    /// What of the `full` rung it does not give, a sentence each.
    public let lacking: [String]
    /// The kernel's Landlock ABI.
    public let landlockABI: Int

    /// Whether runs can be forked from a template.
    public let hasTemplate: Bool
    /// Why not, where a template was asked for.
    public let templateFault: String?

    /// The warden's process.
    public var processIdentifier: Int32 { warden }

    private let socket: Descriptor
    private let pidfd: Descriptor
    private let cgroup: CgroupPlan?
    /// Whether memory is limited as address space of each process.
    let limitsAddressSpace: Bool
    /// Whether a wall limit stretches for a run that is ready and does not get a processor.
    public let knowsWaits: Bool
    private let warden: Int32
    private var isLost = false
    private var isBusy = false
    var message = [UInt8](repeating: 0, count: Int(JAIL_MESSAGE_MAX))

    /// Sets a cell up on one rung. Throws a ``SandboxError`` that names the step which failed.
    /// - Parameter program: the warden's, in a memory file; nil: the plan's or the library's own. A test puts another in its
    ///   place.
    init(_ plan: CellPlan, warden program: Int32? = nil) throws(SandboxError) {
        let own = plan.weakening.map { .success($0.wardenImage) } ?? WardenProgram.image
        let image = if let program { program } else { try own.get() }
        var socketNumber: Int32 = -1
        var pidfdNumber: Int32 = -1
        let pid = cjail_spawn(image, &socketNumber, &pidfdNumber)
        guard pid > 0 else { throw SandboxError(.setUp, step: "start the warden", code: errno) }
        warden = pid
        socket = Descriptor(socketNumber)
        pidfd = Descriptor(pidfdNumber)
        profile = plan.profile
        rung = plan.rung
        cgroup = plan.cgroup
        let ready: jail_ready
        do {
            ready = try Cell.handshake(plan, pid: pid, socket: socketNumber)
        } catch {
            Cell.dismiss(socket: socketNumber, pidfd: pidfdNumber, patience: 5_000)
            Cell.removeLeftovers(of: pid, plan.cgroup, hasScratch: Cell.hasScratch(plan.rung, plan.profile))
            throw error
        }
        landlockABI = Int(ready.landlock_abi)
        hasTemplate = ready.has_template != 0
        templateFault =
            plan.template == nil || hasTemplate ? nil : Cell.text(of: ready.template_step)
        let isOmitted = plan.weakening?.omitted.contains(.addressSpaceLimit) == true
        limitsAddressSpace = ready.limits_summed == 0 && !isOmitted
        knowsWaits = ready.knows_waits != 0
        lacking = Cell.lacking(plan, ready)
    }

    private static func handshake(
        _ plan: CellPlan, pid: Int32, socket: Int32
    ) throws(SandboxError) -> jail_ready {
        let message = try plan.message(uid: CellPlan.firstUID + UInt32(pid) & 0x3f_ffff)
        let stem = plan.weakening.map { .success($0.stemImage) } ?? Stem.image
        let attached = plan.template == nil ? [] : [try stem.get()]
        let outcome = message.withUnsafeBytes {
            cjail_send(socket, $0.baseAddress, $0.count, attached, Int32(attached.count))
        }
        guard outcome == 0 else {
            // A broken pipe: the warden is gone before it has heard anything.
            let code = errno
            throw SandboxError(
                code == EPIPE ? .lost : .setUp, step: "send the cell's set-up to the warden", code: code)
        }
        var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        // A template may import a lot before it is ready.
        while poll(&polled, 1, plan.template == nil ? 30_000 : 90_000) < 0, errno == EINTR {}
        var ready = jail_ready()
        var descriptor: Int32 = -1
        let size = cjail_receive(socket, &ready, MemoryLayout<jail_ready>.size, &descriptor)
        // None belongs to it.
        if descriptor >= 0 { close(descriptor) }
        guard size == MemoryLayout<jail_ready>.size, ready.kind == UInt32(JAIL_READY) else {
            throw SandboxError(
                .lost, step: "hear from the warden after its start", code: size < 0 ? errno : 0)
        }
        guard ready.error == 0 else {
            throw SandboxError(.setUp, step: text(of: ready.step), code: ready.error)
        }
        return ready
    }

    private static func lacking(_ plan: CellPlan, _ ready: jail_ready) -> [String] {
        var lacks: [Lack] = []
        if plan.rung == .lockdown { lacks.append(.namespaces) }
        if !plan.ownUID { lacks.append(.ownUID) }
        if plan.rung == .lockdown && !plan.ownUID { lacks.append(.countedThreads) }
        if ready.limits_summed == 0 { lacks.append(.summedLimits) }
        if plan.rung == .lockdown && plan.profile.scratch != nil { lacks.append(.boundedScratch) }
        if ready.landlock_abi < 6 { lacks.append(.scopes) }
        return lacks.map(\.sentence)
    }

    /// Whether it can take another run.
    public var isUsable: Bool { !isLost && !isBusy }

    var socketNumber: Int32 { socket.number }

    /// Starts a program. One at a time: the run before must have ended.
    public func start(_ program: Program, limits: Limits? = nil) throws(SandboxError) -> Run {
        guard isUsable else {
            throw SandboxError(.lost, step: "start a program in a cell that is busy or lost")
        }
        let run = try Run(cell: self, program: program, limits: limits ?? profile.limits)
        isBusy = true
        return run
    }

    func runEnded() { isBusy = false }

    /// Throws the cell away: nothing more is asked of its warden, which ends what is on and removes what it made. One that
    /// were killed could not.
    func lose() {
        guard !isLost else { return }
        isLost = true
        shutdown(socket.number, Int32(SHUT_RDWR))
    }

    deinit {
        Cell.dismiss(socket: socket.number, pidfd: pidfd.number, patience: isLost ? 0 : 5_000)
        Cell.removeLeftovers(of: warden, cgroup, hasScratch: Cell.hasScratch(rung, profile))
    }

    private static func hasScratch(_ rung: Rung, _ profile: Profile) -> Bool {
        rung == .lockdown && profile.scratch != nil
    }

    /// Lets a warden end: it cleans up when its socket closes, and only one that hangs is killed.
    /// - Parameter patience: milliseconds.
    private static func dismiss(socket: Int32, pidfd: Int32, patience: Int32) {
        shutdown(socket, Int32(SHUT_RDWR))
        var polled = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
        while poll(&polled, 1, patience) < 0, errno == EINTR {}
        if polled.revents == 0 { cjail_kill(pidfd) }
        cjail_wait(pidfd)
    }

    /// Only where the warden was killed is there still something to remove: the kernel frees it when all have gone.
    private static func removeLeftovers(of warden: Int32, _ cgroup: CgroupPlan?, hasScratch: Bool) {
        if hasScratch { jail_remove_scratch(CellPlan.temporaryFolder, warden) }
        for folder in cgroup?.folders ?? [] {
            let path = "\(folder)/seqjudge-\(warden)"
            for _ in 0..<400 {
                guard rmdir(path) != 0, errno == EBUSY else { break }
                usleep(5_000)
            }
        }
    }

    /// A C array of characters as text.
    static func text<Characters>(of characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
