import Foundation
import Testing

@testable import Sandboxing

extension JailTests {
    /// That what the fuzzing tests look at would show what a run did: each change is made by ourselves.
    @Suite struct HostStateTests {
        /// A change, and how to undo it.
        private struct Change {
            var fact: String
            var make: () throws -> Void
            var undo: () throws -> Void
        }

        @Test("a change to the host is noticed, and none where there is none")
        func changes() throws {
            let cell = try Cell.forPrograms(try #require(offeredRungs.first))
            let canary = try Canary(of: cell, patience: .zero)
            _ = try cell.probe("exit", "0")
            usleep(200_000)
            for change in try Self.files(canary) + Self.own() + Self.uids(cell) {
                let before = HostState(canary, cell)
                #expect(before.differences(to: HostState(canary, cell)).isEmpty)
                try change.make()
                let found = before.differences(to: HostState(canary, cell))
                try change.undo()
                #expect(found.contains { $0.hasPrefix(change.fact) }, "\(change.fact): \(found)")
            }
        }

        private static func files(_ canary: Canary) throws -> [Change] {
            let file = canary.folder + "/canary"
            let left = "/tmp/left-\(canary.token)"
            func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: file)) }
            return [
                Change(fact: "canary", make: { try write("x") }, undo: { try write("a canary\n") }),
                Change(fact: "canary", make: { chmod(file, 0o600) }, undo: { chmod(file, 0o666) }),
                Change(fact: "canary", make: { mkdir(left, 0o700) }, undo: { rmdir(left) }),
                Change(fact: "canary", make: { symlink("x", left) }, undo: { unlink(left) }),
                Change(
                    fact: "canary", make: { mkdir(canary.folder + "/x", 0o700) },
                    undo: { rmdir(canary.folder + "/x") }),
            ]
        }

        private static func own() throws -> [Change] {
            var opened: Int32 = -1
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            func setLimit(_ soft: rlim_t) {
                var changed = limit
                changed.rlim_cur = soft
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &changed)
            }
            return [
                Change(fact: "own limits", make: { setLimit(512) }, undo: { setLimit(limit.rlim_cur) }),
                Change(
                    fact: "own descriptors", make: { opened = open("/dev/null", O_RDONLY | O_CLOEXEC) },
                    undo: { close(opened) }),
            ]
        }

        /// Of the cell's own uid, which only root can take.
        private static func uids(_ cell: Cell) throws -> [Change] {
            guard geteuid() == 0 else { return [] }
            let uid = HostState.uid(of: cell)
            let segment = shmget(IPC_PRIVATE, 4096, 0o600)
            try #require(segment >= 0)
            var status = shmid_ds()
            shmctl(segment, IPC_STAT, &status)
            status.shm_perm.uid = uid
            let stray = Process()
            stray.executableURL = URL(filePath: "/usr/bin/env")
            stray.arguments = ["setpriv", "--reuid", "\(uid)", "--clear-groups", "sleep", "10"]
            return [
                Change(
                    fact: "System V shm", make: { shmctl(segment, IPC_SET, &status) },
                    undo: { shmctl(segment, IPC_RMID, nil) }),
                Change(
                    fact: "processes elsewhere",
                    make: {
                        try stray.run()
                        usleep(300_000)
                    }, undo: { kill(stray.processIdentifier, SIGKILL) }),
            ]
        }
    }
}
