// Process 1 of a run's pid namespace, where a run has only one process of its own besides. It shares the memory of the
// process that made it, thread-local storage included, so it makes bare system calls that leave even errno alone.
// Includers define WITHOUT first.
#ifndef NANNY_H
#define NANNY_H

#include <errno.h>
#include <linux/prctl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NANNY_STACK = 16384 };

static inline long bare_call(long number, long a, long b, long c, long d, long e) {
#if defined(__x86_64__)
    long outcome;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    __asm__ volatile("syscall"
                     : "=a"(outcome)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return outcome;
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4) : "memory");
    return x0;
#else
#error "no system calls are written for this processor"
#endif
}

// For clone(2). Holds no descriptor, takes no signal but SIGKILL from outside, reaps what the namespace orphans.
static inline int nanny(void *unused) {
    (void)unused;
    uint64_t all = ~UINT64_C(0);
    bare_call(SYS_rt_sigprocmask, SIG_BLOCK, (long)&all, 0, sizeof all, 0);
    if (!WITHOUT(JAIL_DEATH_SIGNALS)) bare_call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    bare_call(SYS_close_range, 0, (long)~0u, 0, 0, 0);
    for (;;)
        if (bare_call(SYS_wait4, -1, 0, 0, 0, 0) < 0) bare_call(SYS_ppoll, 0, 0, 0, 0, sizeof all);
    return 0;
}

// The namespaces of a run.
struct namespaces {
    pid_t nanny;  // 0: there are none
    char stack[NANNY_STACK] __attribute__((aligned(64)));
};

// Once the run is born: a namespace can only be unshared from one's own.
static inline const char *return_to_own(int own_pidfd) {
    return setns(own_pidfd, CLONE_NEWPID) == 0 ? NULL : "return to the own pid namespace";
}

// Makes pid (and, by the flags, other) namespaces: children of ours are born there until return_to_own. Where it fails, as
// while a program has taken all the tasks that the cgroup has, it can be tried again.
static inline const char *make_namespaces(struct namespaces *spaces, int flags, int own_pidfd) {
    if (spaces->nanny) return NULL;
    if (unshare(CLONE_NEWPID | flags) != 0) return "unshare the run's namespaces";
    pid_t pid = clone(nanny, spaces->stack + NANNY_STACK, CLONE_VM | SIGCHLD, NULL);
    if (pid < 0) {
        int error = errno;
        const char *failed = return_to_own(own_pidfd);
        errno = error;
        return failed ? failed : "clone the run's first process";
    }
    spaces->nanny = pid;
    return NULL;
}

// Whether a run that was killed was killed because its namespace's process 1 was, which then is no end of the candidate's.
// That process ends only after the run has been reaped, so a moment is given to it.
static inline int lost_its_nanny(struct namespaces *spaces) {
    for (int attempt = 0; spaces->nanny && attempt < 20; attempt++) {
        siginfo_t info = {0};
        if (waitid(P_PID, (id_t)spaces->nanny, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid) return 1;
        usleep(100);
    }
    return 0;
}

// When a namespace's process 1 has been reaped, the kernel has seen everything else in it go.
static inline void end_namespaces_of(struct namespaces *spaces) {
    if (!spaces->nanny) return;
    kill(spaces->nanny, SIGKILL);
    while (waitpid(spaces->nanny, NULL, 0) < 0 && errno == EINTR) continue;
    spaces->nanny = 0;
}

#endif
