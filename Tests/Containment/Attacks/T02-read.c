// id: T02
// does: reads from a pipe in which there is nothing
// expect: ILE
// limits: wall=0.5
// layers: wall-watch
static void nothing(int number) { (void)number; }

ATTACK int attack(void) {
    int ends[2];
    char byte;
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = nothing}, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){.it_value = {0, 800000}}, NULL);
    return pipe(ends) == 0 && read(ends[0], &byte, 1) < 0 && errno == EINTR;
}
