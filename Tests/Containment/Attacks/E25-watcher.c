// id: E25
// does: reaches those that watch over it with a signal: its parent, and process 1 where that is its parent's number
// expect: WA
// layers: run-pid-namespace
// layers.lockdown: landlock-scopes
ATTACK int attack(void) {
    pid_t parent = getppid();
    if (parent == 0) {
        note("its parent has no number");
        return 0;
    }
    if (kill(parent, 0) != 0) note("kill: %s", strerror(errno));
    return kill(parent, 0) == 0;
}
