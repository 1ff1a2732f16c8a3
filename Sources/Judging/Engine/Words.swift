import Glibc
import Sandboxing

/// Sentences about endings.
enum Words {
    /// `exited with code 1`, `was killed by SIGSEGV`, `reached its CPU time limit`.
    static func ending(_ ending: Ending) -> String {
        switch ending {
        case .exited(let code): "exited with code \(code)"
        case .signaled(let number): "was killed by \(signal(number))"
        case .breached(.cpu): "reached its CPU time limit"
        case .breached(.wall): "reached its wall time limit"
        case .breached(.memory): "reached its memory limit"
        case .breached(.output): "reached its output limit"
        case .breached(.fileSize): "reached the limit of a file's size"
        case .violated(let call): "was ended by the system-call filter for \(call)"
        case .stopped: "was stopped"
        }
    }

    /// `SIGSEGV`.
    static func signal(_ number: Int32) -> String {
        let names: [Int32: String] = [
            SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
            SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
            SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM",
            SIGTERM: "SIGTERM",
        ]
        return names[number] ?? "signal \(number)"
    }

    /// The verdict that an ending brings by itself; nil where the answers decide.
    static func verdict(_ report: RunReport) -> Verdict? {
        switch report.ending {
        case .exited(0): report.survivors > 0 ? .securityViolation : nil
        case .exited, .signaled:
            report.processesRefused + report.threadsRefused > 0 ? .processLimitExceeded : .runTimeError
        case .breached(.cpu): .timeLimitExceeded
        case .breached(.wall): .idlenessLimitExceeded
        case .breached(.memory): .memoryLimitExceeded
        case .breached(.output), .breached(.fileSize): .outputLimitExceeded
        case .violated: .securityViolation
        case .stopped: nil
        }
    }

    /// Why a run that ended badly did.
    static func explanation(_ report: RunReport, errors: [UInt8]) -> String {
        if report.survivors > 0, report.ending == .exited(0) {
            return "the program left \(report.survivors) other process(es) running when it ended"
        }
        let base = "the program " + ending(report.ending)
        let refused = report.processesRefused + report.threadsRefused
        if refused > 0 { return base + " after \(refused) refused attempt(s) to make a process or thread" }
        switch report.ending {
        case .exited, .signaled: return Diagnostics.lastLine(errors).map { "\(base): \($0)" } ?? base
        default: return base
        }
    }
}
