// id: T10
// does: sets the host's clock to the time that it is, the old way
// In a user namespace nothing that could be left out gives the right to do so.
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    struct timeval now;
    if (gettimeofday(&now, NULL) == 0 && settimeofday(&now, NULL) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
