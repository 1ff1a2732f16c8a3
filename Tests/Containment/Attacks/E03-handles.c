// id: E03
// does: opens a handle on the judge, takes a descriptor of it, compares itself with it
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities landlock-files landlock-network landlock-scopes
// Everywhere else the pid namespace of the cell, which cannot be left out, has no number for the judge.
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    int handle = (int)syscall(SYS_pidfd_open, JUDGE_PID, 0);
    if (handle < 0) note("pidfd_open: %s", strerror(errno));
    int taken = (int)syscall(SYS_pidfd_getfd, handle, 0, 0);
    if (taken < 0) note("pidfd_getfd: %s", strerror(errno));
    long compared = syscall(SYS_kcmp, getpid(), JUDGE_PID, 0 /* KCMP_FILE */, 0, 0);
    if (compared < 0) note("kcmp: %s", strerror(errno));
    return taken >= 0 || compared >= 0;
}
