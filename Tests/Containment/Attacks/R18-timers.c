// id: R18
// does: makes a thousand timers, of which a user may have only so many in all his processes
// expect: RE
// layers: seccomp
ATTACK int attack(void) {
    for (int i = 0; i < 1000; i++) {
        timer_t timer;
        if (timer_create(CLOCK_MONOTONIC, &(struct sigevent){.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGURG},
                         &timer) != 0) {
            note("timer %d: %s", i + 1, strerror(errno));
            exit(1);
        }
    }
    return 1;
}
