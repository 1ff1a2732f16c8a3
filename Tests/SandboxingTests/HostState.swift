import Foundation
import Sandboxing

/// What of the host a run must leave as it is: a text for each thing that is looked at.
struct HostState: Equatable {
    private(set) var facts: [String: String] = [:]

    /// What is otherwise in a later state, one line each.
    func differences(to later: HostState) -> [String] {
        Set(facts.keys).union(later.facts.keys).sorted().compactMap { key in
            let (before, after) = (facts[key] ?? "nothing", later.facts[key] ?? "nothing")
            if before == after { return nil }
            let (old, new) = (Self.lines(before), Self.lines(after))
            let changes =
                old.filter { !new.contains($0) }.map { "-" + $0 }
                + new.filter { !old.contains($0) }.map { "+" + $0 }
            return "\(key): \(changes.isEmpty ? "other order" : changes.joined(separator: ", "))"
        }
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    /// - Parameter canary: the cell's.
    init(_ canary: Canary, _ cell: Cell) {
        addKernel()
        addOwn()
        facts["canary"] = canary.state
        facts["bystander"] = canary.bystander.isRunning ? "runs" : "ended"
        add(cell, besides: canary.bystander.processIdentifier)
    }

    private static func read(_ path: String) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else { return "unreadable" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func entries(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private mutating func addKernel() {
        for name in ["hostname", "domainname", "tainted", "core_pattern", "pid_max", "random/boot_id"] {
            facts[name] = Self.read("/proc/sys/kernel/\(name)")
        }
        facts["POSIX queues"] = Self.entries("/dev/mqueue").joined(separator: "\n")
        facts["mounts"] = Self.read("/proc/self/mountinfo")
        var (wall, steady) = (timespec(), timespec())
        clock_gettime(CLOCK_REALTIME, &wall)
        clock_gettime(CLOCK_BOOTTIME, &steady)
        // In quarters of an hour, so that a clock that is being set by the network does not count.
        let start = wall.tv_sec - steady.tv_sec
        facts["clock"] = "\((start + 450) / 900)"
    }

    private mutating func addOwn() {
        facts["own status"] = Self.status("self")
        facts["own limits"] = Self.read("/proc/self/limits")
        facts["own nice value"] = "\(getpriority(.init(0), 0))"
        facts["own folder"] = FileManager.default.currentDirectoryPath
        facts["own cgroups"] = Self.read("/proc/self/cgroup")
        facts["own descriptors"] = Self.descriptors("self")
    }

    /// What a process has open, without the numbers of pipes and the like. Of a run that is over quickly the keeper has the
    /// account of its waits, or not.
    private static func descriptors(_ process: String) -> String {
        let targets = entries("/proc/\(process)/fd").compactMap { name in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(name)")
        }
        let kinds = targets.filter { !$0.hasSuffix("/schedstat") }.map { $0.prefix { $0 != "[" } }
        return Dictionary(grouping: kinds, by: { $0 }).map { "\($0.value.count) \($0.key)" }.sorted().joined(
            separator: "\n")
    }

    /// What stays the same of a process while it lives.
    private static func status(_ process: String) -> String {
        let kept = [
            "Umask", "Uid", "Gid", "Groups", "SigBlk", "SigIgn", "Cap", "NoNewPrivs", "Seccomp",
            "Cpus_allowed_list",
        ]
        return lines(read("/proc/\(process)/status")).filter { line in kept.contains { line.hasPrefix($0) } }
            .joined(separator: "\n")
    }

    private mutating func add(_ cell: Cell, besides bystander: Int32) {
        let warden = cell.processIdentifier
        let below = Processes.below(warden).map(\.pid)
        facts["processes of the cell"] = ([warden] + below).map { Self.read("/proc/\($0)/comm") }.sorted()
            .joined()
        for (name, pid) in zip(["guardian", "keeper"], [warden] + below.prefix(1)) {
            facts["\(name)'s status"] = Self.status("\(pid)")
            facts["\(name)'s limits"] = Self.read("/proc/\(pid)/limits")
            facts["\(name)'s mounts"] = Self.read("/proc/\(pid)/mountinfo")
            facts["\(name)'s descriptors"] = Self.descriptors("\(pid)")
        }
        let uid = Self.uid(of: cell)
        addObjects(of: geteuid() == 0 ? ["\(uid)"] : ["\(uid)", "\(geteuid())"])
        facts["processes elsewhere"] = Self.strays(with: uid, besides: Set(below + [warden, bystander]))
            .joined(
                separator: "\n")
        for hierarchy in ["memory", "pids", "cpuacct", ""] {
            let folder = "/sys/fs/cgroup/\(hierarchy)/seqjudge-\(warden)"
            facts["cgroup \(hierarchy)"] = Self.entries(folder).joined(separator: "\n")
        }
    }

    /// The uid that only the runs of this cell have, where it may have one.
    static func uid(of cell: Cell) -> UInt32 { 0x7000_0000 + UInt32(cell.processIdentifier) & 0x3f_ffff }

    /// Objects of System V inter-process communication that a run of the cell may have made: of its uid, or of ours where
    /// that is its own and no other program's.
    private mutating func addObjects(of uids: Set<String>) {
        for (kind, uidField) in [("shm", 7), ("sem", 4), ("msg", 7)] {
            let objects = Self.lines(Self.read("/proc/sysvipc/\(kind)")).dropFirst().map {
                $0.split(separator: " ")
            }
            let ours = objects.filter { $0.count > uidField && uids.contains(String($0[uidField])) }
            facts["System V \(kind)"] = ours.map { $0.prefix(2).joined(separator: " ") }.joined(
                separator: "\n")
        }
    }

    /// Processes with the uid that is the cell's alone, where it has one, which are not below it.
    private static func strays(with uid: UInt32, besides known: Set<Int32>) -> [String] {
        entries("/proc").filter { name in
            guard let pid = Int32(name), !known.contains(pid) else { return false }
            return read("/proc/\(name)/status").contains("\nUid:\t\(uid)\t")
        }
    }
}
