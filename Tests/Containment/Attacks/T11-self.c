// id: T11
// does: raises its limit of CPU time, turns off what timers it has and computes on
// expect: TLE
// cases: 1
// layers: cpu-watch cpu-limit wall-watch
ATTACK int attack(void) {
    struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
    const struct itimerval off = {{0, 0}, {0, 0}};
    if (prlimit(0, RLIMIT_CPU, &none, NULL) != 0) note("prlimit: %s", strerror(errno));
    if (syscall(SYS_setrlimit, RLIMIT_CPU, &none) != 0) note("setrlimit: %s", strerror(errno));
    setitimer(ITIMER_REAL, &off, NULL);
    setitimer(ITIMER_VIRTUAL, &off, NULL);
    setitimer(ITIMER_PROF, &off, NULL);
    spin(2.3);
    return 1;
}
