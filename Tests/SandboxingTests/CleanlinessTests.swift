import Foundation
import Sandboxing
import Testing

extension JailTests {
    /// What a run leaves: for the next one, for us, and on the host.
    @Suite struct CleanlinessTests {
        @Test("only a regular file of ours is collected, and never through a link", arguments: offeredRungs)
        func collecting(rung: Rung) throws {
            let cell = try Cell.forPrograms(
                rung, profile: "c-compile", allowing: ["symlink", "mknod", "mknodat", "mkdir", "link"])
            for (what, told) in [
                ("link", "link works\n"), ("fifo", "fifo works\n"), ("folder", "folder works\n"),
                ("twice", "hard link works\n"), ("large", ""),
            ] {
                let outcome = try cell.probe(what, collects: "left")
                #expect(outcome.output == told)
                #expect(outcome.collected == nil, "\(what)")
            }
            let outcome = try cell.probe("file", collects: "left")
            #expect(outcome.output == "file works\n" && outcome.collected?.size.bytes == 4)
        }

        @Test("the scratch folder is empty at each start, however deep it was", arguments: offeredRungs)
        func scratch(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung, profile: "c-compile", allowing: ["mkdir"])
            #expect(try cell.probe("deep").output == "2000\n")
            for _ in 0..<2 { #expect(try cell.probe("file").output == "file works\n") }
        }

        /// Landlock does not guard modes and times, and without namespaces the path leads to the host's file.
        @Test(
            "modes and times stay even of files that belong to the program's own uid", arguments: offeredRungs
        )
        func modes(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung, profile: "c-compile")
            let folder = FileManager.default.temporaryDirectory.appending(path: "jail-modes-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            chmod(folder.path(), 0o755)
            let file = folder.appending(path: "file").path()
            try Data("content".utf8).write(to: URL(filePath: file))
            let uid = HostState.uid(of: cell)
            if geteuid() == 0 { try #require(chown(file, uid, uid) == 0) }
            func look() throws -> [Int] {
                var status = stat()
                try #require(stat(file, &status) == 0)
                return [Int(status.st_mode), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
            }
            var before = try look()
            for what in ["mode", "times"] {
                #expect(try cell.probe(what, file).output == "\(what) EROFS\n")
                #expect(try look() == before)
                #expect(try Probe.unjailed(what, file).output == "\(what) works\n")
                #expect(try look() != before)
                chmod(file, 0o644)
                before = try look()
            }
        }

        @Test(
            "a folder above the scratch folder that is closed does not lose the cell", arguments: offeredRungs
        )
        func closing(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung, profile: "c-compile", allowing: ["chmod"])
            for folder in ["..", "."] {
                _ = try cell.probe("mode", folder)
                #expect(try cell.probe("file").output == "file works\n", "\(folder)")
            }
        }

        @Test(
            "nothing stays after any ending, nor after a cell is dropped in the middle",
            arguments: offeredRungs)
        func residue(rung: Rung) throws {
            var wardens: [Int32] = []
            let limits = Limits(
                cpu: .milliseconds(50), wall: .milliseconds(100), memory: .mib(32), output: .kib(1))
            for what in ["exit", "spin", "sleep", "hog", "flood", "dive", "fork", "ptrace", "file", "deep"] {
                let cell = try Cell.forPrograms(rung, profile: "c-compile")
                wardens.append(cell.processIdentifier)
                #expect(Residue(of: cell.processIdentifier).isThere)
                _ = try cell.probe(what, "0", limits: limits)
            }
            do {
                let cell = try Cell.forPrograms(rung)
                wardens.append(cell.processIdentifier)
                let image = try Probe.shared.get().image
                let dropped = try cell.start(Program(.image(image), arguments: ["probe", "spin"]))
                _ = try dropped.next(timeout: .milliseconds(50))
            }
            for warden in wardens { #expect(Residue(of: warden) == Residue()) }
        }

        @Test("descriptors do not pile up", arguments: offeredRungs)
        func descriptors(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung)
            func count() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            }
            _ = try cell.probe("exit", "0")
            let before = try count()
            for _ in 0..<200 { _ = try cell.probe("exit", "0") }
            for _ in 0..<20 { _ = try Cell.forPrograms(rung).probe("exit", "0") }
            #expect(try count() < before + 20)
        }

        @Test("a stopped run ends at once", arguments: offeredRungs)
        func stopping(rung: Rung) throws {
            let cell = try Cell.forPrograms(rung)
            let image = try Probe.shared.get().image
            let run = try cell.start(Program(.image(image), arguments: ["probe", "sleep"]))
            let start = ContinuousClock.now
            run.stop()
            guard case .ended(let report) = try run.next() else { return #expect(Bool(false), "output?") }
            #expect(report.ending == .stopped && ContinuousClock.now - start < .milliseconds(200))
        }

        @Test("a set-up that fails names its step, and nothing runs", arguments: offeredRungs)
        func failedSetUp(rung: Rung) throws {
            var profile = try ProfileStore.named("c-run").expanding(["c.program": []])
            profile.paths.append(PathRule(path: "/nowhere/at/all"))
            let error = #expect(throws: SandboxError.self) { try Jail(exactly: rung).makeCell(profile) }
            #expect(error?.description.contains("/nowhere/at/all") == true)
            let cell = try Cell.forPrograms(rung)
            let run = try cell.start(Program(.path("/usr/bin/absent"), arguments: ["absent"]))
            let fault = #expect(throws: SandboxError.self) { try run.next() }
            #expect(fault?.description.hasPrefix("execute /usr/bin/absent: ENOENT") == true)
            #expect(try cell.probe("exit", "0").report.ending == .exited(0))
        }
    }
}

/// What of one warden can be seen from outside: processes below it, cgroups and scratch folders with its name.
struct Residue: Equatable {
    var processes: Set<String> = []
    var cgroups: Set<String> = []
    var folders: Set<String> = []
    var isThere: Bool { !processes.isEmpty }

    /// Nothing.
    init() {}

    init(of warden: Int32) {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] where Int(name) != nil {
            let status = (try? String(contentsOfFile: "/proc/\(name)/status", encoding: .utf8)) ?? ""
            let isBelow = status.contains("\nPPid:\t\(warden)\n")
            if isBelow || (name == "\(warden)" && !status.isEmpty) { processes.insert(name) }
        }
        for hierarchy in ["memory", "pids", "cpuacct", ""] {
            let walk = files.enumerator(atPath: "/sys/fs/cgroup/\(hierarchy)")
            while let path = walk?.nextObject() as? String {
                if path.contains("seqjudge-\(warden)/") { cgroups.insert(path) }
            }
        }
        let names = (try? files.contentsOfDirectory(atPath: files.temporaryDirectory.path())) ?? []
        folders = Set(names.filter { $0 == "seqjudge-\(warden)" })
    }
}
