// From a run's watcher, its init or the keeper, to the candidate: what happens between clone and exec, in the jail's own
// order.
//
// The child shares memory and descriptors with its parent until it execs: no page tables are copied, a failed step is
// simply written down, and the filter's listener appears in the parent's own table.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "warden.h"

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC 4
#endif

static int limit(int what, uint64_t soft, uint64_t hard, const char *name) {
    struct rlimit value = {soft, hard};
    return setrlimit(what, &value) == 0 ? 0 : fail("limit", name, NULL);
}

// Well above the limit that is kept: kernels that count by ticks hold a program that wakes often for a fifth busier than it
// is, or more, and would end it for time that it has not used.
uint64_t cpu_seconds(const struct jail_run *run) { return run->total_cpu_ns / 1000000000u * 2 + 2; }

// Without a cgroup the address space stands for memory; the slack is for the interpreter's own mappings.
uint64_t address_space(uint64_t memory) { return memory + (64u << 20); }

// The processes of the run's uid in its user namespace: those of the cell are among them. 0 where they are not ours alone.
// No more than the host lets us have: to ask for more would be refused.
uint64_t counted_processes(const struct jail_run *run) {
    struct rlimit present;
    if (cell.setup.rung != JAIL_USERNS && !(cell.setup.flags & JAIL_OWN_UID)) return 0;
    if (WITHOUT(JAIL_PROCESSES_LIMIT)) return 0;
    uint64_t most = (uint64_t)run->processes + run->threads + resident_tasks();
    return getrlimit(RLIMIT_NPROC, &present) == 0 && most > present.rlim_max ? present.rlim_max : most;
}

// The limits that are the same for every run: the keeper takes them upon itself, and all below inherit them.
int set_common_limits(void) {
    // 1 and not 0: a core_pattern that pipes into a helper ignores 0.
    if (!WITHOUT(JAIL_CORE_LIMIT) && limit(RLIMIT_CORE, 1, 1, "core dumps") != 0) return -1;
    if (!WITHOUT(JAIL_LOCKED_MEMORY_LIMIT) && limit(RLIMIT_MEMLOCK, 65536, 65536, "locked memory") != 0) return -1;
    if (!WITHOUT(JAIL_MESSAGE_QUEUE_LIMIT) && limit(RLIMIT_MSGQUEUE, 0, 0, "message queues") != 0) return -1;
    if (WITHOUT(JAIL_PRIORITY_LIMITS)) return 0;
    if (limit(RLIMIT_NICE, 0, 0, "niceness") != 0) return -1;
    return limit(RLIMIT_RTPRIO, 0, 0, "real-time priority");
}

static int set_limits(const struct jail_run *run) {
    uint64_t seconds = cpu_seconds(run);
    // The host counts CPU time exactly; this one is the kernel's own, should the init be stopped.
    if (!WITHOUT(JAIL_CPU_LIMIT) && limit(RLIMIT_CPU, seconds, seconds, "CPU seconds") != 0) return -1;
    if (!WITHOUT(JAIL_FILE_SIZE_LIMIT) && limit(RLIMIT_FSIZE, run->file_bytes, run->file_bytes, "the file size") != 0)
        return -1;
    if (!WITHOUT(JAIL_STACK_LIMIT) && limit(RLIMIT_STACK, run->stack_bytes, run->stack_bytes, "the stack") != 0)
        return -1;
    if (!WITHOUT(JAIL_OPEN_FILES_LIMIT) && limit(RLIMIT_NOFILE, run->open_files, run->open_files, "open files") != 0)
        return -1;
    if (cell.cgroup_count) return 0;
    uint64_t space = address_space(run->memory_bytes), most = counted_processes(run);
    if (!WITHOUT(JAIL_ADDRESS_SPACE_LIMIT) && limit(RLIMIT_AS, space, space, "the address space") != 0) return -1;
    return most ? limit(RLIMIT_NPROC, most, most, "processes") : 0;
}

// An exec resets handlers, but not what is ignored: that is what the guardian ignores, and nothing else.
static void reset_signals(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (size_t i = 0; i < sizeof ignored_signals / sizeof *ignored_signals; i++)
        sigaction(ignored_signals[i], &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// Last before exec: from here on only what the profile allows.
static int load_filter(struct launch *launch) {
    struct sock_fprog program = {
        .len = (unsigned short)(cell.setup.filter_bytes / sizeof(struct sock_filter)),
        .filter = (struct sock_filter *)cell.filter,
    };
    unsigned flags = cell.setup.flags & JAIL_LISTENER ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0;
    if (WITHOUT(JAIL_SECCOMP)) return 0;
    long outcome = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    if (outcome < 0) return fail("load", "the seccomp filter", NULL);
    launch->listener = flags ? (int)outcome : -1;
    return 0;
}

static int prepare(struct launch *launch) {
    if (setsid() < 0 && getsid(0) != getpid()) return fail("start", "a session", NULL);
    if (set_death_signal() != 0) return fail("set", "the parent-death signal", NULL);
    umask(077);
    if (set_limits(launch->run) != 0) return -1;
    if (lose_capabilities() != 0) return -1;
    // Its own signal scope, inside that of its watcher: it cannot signal those that watch it.
    if (cell.setup.rung == JAIL_LOCKDOWN && (cell.ruleset >= 0 ? landlock_enter(cell.ruleset) : landlock_confine(1)))
        return -1;
    if (!WITHOUT(JAIL_NO_NEW_PRIVILEGES) &&
        (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1))
        return fail("set", "no_new_privs", NULL);
    // The watcher keeps its own copies: close-on-exec takes effect in the child alone.
    if (!WITHOUT(JAIL_CLOSED_DESCRIPTORS) && syscall(SYS_close_range, 3, ~0u, CLOSE_RANGE_CLOEXEC) != 0)
        return fail("close", "the descriptors", NULL);
    reset_signals();
    return load_filter(launch);
}

// A compiler makes a file that is no program where its source says so: that is the candidate's doing, and no fault. The
// number is a shell's for it.
static void leave_if_malformed(void) {
    static const char text[] = "the kernel does not take it for a program\n";
    if (errno != ENOEXEC && errno != EINVAL && errno != ELIBBAD) return;
    if (write(2, text, sizeof text - 1) > 0) _exit(126);
    _exit(126);
}

static int child(void *context) {
    struct launch *launch = context;
    fault.error = 0;
    if (prepare(launch) != 0) _exit(127);
    launch->begun = 1;
    if (launch->executable[0]) execve(launch->executable, launch->arguments, cell.environment);
    else syscall(SYS_execveat, launch->image, "", launch->arguments, cell.environment, AT_EMPTY_PATH);
    if (!launch->executable[0]) leave_if_malformed();
    fail("execute", launch->executable[0] ? launch->executable : "the program's image", NULL);
    _exit(127);
}

// Gives the candidate's pid in the init's pid namespace; fault.error tells whether it came as far as exec.
pid_t launch_candidate(struct launch *launch) {
    static char stack[65536] __attribute__((aligned(64)));
    launch->listener = -1;
    fault.error = 0;
    launch->begun = 0;
    launch->pidfd = -1;
    pid_t pid = clone(child, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_FILES | CLONE_PIDFD | SIGCHLD, launch,
                      &launch->pidfd);
    if (pid < 0) fail("clone", "the candidate", NULL);
    // It is killed on the way, by the host's lack of memory perhaps: that is no end of the candidate's.
    errno = ECHILD;
    if (pid > 0 && !launch->begun && !fault.error) fail("see", "the candidate begin", NULL);
    return pid;
}
