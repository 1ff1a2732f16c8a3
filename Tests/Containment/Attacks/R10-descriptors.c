// id: R10
// does: opens two thousand descriptors and puts copies of its own over every number that the judge might use
// expect: RE
// layers: open-files-limit
ATTACK int attack(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (int fd = 3; fd < 2000; fd++)
        if (dup2(0, fd) != fd) {
            note("descriptor %d: %s", fd, strerror(errno));
            exit(1);
        }
    return 1;
}
