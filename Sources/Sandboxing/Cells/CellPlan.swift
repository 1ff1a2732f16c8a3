import CJail
import Glibc

/// Everything the warden is told to set a cell up.
struct CellPlan: Sendable {
    var profile: Profile
    var rung: Rung
    var cgroup: CgroupPlan?
    /// Whether the candidate gets a uid of its own on the host; the warden's pid makes it unique.
    var ownUID: Bool

    /// First of the host uids that cells use: above those that systemd hands out (1,879,048,191 and below, see
    /// systemd's UIDS-GIDS document) and below 2^31; the offset is a number of at most 22 bits.
    static let firstUID: UInt32 = 0x7000_0000

    /// The set-up message.
    func message(uid: UInt32) throws(SandboxError) -> [UInt8] {
        let records = try PathRecords(profile.paths)
        let filter: [UInt8]
        do {
            filter = try SeccompFilter.compile(
                profile.systemCalls, processes: profile.limits.processes, listener: true)
        } catch {
            throw SandboxError(.setUp, step: "compile the profile's filter: \(error)")
        }
        var header = jail_setup()
        header.kind = UInt32(JAIL_SETUP)
        header.rung = rungNumber
        header.flags = UInt32(JAIL_LISTENER)
        if ownUID { header.flags |= UInt32(JAIL_OWN_UID) }
        if cgroup?.isVersion2 == true { header.flags |= UInt32(JAIL_CGROUP_V2) }
        header.uid = uid
        header.gid = uid
        header.paths = UInt32(records.count)
        header.cgroups = UInt32(cgroup?.folders.count ?? 0)
        header.environment = UInt32(profile.environment.count)
        header.filter_bytes = UInt32(filter.count)
        header.scratch_bytes = UInt64(profile.scratch?.bytes ?? 0)
        return message(header, records, filter)
    }

    private func message(_ header: jail_setup, _ records: PathRecords, _ filter: [UInt8]) -> [UInt8] {
        var message = MessageBuilder(header)
        for text in records.strings { message.append(text) }
        for folder in cgroup?.folders ?? [] { message.append(folder) }
        for (name, value) in profile.environment.sorted(by: { $0.key < $1.key }) {
            message.append("\(name)=\(value)")
        }
        message.append(temporaryFolder)
        message.append(filter)
        return message.bytes
    }

    private var rungNumber: UInt32 {
        switch rung {
        case .full: UInt32(JAIL_FULL)
        case .userns: UInt32(JAIL_USERNS)
        case .lockdown: UInt32(JAIL_LOCKDOWN)
        }
    }

    private var temporaryFolder: String {
        guard let folder = getenv("TMPDIR").map({ String(cString: $0) }), folder.hasPrefix("/") else {
            return "/tmp"
        }
        return folder
    }
}
