// id: T11
// does: sets one of the judge's limits, to what it is
// In a pid namespace the judge has no number.
// expect: WA
// layers.lockdown: seccomp separate-uid
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    struct rlimit now;
    if (prlimit(JUDGE_PID, RLIMIT_CPU, NULL, &now) == 0 && prlimit(JUDGE_PID, RLIMIT_CPU, &now, NULL) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
