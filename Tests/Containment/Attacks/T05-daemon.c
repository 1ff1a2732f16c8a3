// id: T05
// does: answers right and leaves a grandchild running
// expect: SV
// limits: processes=4
// layers: final-kill
ATTACK int attack(void) {
    pid_t pid = fork();
    if (pid != 0) return pid > 0 && waitpid(pid, NULL, 0) == pid;
    if (fork() != 0) _exit(0);
    close(0), close(1), close(2);
    setsid();
    usleep(600000);
    _exit(0);
}
