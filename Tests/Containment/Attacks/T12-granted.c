// id: T12
// does: takes precedence over all others on a host that grants that to everybody
// expect: WA
// layers: seccomp priority-limits
// needs: limits
ATTACK int attack(void) {
    if (setpriority(PRIO_PROCESS, 0, -10) == 0 && getpriority(PRIO_PROCESS, 0) == -10) return 1;
    note("%s", strerror(errno));
    return 0;
}
