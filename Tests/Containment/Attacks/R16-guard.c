// id: R16
// does: runs into the end of its stack, where there is memory enough
// expect: RE
// names: SIGSEGV
// limits: memory=256
// layers: seccomp stack-limit
static int dive(int depth) {
    volatile char room[1 << 20];
    for (size_t i = 0; i < sizeof room; i += 4096) room[i] = (char)depth;
    return depth == 0 ? room[4096] : dive(depth - 1) + room[0];
}

ATTACK int attack(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_STACK, &limit);
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_STACK, &limit) != 0) note("setrlimit: %s", strerror(errno));
    dive(90);
    return 1;
}
