// id: T08
// does: stops itself, for a child to let it go on after the wall limit
// expect: ILE
// limits: processes=4 wall=0.5
// layers: wall-watch
ATTACK int attack(void) {
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        usleep(800000);
        kill(parent, SIGCONT);
        _exit(0);
    }
    return pid > 0 && kill(parent, SIGSTOP) == 0 && waitpid(pid, NULL, 0) == pid;
}
