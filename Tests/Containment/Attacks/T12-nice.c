// id: T12
// does: takes precedence over all others on the processor
// In a user namespace nothing that could be left out gives the right to do so.
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    if (setpriority(PRIO_PROCESS, 0, -10) == 0 && getpriority(PRIO_PROCESS, 0) == -10) return 1;
    note("%s", strerror(errno));
    return 0;
}
