import Foundation
import Glibc
import Testing

@testable import Sandboxing

@Test(
    "a cgroup whose warden is gone is removed, but not one that is new: its warden may be of another pid namespace"
)
func sweepingCgroups() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "sweep-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let gone = 0x3f_ffff  // no pid is as large as the kernel's limit for them
    for name in ["seqjudge-\(gone)", "seqjudge-\(getpid())", "other-\(gone)"] {
        mkdir("\(home)/\(name)", 0o755)
    }
    func left() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: home).count }
    let plan = CgroupPlan(isVersion2: true, folders: [home])
    plan.sweep()
    #expect(try left() == 3)
    for name in try FileManager.default.contentsOfDirectory(atPath: home) {
        let longAgo = timespec(tv_sec: time(nil) - 60, tv_nsec: 0)
        utimensat(AT_FDCWD, "\(home)/\(name)", [longAgo, longAgo], 0)
    }
    plan.sweep()
    #expect(try left() == 2)
    #expect(access("\(home)/seqjudge-\(gone)", F_OK) != 0)
}
