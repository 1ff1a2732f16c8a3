// id: T10
// does: sets the host's clock to the time that it is
// In a user namespace nothing that could be left out gives the right to do so.
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) == 0 && clock_settime(CLOCK_REALTIME, &now) == 0) return 1;
    note("%s", strerror(errno));
    return 0;
}
