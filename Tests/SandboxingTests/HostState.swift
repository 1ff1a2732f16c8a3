import Foundation
import Sandboxing

/// What of the host a run must leave as it is: a text for each thing that is looked at.
struct HostState {
    private var facts: [String: String] = [:]
    /// When the clock says that the host was started.
    private let start = HostState.startOfHost()

    /// What is otherwise in a later state, one line each.
    func differences(to later: HostState) -> [String] {
        let shift = later.start - start
        // The network may set a clock right by a little.
        let clock = shift > .seconds(2) || shift < .seconds(-2) ? ["clock: set by \(shift)"] : []
        return clock
            + Set(facts.keys).union(later.facts.keys).sorted().compactMap {
                Self.difference($0, facts[$0] ?? "nothing", later.facts[$0] ?? "nothing")
            }
    }

    private static func difference(_ fact: String, _ before: String, _ after: String) -> String? {
        if before == after { return nil }
        let (old, new) = (lines(before), lines(after))
        let gone = old.filter { !new.contains($0) }.map { "-" + $0 }
        let come = new.filter { !old.contains($0) }.map { "+" + $0 }
        return "\(fact): "
            + (gone.isEmpty && come.isEmpty ? "other order" : (gone + come).joined(separator: ", "))
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

    private static func startOfHost() -> Duration {
        var (wall, steady) = (timespec(), timespec())
        clock_gettime(CLOCK_REALTIME, &wall)
        clock_gettime(CLOCK_BOOTTIME, &steady)
        return .seconds(wall.tv_sec - steady.tv_sec) + .nanoseconds(wall.tv_nsec - steady.tv_nsec)
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
    /// account of its waits, or not. A thread of the tests' own that has a run loop (Foundation's `Process` makes one) takes
    /// three objects to wait on with it when it ends, whenever that is; the engine uses none of these kinds.
    private static func descriptors(_ process: String) -> String {
        let targets = entries("/proc/\(process)/fd").compactMap { name in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(name)")
        }
        let ofRunLoops = ["[eventpoll]", "[eventfd]", "[timerfd]"]
        let kept = targets.filter { target in
            !target.hasSuffix("/schedstat") && !ofRunLoops.contains { target.hasSuffix($0) }
        }
        let kinds = kept.map { $0.prefix { $0 != "[" } }
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
