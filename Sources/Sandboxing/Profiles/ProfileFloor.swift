/// What no profile may allow, whoever wrote it: calls that reach past the jail whatever else holds.
enum ProfileFloor {
    /// Calls that may be refused or may end the program, and no more.
    ///
    /// Each steers the kernel, other processes or mounts, or works on memory where no filter can look.
    static let neverAllowed: Set<String> = [
        "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "bpf",
        "perf_event_open", "userfaultfd", "ptrace", "process_vm_readv", "process_vm_writev",
        "process_madvise",
        "pidfd_getfd", "kcmp", "io_uring_setup", "io_uring_enter", "io_uring_register", "clone3", "unshare",
        "setns",
        "mount", "umount2", "move_mount", "open_tree", "open_tree_attr", "mount_setattr", "fsopen", "fsmount",
        "fsconfig", "fspick", "pivot_root", "chroot", "open_by_handle_at", "keyctl", "add_key", "request_key",
        "swapon", "swapoff", "ioperm", "iopl", "modify_ldt", "seccomp", "acct", "quotactl",
    ]

    /// CLONE_NEWNS, _NEWCGROUP, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID and _NEWNET: bits of the first argument of clone(2).
    static let namespaceBits: UInt64 = 0x7e02_0000

    /// Why a rule may not stand in a profile; nil where it may.
    static func objection(to rule: SystemCallPolicy.Rule) -> String? {
        switch rule.action {
        case .fail, .kill: return nil
        case .allow, .process: break
        }
        if neverAllowed.contains(rule.call) { return "no profile may allow \(rule.call)" }
        guard rule.call == "clone" else { return nil }
        let isBound = rule.conditions.contains { condition in
            condition.argument == 0 && condition.mask & namespaceBits == namespaceBits
                && condition.value & namespaceBits == 0
        }
        return isBound ? nil : "no profile may allow clone with new namespaces"
    }
}
