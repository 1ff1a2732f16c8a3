import Foundation
import Glibc
import Judging
import Sandboxing

/// What an attack's head wants looked at besides what is looked at with each: `during` it, and `after` it.
final class Aftermath {
    private let bystander: pid_t?
    private let memory: Int?

    /// Begins to look, before the attack.
    init(_ attack: Attack) throws {
        bystander = attack.head["during"] == "bystander" ? try Aftermath.startBystander() : nil
        memory = attack.words("after", on: nil).contains("memory") ? Aftermath.beginPeak() : nil
    }

    /// What has gone wrong meanwhile.
    func complaints() -> [String] {
        var complaints: [String] = []
        if let bystander {
            if waitpid(bystander, nil, WNOHANG) == bystander {
                complaints.append("another user's process could not go on making children")
            } else {
                kill(bystander, SIGKILL)
                Command.wait(for: bystander)
            }
        }
        if let memory {
            let grown = Aftermath.status("VmHWM") - memory
            if grown > Aftermath.mostGrowth { complaints.append("the judge grew by \(grown) KiB") }
        }
        return complaints
    }

    /// What has to be right with a report besides its verdict.
    static func complaints(_ attack: Attack, of report: CheckReport) -> [String] {
        attack.words("after", on: nil).compactMap { word in
            switch word {
            case "cpu": return charged(report)
            case "prompt":
                guard let wall = report.firstFailure?.wall, wall > .milliseconds(300) else { return nil }
                return "the verdict took \(wall)"
            case "plain": return controls(report)
            case "memory": return nil
            default: return "unknown: `after: \(word)`"
            }
        }
    }

    /// A limit of CPU time that was passed has to be charged, and little more.
    private static func charged(_ report: CheckReport) -> String? {
        let (cpu, limit) = (report.usage.cpu, report.limits.run.cpu)
        if (limit...limit + .milliseconds(50)).contains(cpu) { return nil }
        return "\(cpu) of CPU time were charged where \(limit) are the limit"
    }

    /// A report's texts go to terminals and logs.
    private static func controls(_ report: CheckReport) -> String? {
        var texts = report.explanation + report.diagnostics
        if case .malformed(let reason, let excerpt) = report.firstFailure?.outcome {
            texts += reason + excerpt
        }
        let control = texts.unicodeScalars.first {
            $0 != "\n" && $0 != "\t" && $0.properties.generalCategory == .control
        }
        return control.map { "U+\(String($0.value, radix: 16)) is in the report" }
    }

    /// Twice the output limit that such an attack sets (4 MiB), and room for what a check takes anyhow.
    private static let mostGrowth = 2 * 4096 + 4096

    /// A process of a user of its own that makes a child every few milliseconds, and ends when it cannot.
    private static func startBystander() throws -> pid_t {
        let loop = ["bash", "-c", "while (exit 0); do read -t 0.01 none <> <(:); done"]
        let other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        return try Command.start(geteuid() == 0 ? other + loop : loop, silent: true)
    }

    /// Has the kernel forget this process's peak of memory; gives what it has now, in KiB.
    private static func beginPeak() -> Int {
        try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        return status("VmRSS")
    }

    private static func status(_ name: String) -> Int {
        let line = HostState.text("/proc/self/status").split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
    }
}

/// The limits that jails would inherit: generous ones, so that those which are seen to hold are the jail's own. As root.
enum InheritedLimits {
    /// The kernel's numbers.
    private static let stack: Int32 = 3, core: Int32 = 4, lockedMemory: Int32 = 8
    private static let messageQueues: Int32 = 12, niceness: Int32 = 13, realTimePriority: Int32 = 14

    /// Whether a jail that sets no limit of its own would inherit generous ones.
    static var areGenerous: Bool {
        var limit = rlimit()
        return getrlimit(niceness, &limit) == 0 && limit.rlim_max > 20
    }

    static func raise() {
        raise(stack, to: .max)
        raise(core, to: .max)
        raise(lockedMemory, to: 64 << 20)
        raise(messageQueues, to: 819_200)
        raise(niceness, to: 40, isSoft: true)
        raise(realTimePriority, to: 10, isSoft: true)
    }

    private static func raise(_ resource: Int32, to hard: rlim_t, isSoft: Bool = false) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_max < hard else { return }
        limit.rlim_max = hard
        if isSoft { limit.rlim_cur = hard }
        _ = setrlimit(resource, &limit)
    }
}
