// id: R16
// does: raises the limit of its stack and goes ninety mebibytes deep
// expect: MLE
// limits: memory=16
// layers: seccomp stack-limit cgroup-memory address-space-limit
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
