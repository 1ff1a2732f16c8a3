// id: E18
// does: tries every number of a system call that the policy does not allow, with no arguments and with wild ones
// expect: WA
// layers: seccomp
// What is allowed stands in sandbox-profiles/base.yaml; what ends the program at once, and what makes processes, is tried
// by attacks of its own. The first call that comes through ends the search: nothing happens that a later one would do.
#define NAMES(X)                                                                                                   \
    X(read) X(readv) X(pread64) X(write) X(writev) X(openat) X(close) X(close_range) X(lseek) X(fstat) X(newfstatat) \
    X(statx) X(faccessat) X(faccessat2) X(readlinkat) X(getcwd) X(chdir) X(fchdir) X(getdents64) X(fadvise64) X(dup)  \
    X(dup3) X(pipe2) X(eventfd2) X(ppoll) X(pselect6) X(epoll_create1) X(epoll_ctl) X(epoll_pwait) X(umask) X(fcntl)  \
    X(ioctl) X(brk) X(mmap) X(munmap) X(mremap) X(mprotect) X(madvise) X(mincore) X(membarrier) X(execve) X(execveat)  \
    X(exit) X(exit_group) X(set_tid_address) X(set_robust_list) X(get_robust_list) X(rseq) X(getpid) X(getppid)         \
    X(getpgid) X(getsid) X(gettid) X(getuid) X(geteuid) X(getgid) X(getegid) X(getresuid) X(getresgid) X(getgroups)    \
    X(prlimit64) X(getrusage) X(times) X(getpriority) X(uname) X(sysinfo) X(getcpu) X(personality) X(prctl)             \
    X(gettimeofday) X(clock_gettime) X(clock_getres) X(nanosleep) X(clock_nanosleep) X(restart_syscall) X(setitimer)    \
    X(getitimer) X(rt_sigaction) X(rt_sigprocmask) X(rt_sigreturn) X(rt_sigsuspend) X(rt_sigtimedwait)                  \
    X(rt_sigpending) X(sigaltstack) X(kill) X(tgkill) X(tkill) X(futex) X(sched_yield) X(sched_getaffinity)             \
    X(sched_getparam) X(sched_getscheduler) X(sched_get_priority_max) X(sched_get_priority_min) X(clone) X(wait4)       \
    X(waitid) X(getrandom) X(ptrace) X(process_vm_readv) X(process_vm_writev) X(init_module) X(finit_module)            \
    X(delete_module) X(kexec_load) X(kexec_file_load) X(reboot)
#if defined(__x86_64__)
#define OLD_NAMES(X)                                                                                                \
    X(open) X(stat) X(lstat) X(access) X(readlink) X(dup2) X(pipe) X(poll) X(select) X(epoll_wait) X(arch_prctl)       \
    X(getpgrp) X(getrlimit) X(time) X(pause) X(alarm) X(fork) X(vfork)
#else
#define OLD_NAMES(X) X(getrlimit)
#endif
#define IS(name) || number == SYS_##name

static int is_told_apart(long number) {
#if defined(__x86_64__)
    // uretprobe and uprobe: the kernel lets them past every filter, and ends with SIGILL whoever has no probe in place.
    if (number == 335 || number == 336) return 1;
#endif
    return 0 NAMES(IS) OLD_NAMES(IS);
}

static int comes_through(long number, unsigned long a, unsigned long b, unsigned long c) {
    errno = 0;
    long outcome = syscall(number, a, b, c, a, b, c);
    if (outcome == -1 && (errno == EPERM || errno == ENOSYS || errno == EROFS)) return 0;
    note("call %ld gave %ld: %s", number, outcome, strerror(errno));
    return 1;
}

ATTACK int attack(void) {
    uint64_t wild = 88172645463325252u;
    for (long number = -1; number < 1024; number++) {
        if (is_told_apart(number)) continue;
        if (comes_through(number, 0, 0, 0)) return 1;
        for (int i = 0; i < 4; i++) {
            wild ^= wild << 13, wild ^= wild >> 7, wild ^= wild << 17;
            if (comes_through(number, wild, wild >> 32, ~wild)) return 1;
        }
    }
    return 0;
}
