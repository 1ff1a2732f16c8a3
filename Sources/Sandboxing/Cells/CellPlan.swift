import CJail
import Glibc

/// Everything the warden is told to set a cell up.
struct CellPlan: Sendable {
    var profile: Profile
    var rung: Rung
    var cgroup: CgroupPlan?
    /// Whether the candidate gets a uid of its own on the host; the warden's pid makes it unique.
    var ownUID: Bool
    /// What to fork runs from, if anything.
    var template: Template?

    /// What is left out; tests only.
    var weakening: Weakening?

    /// First of the host uids that cells use: above those that systemd hands out (1,879,048,191 and below, see
    /// systemd's UIDS-GIDS document) and below 2^31; the offset is a number of at most 22 bits.
    static let firstUID = JAIL_UID_FIRST

    /// The set-up message.
    func message(uid: UInt32) throws(SandboxError) -> [UInt8] {
        let records = try PathRecords(profile.paths)
        let filters = try Filters.compiled(for: profile)
        var header = jail_setup()
        header.kind = UInt32(JAIL_SETUP)
        header.rung = rungNumber
        header.flags = UInt32(JAIL_LISTENER)
        if ownUID { header.flags |= UInt32(JAIL_OWN_UID) }
        if filters.refusesProcesses { header.flags |= UInt32(JAIL_ONE_PROCESS) }
        if filters.allowsIPC { header.flags |= UInt32(JAIL_OWN_IPC) }
        if cgroup?.isVersion2 == true { header.flags |= UInt32(JAIL_CGROUP_V2) }
        header.uid = uid
        header.gid = uid
        header.paths = UInt32(records.count)
        header.cgroups = UInt32(cgroup?.folders.count ?? 0)
        header.environment = UInt32(profile.environment.count)
        header.filter_bytes = UInt32(filters.whole.count)
        if let template {
            header.template_arguments = UInt32(template.arguments.count)
            header.template_stack_bytes = UInt64(clamping: profile.limits.stack.bytes)
            header.notifying_bytes = UInt32(filters.notifying.count)
            header.remaining_bytes = UInt32(filters.remaining.count)
        }
        header.scratch_bytes = UInt64(profile.scratch?.bytes ?? 0)
        weakening?.apply(to: &header)
        return message(header, records, filters)
    }

    private func message(_ header: jail_setup, _ records: PathRecords, _ filters: Filters) -> [UInt8] {
        var message = MessageBuilder(header)
        for text in records.strings { message.append(text) }
        for folder in cgroup?.folders ?? [] { message.append(folder) }
        for (name, value) in profile.environment.sorted(by: { $0.key < $1.key }) {
            message.append("\(name)=\(value)")
        }
        message.append(CellPlan.temporaryFolder)
        for argument in template?.arguments ?? [] { message.append(argument) }
        message.append(filters.whole)
        if template != nil {
            message.append(filters.notifying)
            message.append(filters.remaining)
        }
        return message.bytes
    }

    private var rungNumber: UInt32 {
        switch rung {
        case .full: UInt32(JAIL_FULL)
        case .userns: UInt32(JAIL_USERNS)
        case .lockdown: UInt32(JAIL_LOCKDOWN)
        }
    }

    /// The folder for scratch folders where a cell has no root of its own: `$TMPDIR`, else `/tmp`.
    static var temporaryFolder: String {
        guard let folder = getenv("TMPDIR").map({ String(cString: $0) }), folder.hasPrefix("/") else {
            return "/tmp"
        }
        return folder
    }
}
