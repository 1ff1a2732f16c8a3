// id: T03
// does: handles, ignores or blocks every signal there is and computes on
// expect: TLE
// cases: 1
// after: cpu
// layers: cpu-watch cpu-limit wall-watch
static void nothing(int number) { (void)number; }

ATTACK int attack(void) {
    sigset_t all;
    for (int number = 1; number < 65; number++)
        signal(number, number == SIGXCPU || number == SIGTERM ? nothing : SIG_IGN);
    sigfillset(&all);
    sigdelset(&all, SIGXCPU);
    sigprocmask(SIG_SETMASK, &all, NULL);
    spin(2.3);
    return 1;
}
