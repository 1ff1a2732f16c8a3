import Glibc

/// Where a cell's cgroup can be made.
struct CgroupPlan: Sendable, Hashable {
    /// Whether it is version 2.
    var isVersion2: Bool
    /// Version 1: the folders below which to make one for memory, pids and cpuacct, in this order. Version 2: one folder.
    var folders: [String]

    /// Environment variable that names a delegated version 2 folder to use.
    static let variable = "SEQJUDGE_CGROUP"

    /// What this host allows the process, or the reason why there is none.
    static func discover() -> Result<CgroupPlan, SandboxError> {
        let mounts = CgroupMount.all()
        let own = ownPaths()
        if let plan = version1(mounts, own) { return .success(plan) }
        if let plan = version2(mounts, own) { return .success(plan) }
        let step = "find a cgroup with the memory and pids controllers that may be written to"
        return .failure(SandboxError(.refused, step: step))
    }

    private static func version1(_ mounts: [CgroupMount], _ own: [String: String]) -> CgroupPlan? {
        var folders: [String] = []
        for controller in ["memory", "pids", "cpuacct"] {
            guard let mount = mounts.first(where: { $0.controllers.contains(controller) }) else { return nil }
            let folder = mount.folder(of: own[controller] ?? "/")
            guard access(folder, W_OK) == 0 else { return nil }
            folders.append(folder)
        }
        return CgroupPlan(isVersion2: false, folders: folders)
    }

    /// The nearest folder, from our own cgroup up, whose children get both controllers and which we may write to.
    private static func version2(_ mounts: [CgroupMount], _ own: [String: String]) -> CgroupPlan? {
        if let named = getenv(variable).map({ String(cString: $0) }), isUsable(named) {
            return CgroupPlan(isVersion2: true, folders: [named])
        }
        guard let mount = mounts.first(where: { $0.isVersion2 }) else { return nil }
        var folder = mount.folder(of: own[""] ?? "/")
        while folder.hasPrefix(mount.point) {
            if isUsable(folder) { return CgroupPlan(isVersion2: true, folders: [folder]) }
            guard folder != mount.point, let slash = folder.lastIndex(of: "/") else { break }
            folder = String(folder[..<slash])
        }
        return nil
    }

    private static func isUsable(_ folder: String) -> Bool {
        guard access(folder, W_OK) == 0, let text = TextFile.read(folder + "/cgroup.subtree_control") else {
            return false
        }
        let controllers = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
        return controllers.isSuperset(of: ["memory", "pids"])
    }

    /// Controller → our path, from `/proc/self/cgroup`; version 2 has the controller "".
    private static func ownPaths() -> [String: String] {
        var paths: [String: String] = [:]
        for line in (TextFile.read("/proc/self/cgroup") ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for controller in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                paths[String(controller)] = String(parts[2])
            }
        }
        return paths
    }

    /// Removes cgroups of wardens that were killed before they could do it themselves.
    ///
    /// A warden in another pid namespace has no number here. Its cgroup is busy as soon as somebody is in it; so one that
    /// is new, and may still be waiting for that, is left alone.
    func sweep() {
        for folder in folders {
            for name in TextFile.entries(folder) where name.hasPrefix("seqjudge-") {
                guard let pid = Int32(name.dropFirst("seqjudge-".count)), kill(pid, 0) != 0, errno == ESRCH,
                    CgroupPlan.isOld("\(folder)/\(name)")
                else { continue }
                rmdir("\(folder)/\(name)")
            }
        }
    }

    /// Whether a folder was made ten seconds ago or more.
    private static func isOld(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && time(nil) - status.st_mtim.tv_sec >= 10
    }
}

/// A mounted cgroup hierarchy.
struct CgroupMount {
    var point: String
    var root: String
    var isVersion2: Bool
    var controllers: Set<String>

    /// All of `/proc/self/mountinfo`.
    static func all() -> [CgroupMount] {
        (TextFile.read("/proc/self/mountinfo") ?? "").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), fields.count > dash + 3 else {
                return nil
            }
            let type = fields[dash + 1]
            guard type == "cgroup" || type == "cgroup2" else { return nil }
            let options = Set(fields[dash + 3].split(separator: ",").map(String.init))
            return CgroupMount(
                point: fields[4], root: fields[3], isVersion2: type == "cgroup2", controllers: options)
        }
    }

    /// The folder of a cgroup's path as `/proc/self/cgroup` gives it; the mount point when it is not below it.
    func folder(of path: String) -> String {
        var relative = path
        if root != "/", relative.hasPrefix(root) { relative = String(relative.dropFirst(root.count)) }
        let folder = relative == "/" || relative.isEmpty ? point : point + relative
        return access(folder, F_OK) == 0 ? folder : point
    }
}
