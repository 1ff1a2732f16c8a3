import CLibSeccomp
import Glibc

/// Names and numbers of system calls, as libseccomp knows them.
public enum SystemCallName {
    /// The name of a number of this machine; `call 1234` when there is none.
    public static func name(of number: Int32) -> String {
        guard let text = seccomp_syscall_resolve_num_arch(seccomp_arch_native(), number) else {
            return "call \(number)"
        }
        defer { free(text) }
        return String(cString: text)
    }

    /// What libseccomp knows about a name.
    enum Lookup: Equatable {
        /// Its number here.
        case number(Int32)
        /// A call of other machines only.
        case elsewhere
        /// No call at all.
        case unknown
    }

    static func lookUp(_ name: String) -> Lookup {
        // -1 (__NR_SCMP_ERROR) is no call; numbers below are libseccomp's own, for calls of other machines.
        switch seccomp_syscall_resolve_name(name) {
        case -1: .unknown
        case let number where number < 0: .elsewhere
        case let number: .number(number)
        }
    }
}
