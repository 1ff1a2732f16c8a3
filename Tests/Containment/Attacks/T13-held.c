// id: T13
// does: answers right and leaves a grandchild that holds standard output open, for the judge to wait for its end
// expect: SV
// limits: processes=4
// after: prompt
// layers: final-kill
ATTACK int attack(void) {
    pid_t pid = fork();
    if (pid != 0) return pid > 0 && waitpid(pid, NULL, 0) == pid;
    if (fork() != 0) _exit(0);
    setsid();
    usleep(1200000);
    _exit(0);
}
