// id: T11
// does: raises the limit of its child's CPU time and has it compute
// expect: TLE
// limits: processes=4
// cases: 1
// layers: cpu-watch cpu-limit wall-watch
ATTACK int attack(void) {
    struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        spin(2.3);
        _exit(0);
    }
    if (pid < 0) return 0;
    if (prlimit(pid, RLIMIT_CPU, &none, NULL) != 0) note("prlimit: %s", strerror(errno));
    return waitpid(pid, &status, 0) == pid && status == 0;
}
