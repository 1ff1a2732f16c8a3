import CJail
import Glibc

/// One thing that the jail wants of a host.
public struct HostCheck: Sendable, Hashable {
    /// What is looked at: `Landlock`.
    public var name: String
    /// Whether it is there.
    public var isAvailable: Bool
    /// What was found.
    public var detail: String
    /// What would mend it, a command or a sentence; nil where nothing is wrong.
    public var remedy: String?
}

/// What this host allows: found by trying, not by reading settings.
public struct HostSurvey: Sendable, Hashable {
    /// All that was looked at.
    public var checks: [HostCheck]
    /// The best rung; nil: programs cannot be run here.
    public var rung: Rung?
    /// What of the `full` rung that one does not give.
    public var lacking: [String]

    /// Looks at everything.
    public static func run() -> HostSurvey {
        var survey = HostSurvey(
            checks: [kernel, landlock, seccomp, cgroup, InheritedLimits().check], rung: nil, lacking: [])
        for rung in Rung.allCases.sorted(by: >) { survey.checks.append(check(rung, &survey)) }
        return survey
    }

    private static var kernel: HostCheck {
        var name = utsname()
        uname(&name)
        let release = Cell.text(of: name.release)
        let numbers = release.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        let isNew = numbers.count == 2 && (numbers[0], numbers[1]) >= (5, 13)
        return HostCheck(
            name: "kernel", isAvailable: isNew, detail: "Linux \(release)",
            remedy: isNew ? nil : "a kernel of 5.13 or later, for Landlock")
    }

    private static var landlock: HostCheck {
        let abi = cjail_landlock_abi()
        let known = abi >= 6 ? "files, network, signals" : abi >= 4 ? "files, network" : "files"
        return HostCheck(
            name: "Landlock", isAvailable: abi > 0,
            detail: abi > 0 ? "ABI \(abi): \(known)" : "not available",
            remedy: abi > 0 ? nil : "boot with lsm=landlock,… added to the kernel's command line")
    }

    private static var seccomp: HostCheck {
        let actions = TextFile.read("/proc/sys/kernel/seccomp/actions_avail") ?? ""
        let works = actions.isEmpty || actions.contains("user_notif")
        return HostCheck(
            name: "seccomp", isAvailable: works,
            detail: works ? "filters with notification" : "filters, but no notification",
            remedy: works ? nil : "a kernel of 5.0 or later with CONFIG_SECCOMP_FILTER")
    }

    private static var cgroup: HostCheck {
        switch CgroupPlan.discover() {
        case .success(let plan):
            let version = plan.isVersion2 ? "version 2" : "version 1"
            return HostCheck(
                name: "cgroup", isAvailable: true,
                detail: "\(version), below \(plan.folders.joined(separator: ", "))")
        case .failure(let fault):
            return HostCheck(
                name: "cgroup", isAvailable: false, detail: fault.description,
                remedy: "systemd-run --user --scope -p Delegate=yes …, or name a delegated folder whose "
                    + "subtree_control has memory and pids in \(CgroupPlan.variable)")
        }
    }

    private static func check(_ rung: Rung, _ survey: inout HostSurvey) -> HostCheck {
        do throws(SandboxError) {
            let jail = try Jail(exactly: rung)
            if survey.rung == nil {
                survey.rung = rung
                survey.lacking = jail.lacking
            }
            return HostCheck(name: "rung \(rung.rawValue)", isAvailable: true, detail: "a cell can be set up")
        } catch {
            let fault = Jail.onlyFault(in: error)
            return HostCheck(
                name: "rung \(rung.rawValue)", isAvailable: false, detail: fault, remedy: remedy(rung, fault))
        }
    }

    private static func remedy(_ rung: Rung, _ fault: String) -> String? {
        switch rung {
        case .full: geteuid() == 0 ? nil : "run as root; not needed for the other rungs"
        case .userns:
            fault.contains("clone")
                ? "sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0 "
                    + "(whichever the host has), or allow clone with namespace flags in the container" : nil
        case .lockdown: nil
        }
    }
}
