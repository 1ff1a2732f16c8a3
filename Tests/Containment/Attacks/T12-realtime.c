// id: T12
// does: becomes a real-time program, which no other can interrupt
// In a user namespace nothing that could be left out gives the right to do so.
// expect: WA
// layers.lockdown: seccomp separate-uid capabilities
// control: bare
// control.lockdown: layers
ATTACK int attack(void) {
    struct sched_param least = {.sched_priority = 1}, none = {.sched_priority = 0};
    if (sched_setscheduler(0, SCHED_FIFO, &least) == 0 && sched_getscheduler(0) == SCHED_FIFO)
        return sched_setscheduler(0, SCHED_OTHER, &none) == 0;
    note("%s", strerror(errno));
    return 0;
}
