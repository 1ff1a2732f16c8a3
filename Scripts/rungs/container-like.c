// Runs a command as a stock unprivileged container would: the system calls that Docker's default profile denies are
// denied, and only the capabilities that it leaves are left. For trying the lockdown rung without a container engine.
//
//   cc -o container-like container-like.c -lseccomp -lcap
//   container-like [--without-landlock] COMMAND [ARGUMENT...]
//
// What is denied follows the documentation of Docker's default seccomp profile and capabilities
// (docs.docker.com/engine/security/seccomp, docs.docker.com/engine/containers/run).
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char *const denied[] = {
    "unshare", "setns", "mount", "umount2", "pivot_root", "move_mount", "open_tree", "fsopen", "fsmount", "fsconfig",
    "fspick", "mount_setattr", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd",
    "init_module", "finit_module", "delete_module", "kexec_load", "reboot", "swapon", "swapoff", "syslog", "acct",
    "settimeofday", "clock_settime", "adjtimex", "sethostname", "setdomainname", "open_by_handle_at", "quotactl",
    "kcmp", "process_madvise", "pidfd_getfd", "lookup_dcookie", "move_pages", "mbind", "set_mempolicy", "vhangup",
    "iopl", "ioperm", "ustat", "sysfs", "uselib", "personality",
};

static const cap_value_t left[] = {
    CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FSETID, CAP_FOWNER, CAP_MKNOD, CAP_NET_RAW, CAP_SETGID, CAP_SETUID, CAP_SETFCAP,
    CAP_SETPCAP, CAP_NET_BIND_SERVICE, CAP_SYS_CHROOT, CAP_KILL, CAP_AUDIT_WRITE,
};

static int check(const char *what, int outcome) {
    if (outcome < 0) fprintf(stderr, "container-like: %s: %s\n", what, strerror(errno ? errno : -outcome));
    return outcome;
}

static int deny_calls(int without_landlock) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int outcome = 0;
    if (!filter) return -1;
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_NNP, 0);
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        int number = seccomp_syscall_resolve_name(denied[i]);
        if (number >= 0) outcome |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    }
    static const unsigned long spaces[] = {CLONE_NEWNS,  CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                           CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        outcome |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                    SCMP_A0(SCMP_CMP_MASKED_EQ, spaces[i], spaces[i]));
    outcome |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), seccomp_syscall_resolve_name("clone3"), 0);
    // By number: libseccomp 2.5.1 does not know its name.
    if (without_landlock) outcome |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), 444, 0);
    if (outcome == 0) outcome = seccomp_load(filter);
    seccomp_release(filter);
    return outcome;
}

static int drop_capabilities(void) {
    cap_t set = cap_get_proc();
    cap_flag_value_t held;
    if (!set) return -1;
    for (cap_value_t value = 0; value <= CAP_LAST_CAP; value++) {
        int keeps = 0;
        for (size_t i = 0; i < sizeof left / sizeof *left; i++) keeps |= left[i] == value;
        if (keeps) continue;
        if (cap_get_bound(value) == 1 && cap_drop_bound(value) != 0 && getuid() == 0) return -1;
        if (cap_get_flag(set, value, CAP_PERMITTED, &held) != 0) continue;
        cap_set_flag(set, CAP_PERMITTED, 1, &value, CAP_CLEAR);
        cap_set_flag(set, CAP_EFFECTIVE, 1, &value, CAP_CLEAR);
        cap_set_flag(set, CAP_INHERITABLE, 1, &value, CAP_CLEAR);
    }
    int outcome = cap_set_proc(set);
    cap_free(set);
    return outcome;
}

int main(int count, char **arguments) {
    int without_landlock = count > 1 && !strcmp(arguments[1], "--without-landlock");
    char **command = arguments + 1 + without_landlock;
    if (!command[0]) return 64;
    // A container that an ordinary user runs in may not load a filter without this; root's may.
    if (getuid() != 0 && check("no_new_privs", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) < 0) return 70;
    if (check("filter", deny_calls(without_landlock)) < 0) return 70;
    if (getuid() == 0 && check("capabilities", drop_capabilities()) < 0) return 70;
    execvp(command[0], command);
    return check("execute", -1) ? 70 : 0;
}
