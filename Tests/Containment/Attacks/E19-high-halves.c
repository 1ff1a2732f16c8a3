// id: E19
// does: calls what the filter judges by its arguments, with the halves dirty that the kernel does not look at
// expect: WA
// forks: yes
// layers: seccomp
static const unsigned long dirt[] = {0, 1ul << 32, 0xdeadbeef00000000, 0xffffffff00000000};

static int comes_through(const char *name, long number, unsigned long a, unsigned long b, unsigned long c) {
    errno = 0;
    long outcome = syscall(number, a, b, c, 0, 0);
    if (outcome == 0 && number == SYS_clone) _exit(0);
    if (outcome > 0 && number == SYS_clone) waitpid((pid_t)outcome, NULL, __WALL);
    if (outcome == -1 && (errno == EPERM || errno == ENOSYS)) return 0;
    note("%s(%lx, %lx, %lx) gave %ld: %s", name, a, b, c, outcome, strerror(errno));
    return 1;
}

ATTACK int attack(void) {
    int through = 0;
    for (int i = 0; i < 4; i++) {
        unsigned long high = dirt[i];
        through += comes_through("prctl", SYS_prctl, high | PR_SET_DUMPABLE, 0, 0);
        through += comes_through("prctl", SYS_prctl, high | PR_SET_CHILD_SUBREAPER, 1, 0);
        through += comes_through("fcntl", SYS_fcntl, 1, high | F_SETPIPE_SZ, 4096);
        through += comes_through("fcntl", SYS_fcntl, 1, high | F_SETOWN, (unsigned long)getpid());
        through += comes_through("ioctl", SYS_ioctl, 0, high | 0x5412 /* TIOCSTI */, 0);
        through += comes_through("personality", SYS_personality, high | 0x0040000 /* ADDR_NO_RANDOMIZE */, 0, 0);
        through += comes_through("clone", SYS_clone, high | CLONE_NEWUSER | SIGCHLD, 0, 0);
        through += comes_through("clone", SYS_clone, high | CLONE_NEWUTS | SIGCHLD, 0, 0);
    }
    // A pointer counts whole: its lower half alone is null.
    struct rlimit *limit = mmap((void *)0x100000000, 4096, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (limit == MAP_FAILED) return through > 0;
    *limit = (struct rlimit){8, 8};
    return through + comes_through("prlimit64", SYS_prlimit64, 0, RLIMIT_NOFILE, (unsigned long)limit) > 0;
}
