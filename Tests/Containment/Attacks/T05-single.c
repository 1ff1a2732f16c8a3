// id: T05
// does: leaves a child running where only one process is allowed
// expect: PLE
// layers: seccomp final-kill
// forks: yes
ATTACK int attack(void) {
    pid_t pid = fork();
    if (pid < 0) exit(1);
    if (pid > 0) return 1;
    close(0), close(1), close(2);
    usleep(600000);
    _exit(0);
}
