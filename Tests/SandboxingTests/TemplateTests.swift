import Foundation
import Sandboxing
import Testing

extension JailTests {
    /// Runs that are forked from a template: what they do neither reaches the template nor the next run.
    @Suite struct TemplateTests {
        @Test("what a run changes in its interpreter, no other run sees", arguments: offeredRungs)
        func isolation(rung: Rung) throws {
            let cell = try Cell.warm(rung, try Cell.python())
            let change = "import math, sys; math.pi = 3; sys.left = 1; print(math.pi)"
            #expect(try cell.python(change).output == "3\n")
            #expect(try cell.python(change + "; print(sys.left)").output == "3\n1\n")
            let look = "import math, sys; print(math.pi > 3.1, hasattr(sys, 'left'))"
            #expect(try cell.python(look).output == "True False\n")
        }

        @Test("a run sees no process but itself, and cannot end the template", arguments: offeredRungs)
        func signals(rung: Rung) throws {
            let cell = try Cell.warm(rung, try Cell.python())
            let parent = rung == .lockdown ? "posix.getppid()" : "3"
            let text = """
                import posix
                print(posix.getpid() == 2, posix.getppid() == 0)
                for pid in (\(parent), -1):
                    try: posix.kill(pid, 9 if pid > 0 else 0); print("works")
                    except OSError as error: print(type(error).__name__)
                """
            let lines = try cell.python(text).output.split(separator: "\n")
            if rung == .lockdown {
                #expect(lines.dropFirst().first == "PermissionError", "\(lines)")
            } else {
                #expect(lines == ["True True", "ProcessLookupError", "ProcessLookupError"], "\(lines)")
            }
            #expect(try cell.python("print(1)").output == "1\n")
        }

        @Test("a run has no capability, which its template does have", arguments: offeredRungs)
        func capabilities(rung: Rung) throws {
            var profile = try Cell.python()
            // With the call let through it is the missing capability that forbids, and the namespace's owner knows it.
            profile.systemCalls.rules.removeAll { ["unshare", "sethostname"].contains($0.call) }
            for call in ["unshare", "sethostname"] {
                profile.systemCalls.rules.append(.init(call: call, action: .allow))
            }
            let cell = try Cell.warm(rung, profile)
            let text = """
                import ctypes
                libc = ctypes.CDLL(None, use_errno=True)
                print(libc.unshare(0x20000000), libc.sethostname(b"x", 1))
                """
            #expect(try cell.python(text).output == "-1 -1\n")
        }

        @Test("memory is counted from what the template has", arguments: offeredRungs)
        func memory(rung: Rung) throws {
            let cell = try Cell.warm(rung, try Cell.python())
            let limits = Limits(memory: .mib(64))
            let hold = "x = bytearray(%d << 20); print(len(x) >> 20)"
            for _ in 0..<5 {
                #expect(try cell.python(hold.replacing("%d", with: "40"), limits: limits).output == "40\n")
            }
            let over = try cell.python(
                "x = []\nwhile True: x.append(bytearray(1 << 20))", limits: limits)
            #expect(over.report.ending == .breached(.memory), "\(over.report)")
            #expect(try cell.python("print(1)", limits: limits).output == "1\n")
        }

        @Test("CPU time is counted from nothing", arguments: offeredRungs)
        func cpu(rung: Rung) throws {
            let cell = try Cell.warm(rung, try Cell.python())
            for _ in 0..<3 {
                let spin = try cell.python(
                    "while True: pass", limits: Limits(cpu: .milliseconds(200), wall: .seconds(20)))
                #expect(spin.report.ending == .breached(.cpu))
                #expect(spin.report.cpu >= .milliseconds(195) && spin.report.cpu < .milliseconds(230))
            }
            #expect(try cell.python("print(1)").report.cpu < .milliseconds(50))
        }

        @Test("a template that dies loses its cell and never makes a verdict", arguments: offeredRungs)
        func death(rung: Rung) throws {
            let cell = try Cell.warm(rung, try Cell.python())
            let run = try cell.start(Program(.template, arguments: []))
            run.write(Array("16\nwhile True: pass".utf8))
            #expect(try run.next(timeout: .milliseconds(100)) == .timedOut)
            let template = try #require(Processes.below(cell.processIdentifier).first { $0.isInterpreter })
            kill(template.pid, SIGKILL)
            let fault = #expect(throws: SandboxError.self) { while true { _ = try run.next() } }
            #expect(fault?.kind == .lost)
            #expect(!cell.isUsable)
        }

        @Test(
            "a template that does not start leaves a cell that works, and tells why", arguments: offeredRungs)
        func absence(rung: Rung) throws {
            let python = try Cell.python()
            let path = try #require(
                python.paths.first { $0.isExecutable && $0.path.contains("python") }?.path)
            let arguments = [path, "-I", "-S", "-c", "raise SystemExit('no module of this name')"]
            let cell = try Jail(exactly: rung).makeCell(python, template: Template(arguments: arguments))
            #expect(!cell.hasTemplate)
            #expect(cell.templateFault?.contains("no module of this name") == true)
            let run = try cell.start(Program(.path(path), arguments: [path, "-I", "-S", "-c", "print(1)"]))
            #expect(try Outcome.of(run).output == "1\n")
            let forked = try cell.start(Program(.template, arguments: []))
            #expect(throws: SandboxError.self) { try forked.next() }
        }
    }
}

/// Processes of this host, as the tests see them.
struct Processes {
    var pid: Int32
    var isInterpreter: Bool

    /// Every process below another, nearest first.
    static func below(_ ancestor: Int32) -> [Processes] {
        var parents: [Int32: Int32] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let pid = Int32(name),
                let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
                let line = status.split(separator: "\n").first(where: { $0.hasPrefix("PPid:") })
            else { continue }
            parents[pid] = Int32(line.split(separator: "\t")[1])
        }
        var found: [Int32] = []
        var level: Set<Int32> = [ancestor]
        while !level.isEmpty {
            let next = parents.filter { level.contains($0.value) }.map(\.key).sorted()
            found += next
            level = Set(next)
        }
        return found.map { pid in
            let command = (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
            return Processes(pid: pid, isInterpreter: command.contains("seqjudge_stem"))
        }
    }
}
