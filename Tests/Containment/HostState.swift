import Foundation
import Glibc

/// What of the host a check could have changed. Two of them are compared.
struct HostState {
    var processes: Set<String> = []
    var cgroups: Set<String> = []
    var mounts = ""
    var files: Set<String> = []
    var ipc = ""
    var descriptors: [String: String] = [:]
    var threads = 0
    var limits: [String] = []
    var name = ""
    var keyrings = ""
    var namespaces: [String?] = []
    var programs = ""
    /// The wall clock's lead over the time since the start of the host, in seconds.
    var clock = 0.0

    /// The present state, but for what comes and goes without us.
    static func now() -> HostState {
        var state = HostState()
        state.processes = ours()
        for root in cgroupRoots { state.cgroups.formUnion(cgroupFolders(root)) }
        state.mounts = text("/proc/self/mountinfo")
        for folder in [
            ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp", "/var/tmp", "/dev/shm", "/run/lock",
            "/dev/mqueue",
        ] {
            for name in entries(folder)
            where isOurs(name) && !name.hasPrefix("canaries-") {
                state.files.insert("\(folder)/\(name)")
            }
        }
        // Without the columns that tell who has attached and when.
        for kind in ["shm", "sem", "msg"] {
            state.ipc += text("/proc/sysvipc/\(kind)").split(separator: "\n").map {
                $0.split(separator: " ").prefix(2).joined(separator: " ")
            }.joined(separator: ",")
        }
        for name in entries("/proc/self/fd") {
            state.descriptors[name] = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/fd/\(name)")
        }
        state.threads = entries("/proc/self/task").count
        state.limits = text("/proc/self/limits").split(separator: "\n").map(String.init)
        state.name = text("/proc/sys/kernel/hostname") + text("/proc/sys/kernel/core_pattern")
        state.clock = seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME)
        state.keyrings = text("/proc/keys").split(separator: "\n").map { $0.prefix(8) }.sorted().joined()
        state.namespaces = entries("/proc/self/ns").sorted().map {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/\($0)")
        }
        state.programs = ["/proc/self/exe", "/usr/bin/python3", "/usr/bin/gcc"].map(mark).joined(
            separator: ", ")
        return state
    }

    /// What changes with a file's contents.
    private static func mark(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "none" }
        return
            "\(status.st_ino) \(status.st_mode) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }

    /// How this state differs from an earlier one, a sentence each.
    func differences(from before: HostState) -> [String] {
        var sentences: [String] = []
        func compare(_ what: String, _ now: Set<String>, _ then: Set<String>) {
            let more = now.subtracting(then).sorted()
            let less = then.subtracting(now).sorted()
            if !more.isEmpty { sentences.append("\(what) left: \(more.joined(separator: ", "))") }
            if !less.isEmpty { sentences.append("\(what) gone: \(less.joined(separator: ", "))") }
        }
        compare("processes", processes, before.processes)
        compare("cgroups", cgroups, before.cgroups)
        compare("files", files, before.files)
        if mounts != before.mounts { sentences.append("the mount table has changed") }
        if ipc != before.ipc { sentences.append("IPC objects have changed: \(ipc)") }
        // A timer is the run-time library's own.
        let opened = descriptors.filter {
            before.descriptors[$0.key] != $0.value && !$0.value.contains("timerfd")
        }
        if descriptors.count > before.descriptors.count, !opened.isEmpty {
            sentences.append("descriptors left: \(opened)")
        }
        // The pools of the runtime grow to a bound of their own.
        if threads > max(before.threads, 4) + 8 {
            sentences.append("\(threads - before.threads) threads more")
        }
        if limits != before.limits { sentences.append("the judge's limits have changed") }
        if name != before.name { sentences.append("the host's name or core pattern has changed") }
        if keyrings != before.keyrings { sentences.append("the keyrings have changed") }
        if namespaces != before.namespaces { sentences.append("the judge is in other namespaces") }
        if programs != before.programs {
            sentences.append("the judge's program or a tool of its was changed")
        }
        if abs(clock - before.clock) > 0.02 { sentences.append("the host's clock was set") }
        return sentences
    }

    /// Waits up to a second for the state to be the earlier one again: the kernel takes its time to remove a cgroup.
    static func differences(from before: HostState) async -> [String] {
        for _ in 0..<50 {
            if now().differences(from: before).isEmpty { return [] }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return now().differences(from: before)
    }

    /// Processes below this one, and what a jail left that has no host any more, by pid and name.
    private static func ours() -> Set<String> {
        var parents: [Int32: Int32] = [:]
        var names: [Int32: String] = [:]
        var jailed: Set<Int32> = []
        var found: Set<String> = []
        for entry in entries("/proc") {
            guard let pid = Int32(entry) else { continue }
            let fields = text("/proc/\(entry)/status").split(separator: "\n")
            // Dead, and for process 1 to bury.
            if fields.contains(where: { $0.hasPrefix("State:\tZ") }), fields.contains("PPid:\t1") { continue }
            func field(_ name: String) -> String? {
                fields.first { $0.hasPrefix(name) }?.split(whereSeparator: \.isWhitespace).dropFirst().first
                    .map(
                        String.init)
            }
            parents[pid] = field("PPid:").flatMap { Int32($0) }
            names[pid] = field("Name:")
            let uid = field("Uid:").flatMap { UInt32($0) } ?? 0
            let program =
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(entry)/exe")) ?? ""
            if (0x7000_0000..<0x7040_0000).contains(uid) || program.contains("memfd:seqjudge-program") {
                jailed.insert(pid)
            }
        }
        for (pid, name) in names {
            var top = pid
            while let next = parents[top], next > 1, top != getpid() { top = next }
            if top == getpid() ? pid != top : jailed.contains(top) {
                found.insert("\(pid) \(name) of \(parents[pid] ?? 0)")
            }
        }
        return found
    }

    /// Where cells of this process make their cgroups.
    private static let cgroupRoots: Set<String> = {
        var roots: Set<String> = []
        for line in text("/proc/self/cgroup").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 3 else { continue }
            for controller in parts[1].split(separator: ",", omittingEmptySubsequences: false) + [""] {
                roots.insert("/sys/fs/cgroup/\(controller)\(parts[2])")
                roots.insert("/sys/fs/cgroup/\(controller)")
            }
        }
        return roots
    }()

    private static func cgroupFolders(_ root: String) -> Set<String> {
        Set(entries(root).filter { $0.contains("seqjudge-") && isOurs($0) }.map { "\(root)/\($0)" })
    }

    /// Whether a name is not that of a warden which another host has at this moment.
    private static func isOurs(_ name: String) -> Bool {
        guard var pid = Int32(name.split(separator: "-").last ?? ""), kill(pid, 0) == 0 else { return true }
        while pid > 1, pid != getpid() {
            let line = text("/proc/\(pid)/status").split(separator: "\n").first { $0.hasPrefix("PPid:") }
            pid = line.flatMap { Int32($0.dropFirst(5).trimmingCharacters(in: .whitespaces)) } ?? 0
        }
        return pid == getpid()
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var now = timespec()
        clock_gettime(clock, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }

    static func entries(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// A file of the kernel's, whole; "" where there is none.
    static func text(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65536)
        var all: [UInt8] = []
        while case let size = fread(&bytes, 1, bytes.count, file), size > 0 { all += bytes[..<size] }
        return String(decoding: all, as: UTF8.self)
    }
}
