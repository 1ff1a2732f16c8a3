import Foundation
import Sandboxing

/// What a cell's programs could reach if nothing but its uid stood in the way: a file and a folder that are theirs and that
/// anybody may write to, and a process.
///
/// Where we are not root, they are ours, as the programs are.
final class Canary {
    let folder: String
    /// A word in the names of the files that programs try to make.
    let token: String
    let bystander = Process()

    /// - Parameter patience: how long it is to last, at least.
    init(of cell: Cell, patience: Duration) throws {
        token = "\(getpid())-\(cell.processIdentifier)"
        folder = FileManager.default.temporaryDirectory.appending(path: "jail-fuzz-\(token)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("a canary\n".utf8).write(to: URL(filePath: folder + "/canary"))
        let uid = HostState.uid(of: cell)
        for (path, mode) in [(folder, mode_t(0o777)), (folder + "/canary", 0o666)] {
            guard chmod(path, mode) == 0, geteuid() != 0 || chown(path, uid, uid) == 0 else {
                throw POSIXError(.EPERM)
            }
        }
        let change = ["setpriv", "--reuid", "\(uid)", "--regid", "\(uid)", "--clear-groups"]
        bystander.executableURL = URL(filePath: "/usr/bin/env")
        bystander.arguments =
            (geteuid() == 0 ? change : []) + ["sleep", "\(patience.components.seconds + 600)"]
        // Or who reads what this process prints would wait for it, should it outlive us.
        for stream in [\Process.standardOutput, \.standardError] {
            bystander[keyPath: stream] = FileHandle.nullDevice
        }
        try bystander.run()
    }

    deinit {
        kill(bystander.processIdentifier, SIGKILL)  // it may have inherited that SIGTERM is blocked
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// All that a program might change about them, and the files that it might have made.
    var state: String {
        var status = stat()
        lstat(folder + "/canary", &status)
        let content = FileManager.default.contents(atPath: folder + "/canary")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let places = [
            "", "/tmp/", "/dev/shm/", "/var/tmp/", "/usr/lib/", "/", "../", "/dev/mqueue/", folder + "/../",
        ]
        let file = "\(status.st_mode) \(status.st_nlink) \(status.st_uid) \(status.st_gid)"
        let times = "\(status.st_mtim) \(status.st_ctim)"
        lstat(folder, &status)
        return """
            file: \(content.map { String(decoding: $0, as: UTF8.self) } ?? "gone")\(file), \(times)
            folder: \(names.sorted()), \(status.st_mode) \(status.st_uid) \(status.st_mtim) \(status.st_ctim)
            left: \(places.map { "\($0)left-\(token)" }.filter(Self.exists))
            """
    }
}
