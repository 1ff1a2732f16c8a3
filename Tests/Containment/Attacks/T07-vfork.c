// id: T07
// does: waits for a child that shares its memory and neither executes nor ends
// expect: ILE
// limits: processes=4 wall=0.5
// layers: wall-watch
ATTACK int attack(void) {
    pid_t pid = vfork();
    if (pid == 0) {
        usleep(800000);
        _exit(0);
    }
    return pid > 0;
}
