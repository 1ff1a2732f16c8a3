// id: T02
// does: waits for a signal that comes only after the wall limit
// expect: ILE
// limits: wall=0.5
// layers: wall-watch
static void nothing(int number) { (void)number; }

ATTACK int attack(void) {
    signal(SIGALRM, nothing);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {0, 800000}}, NULL);
    return pause() < 0 && errno == EINTR;
}
