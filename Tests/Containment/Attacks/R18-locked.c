// id: R18
// does: locks a mebibyte of memory, of which a user may have only so much in all his processes
// expect: RE
// layers: seccomp locked-memory-limit
ATTACK int attack(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_MEMLOCK, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_MEMLOCK, &limit);
    void *memory = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || mlock(memory, 1 << 20) != 0) {
        note("mlock: %s", strerror(errno));
        exit(1);
    }
    return 1;
}
