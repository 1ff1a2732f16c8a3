// id: R08
// does: keeps two and a half times the memory limit in the buffers of pipes
// expect: RE
// limits: memory=16
// layers: open-files-limit cgroup-memory
ATTACK int attack(void) {
    static char piece[65536];
    size_t kept = 0;
    // The inherited soft limit is higher than the jail's; the hard one may be higher still.
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    while (kept < 40u << 20) {
        int ends[2];
        if (pipe(ends) != 0) {
            note("at %zu KiB: %s", kept >> 10, strerror(errno));
            exit(1);
        }
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
        fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
        for (ssize_t size; (size = write(ends[1], piece, sizeof piece)) > 0;) kept += (size_t)size;
    }
    return 1;
}
