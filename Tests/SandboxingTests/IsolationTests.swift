import Foundation
import Sandboxing
import Testing

extension JailTests {
    /// What a program sees and may do. Where an attack is tried, the same attack works unjailed.
    @Suite struct IsolationTests {
        @Test("only standard input, output and error are open", arguments: Place.offered)
        func descriptors(place: Place) throws {
            // Without close-on-exec, as an embedding program may open files.
            let leak = open("/etc/hostname", O_RDONLY)
            defer { close(leak) }
            #expect(try Cell.at(place).probe("descriptors").output == "0 1 2 ")
        }

        @Test("the environment is the profile's", arguments: Place.offered)
        func environment(place: Place) throws {
            setenv("JAIL_TEST_CANARY", "secret", 1)
            let cell = try Cell.at(place)
            let expected = cell.profile.environment.map { "\($0)=\($1)\n" }.sorted().joined()
            #expect(try cell.probe("environment").output == expected)
            #expect(try Probe.unjailed("environment").output.contains("JAIL_TEST_CANARY=secret"))
        }

        @Test("no privileges can be gained, and the uid is not ours as root", arguments: Place.offered)
        func privileges(place: Place) throws {
            let cell = try Cell.at(place)
            #expect(try cell.probe("privileges").output == "1\n")
            let ids = try cell.probe("ids").output.split(separator: " ")
            #expect(ids.first != "0")
            if place.rung != .lockdown { #expect(ids.last == "2\n") }
        }

        @Test("the host's name does not show where there are namespaces", arguments: Place.offered)
        func hostName(place: Place) throws {
            if place.rung != .lockdown { #expect(try Cell.at(place).probe("host").output == "jail\n") }
        }

        @Test("files outside the profile can neither be read nor written", arguments: Place.offered)
        func files(place: Place) throws {
            let canary = FileManager.default.temporaryDirectory.appending(path: "jail-canary-\(getpid())")
                .path()
            try Data("canary".utf8).write(to: URL(filePath: canary))
            chmod(canary, 0o666)
            defer { unlink(canary) }
            let cell = try Cell.at(place)
            for path in [
                canary, "/etc/passwd", "/proc/self/environ", "/sys/kernel/uevent_seqnum", "/proc/1/cmdline",
            ] {
                let output = try cell.probe("read", path).output
                #expect(output == "open ENOENT\n" || output == "open EACCES\n", "\(path): \(output)")
            }
            #expect(try Probe.unjailed("read", canary).output == "open works\ncanary\n")
            for path in [canary, "/tmp/new", "new", "/dev/shm/new", "/usr/lib/new"] {
                #expect(try cell.probe("write", path).output.hasPrefix("write E"), "\(path)")
            }
            #expect(try Probe.unjailed("write", canary).output == "write works\n")
        }

        @Test("a listener on the host is not reached", arguments: Place.offered)
        func network(place: Place) throws {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = try withUnsafeMutablePointer(to: &address) { pointer in
                try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                    try #require(bind(listener, plain, size) == 0 && listen(listener, 1) == 0)
                    try #require(getsockname(listener, plain, &size) == 0)
                }
                return UInt16(bigEndian: pointer.pointee.sin_port)
            }
            #expect(try Cell.at(place).probe("connect", "\(port)").output == "socket EPERM\n")
            #expect(try Probe.unjailed("connect", "\(port)").output == "connect works\n")
        }

        @Test(
            "calls that escape fail, and what has no innocent use ends the program", arguments: Place.offered)
        func calls(place: Place) throws {
            let cell = try Cell.at(place)
            #expect(try cell.probe("unshare").output.hasPrefix("unshare E"))
            #expect(try Probe.unjailed("unshare").output == "unshare works\n")
            for number in [165, 166, 155, 308, 250, 321, 298, 323, 425, 435, 303, 304, 101 + 1000] {
                // mount, umount2, pivot_root, setns, keyctl, bpf, perf_event_open, userfaultfd, io_uring_setup, clone3,
                // name_to_handle_at, open_by_handle_at, and a number that no call has
                let output = try cell.probe("raw", "\(number)").output
                #expect(["call EPERM\n", "call ENOSYS\n"].contains(output), "\(number): \(output)")
            }
            #expect(try cell.probe("ptrace").report.ending == .violated("ptrace"))
            #expect(try Probe.unjailed("ptrace").output == "ptrace works\n")
        }

        #if arch(x86_64)
            @Test("other ABIs end the program", arguments: Place.offered)
            func otherABIs(place: Place) throws {
                let cell = try Cell.at(place)
                for what in ["int80", "x32"] {
                    let outcome = try cell.probe(what)
                    #expect(outcome.report.ending == .violated("a system call of another ABI"))
                    #expect(outcome.output.isEmpty)
                }
                #expect(try Probe.unjailed("x32").output == "works\n")
            }
        #endif

        @Test("signals reach nothing outside", arguments: Place.offered)
        func signals(place: Place) throws {
            let bystander = Process()
            bystander.executableURL = URL(filePath: "/bin/sleep")
            bystander.arguments = ["60"]
            try bystander.run()
            defer { kill(bystander.processIdentifier, SIGKILL) }
            let outcome = try Cell.at(place).probe("kill others")
            #expect(outcome.report.ending == .exited(0) || outcome.report.ending == .signaled(SIGKILL))
            #expect(bystander.isRunning)
        }
    }
}
